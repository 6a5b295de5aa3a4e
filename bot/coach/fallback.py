"""The coach that a member meets: the model where it may and can answer, the rules everywhere else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.core.coaching.checking import Checked, Examined
from bot.core.coaching.drafting import Drafted
from bot.core.coaching.investment import Judged, Judgement, Proposal, Rewrite
from bot.core.coaching.themes import Themes
from bot.core.coaching.understanding import Answer, Circumstances, Excerpt, Intent, Mode, Understanding
from bot.core.papers import TextDocument
from bot.core.ports.coach import Coach
from bot.core.ports.errors import Unavailable

Result = TypeVar("Result", Understanding, Answer, Judged, Rewrite, Examined, Themes, Drafted)


class FallbackCoach:
    """Asks the model first; where it fails, the rules answer and the result says so (B7)."""

    def __init__(self, model: Coach, rules: Coach) -> None:
        self._model = model
        self._rules = rules

    async def understand(self, message: str, circumstances: Circumstances) -> Understanding:
        """What a message means, by whichever coach can say; plain wordings of a command need no model."""
        by_rules = await self._rules.understand(message, circumstances)
        if not circumstances.model_allowed or by_rules.intent is Intent.COMMAND:
            return by_rules
        try:
            return await self._model.understand(message, circumstances)
        except Unavailable:
            return _said_so(by_rules)

    async def answer(
        self, question: str, excerpts: Sequence[Excerpt], circumstances: Circumstances
    ) -> Answer:
        """An answer from the excerpts, by whichever coach can give one."""
        if not circumstances.model_allowed:
            return await self._rules.answer(question, excerpts, circumstances)
        return await _first(
            self._model.answer(question, excerpts, circumstances),
            lambda: self._rules.answer(question, excerpts, circumstances),
        )

    async def assess(self, proposal: Proposal, circumstances: Circumstances) -> Judged:
        """The three verdicts, by whichever coach can give them."""
        if not circumstances.model_allowed:
            return await self._rules.assess(proposal, circumstances)
        return await _first(
            self._model.assess(proposal, circumstances), lambda: self._rules.assess(proposal, circumstances)
        )

    async def rewrite(
        self, proposal: Proposal, judgements: Sequence[Judgement], circumstances: Circumstances
    ) -> Rewrite:
        """A better action, by whichever coach can write one."""
        if not circumstances.model_allowed:
            return await self._rules.rewrite(proposal, judgements, circumstances)
        return await _first(
            self._model.rewrite(proposal, judgements, circumstances),
            lambda: self._rules.rewrite(proposal, judgements, circumstances),
        )

    async def view(self, name: str, excerpts: Sequence[Excerpt], circumstances: Circumstances) -> Answer:
        """The other side, by whichever coach can see it."""
        if not circumstances.model_allowed or not excerpts:
            return await self._rules.view(name, excerpts, circumstances)
        return await _first(
            self._model.view(name, excerpts, circumstances),
            lambda: self._rules.view(name, excerpts, circumstances),
        )

    async def draft(self, name: str, excerpts: Sequence[Excerpt], circumstances: Circumstances) -> Drafted:
        """A message to copy, by whichever coach can write one."""
        if not circumstances.model_allowed or not excerpts:
            return await self._rules.draft(name, excerpts, circumstances)
        return await _first(
            self._model.draft(name, excerpts, circumstances),
            lambda: self._rules.draft(name, excerpts, circumstances),
        )

    async def examine(
        self, document: TextDocument, checked: Checked, circumstances: Circumstances
    ) -> Examined:
        """A text's check, by whichever coach can make it."""
        if not circumstances.model_allowed:
            return await self._rules.examine(document, checked, circumstances)
        return await _first(
            self._model.examine(document, checked, circumstances),
            lambda: self._rules.examine(document, checked, circumstances),
        )

    async def themes(self, texts: Sequence[str], circumstances: Circumstances) -> Themes:
        """Recurring themes, by whichever coach can name them."""
        if not circumstances.model_allowed or not texts:
            return await self._rules.themes(texts, circumstances)
        return await _first(
            self._model.themes(texts, circumstances), lambda: self._rules.themes(texts, circumstances)
        )


async def _first(by_model: Awaitable[Result], by_rules: Callable[[], Awaitable[Result]]) -> Result:
    try:
        return await by_model
    except Unavailable:
        return _said_so(await by_rules())


def _said_so(result: Result) -> Result:
    return replace(result, provenance=replace(result.provenance, mode=Mode.RULES_AFTER_FAILURE))
