"""Who answered what a coach was asked: the model, or the rules in its stead; and what the model cost."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.coach.fallback import FallbackCoach
from bot.coach.model.asking.record import AskedRecord
from bot.core.coaching.checking import Checked, Examined
from bot.core.coaching.conversing import Conversation, Conversed
from bot.core.coaching.drafting import Drafted, DraftWish
from bot.core.coaching.investment import Judged, Judgement, Proposal, Rewrite
from bot.core.coaching.themes import Themes
from bot.core.coaching.understanding import Answer, Circumstances, Excerpt, Mode, Understanding
from bot.core.documents import TextDocument
from bot.core.ports.coach import Coach
from bot.core.ports.conversing import FindSources
from bot.core.ports.errors import Unavailable, Unfounded

Result = TypeVar("Result", Understanding, Answer, Judged, Rewrite, Examined, Themes, Drafted)
BY_MODEL = "model"
BY_RULES_INSTEAD = "rules instead"


class CountedCoach:
    """A coach that counts who answered; one is made for each row."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self.modes: Counter[Mode] = Counter()

    @property
    def answered_by(self) -> str:
        """Who answered this row: the rules instead where they did so once; empty where no model was asked."""
        if any(self.modes[mode] for mode in _INSTEAD):
            return BY_RULES_INSTEAD
        return BY_MODEL if self.modes[Mode.MODEL] else ""

    async def understand(self, message: str, circumstances: Circumstances) -> Understanding:
        """Understand a message."""
        return await self._counted(self._coach.understand(message, circumstances))

    async def answer(
        self, question: str, excerpts: Sequence[Excerpt], circumstances: Circumstances
    ) -> Answer:
        """Answer a question."""
        return await self._counted(self._coach.answer(question, excerpts, circumstances))

    async def assess(self, proposal: Proposal, circumstances: Circumstances) -> Judged:
        """Judge an action."""
        return await self._counted(self._coach.assess(proposal, circumstances))

    async def rewrite(
        self, proposal: Proposal, judgements: Sequence[Judgement], circumstances: Circumstances
    ) -> Rewrite:
        """Write a better action."""
        return await self._counted(self._coach.rewrite(proposal, judgements, circumstances))

    async def view(self, name: str, excerpts: Sequence[Excerpt], circumstances: Circumstances) -> Answer:
        """Tell the other side's view."""
        return await self._counted(self._coach.view(name, excerpts, circumstances))

    async def draft(
        self, wish: DraftWish, excerpts: Sequence[Excerpt], circumstances: Circumstances
    ) -> Drafted:
        """Write a message to copy."""
        return await self._counted(self._coach.draft(wish, excerpts, circumstances))

    async def examine(
        self, document: TextDocument, checked: Checked, circumstances: Circumstances
    ) -> Examined:
        """Check a text."""
        return await self._counted(self._coach.examine(document, checked, circumstances))

    async def themes(self, texts: Sequence[str], circumstances: Circumstances) -> Themes:
        """Find recurring themes."""
        return await self._counted(self._coach.themes(texts, circumstances))

    async def converse(
        self, topic: Conversation, find: FindSources, circumstances: Circumstances
    ) -> Conversed:
        """Answer in conversation; raises Unavailable."""
        assert isinstance(self._coach, FallbackCoach)
        try:
            conversed = await self._coach.converse(topic, find, circumstances)
        except Unfounded:
            self.modes[Mode.RULES_AFTER_REFUSAL] += 1
            raise
        except Unavailable:
            self.modes[Mode.RULES_AFTER_FAILURE] += 1
            raise
        self.modes[Mode.MODEL] += 1
        return conversed

    async def _counted(self, asking: Coroutine[Any, Any, Result]) -> Result:
        result = await asking
        self.modes[result.provenance.mode] += 1
        return result


_INSTEAD = (Mode.RULES_AFTER_FAILURE, Mode.RULES_OVER_BUDGET, Mode.RULES_AFTER_REFUSAL)


@dataclass(slots=True)
class ModelUse:
    """What was asked of a model in one measurement; without a model nothing is."""

    model: str = ""
    """Its name; empty where none is set."""
    modes: Counter[Mode] = field(default_factory=Counter)
    records: list[AskedRecord] = field(default_factory=list)

    def add(self, coach: CountedCoach) -> None:
        """Count a row's answers."""
        self.modes.update(coach.modes)

    @property
    def by_model(self) -> int:
        """How many questions the model answered."""
        return self.modes[Mode.MODEL]

    @property
    def by_rules_instead(self) -> int:
        """How many questions to the model the rules answered."""
        return sum(self.modes[mode] for mode in _INSTEAD)

    @property
    def share_of_rules(self) -> float:
        """The share of the questions to the model that the rules answered; all where it was asked nothing."""
        asked = self.by_model + self.by_rules_instead
        return self.by_rules_instead / asked if asked else 1.0

    def complaint(self, allowed: float = 0.0) -> str:
        """Return why the figures are not the model's, where more than that share is not; else empty."""
        if not self.model or self.share_of_rules <= allowed:
            return ""
        asked = self.by_model + self.by_rules_instead
        if not asked:
            return f"{self.model} was asked nothing: these figures are of the rules alone."
        unfounded = self.modes[Mode.RULES_AFTER_REFUSAL]
        return (
            f"{self.model} did not answer {self.by_rules_instead} of {asked} questions, and the rules did: "
            f"{self.by_rules_instead - unfounded} got no answer, {unfounded} one that does not stand in the "
            f"notes. These figures are not the model's; --allow-rules {self.share_of_rules:.2f} takes them "
            "all the same."
        )

    def figures(self) -> dict[str, Any]:
        """Return the counts, and how long the model took and what it cost."""
        dollars = [record.dollars for record in self.records]
        known = [each for each in dollars if each is not None]
        return {
            "name": self.model,
            "answered": self.by_model,
            "answered_by_rules_instead": self.by_rules_instead,
            "no_answer": self.modes[Mode.RULES_AFTER_FAILURE] + self.modes[Mode.RULES_OVER_BUDGET],
            "unfounded": self.modes[Mode.RULES_AFTER_REFUSAL],
            "not_asked": self.modes[Mode.RULES],
            "share_of_rules": round(self.share_of_rules, 4),
            "requests": sum(record.requests for record in self.records),
            "input_tokens": sum(record.input_tokens for record in self.records),
            "output_tokens": sum(record.output_tokens for record in self.records),
            "dollars": round(sum(known), 6) if known else None,
            "seconds_p50": _percentile([record.seconds for record in self.records], 0.5),
            "seconds_p95": _percentile([record.seconds for record in self.records], 0.95),
        }


def _percentile(values: Sequence[float], share: float) -> float | None:
    """Return the smallest value below or at which that share of them lies."""
    if not values:
        return None
    ordered = sorted(values)
    return round(ordered[math.ceil(share * len(ordered)) - 1], 3)
