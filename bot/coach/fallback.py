"""The coach that a member meets: the model where it may and can answer, the rules everywhere else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from bot.core.coaching.checking import Checked, Examined
from bot.core.coaching.conversing import Conversation, Conversed
from bot.core.coaching.drafting import Drafted, DraftWish
from bot.core.coaching.investment import Judged, Judgement, Proposal, Rewrite
from bot.core.coaching.themes import Themes
from bot.core.coaching.understanding import Answer, Circumstances, Excerpt, Intent, Mode, Understanding
from bot.core.documents import TextDocument
from bot.core.guarding import Guard, outage
from bot.core.ports.coach import Coach
from bot.core.ports.conversing import Conversing, FindSources
from bot.core.ports.errors import Dependency, NotAllowed, OverBudget, Unavailable, Unfounded
from bot.metrics import MODEL_CALLS

Result = TypeVar("Result", Understanding, Answer, Judged, Rewrite, Examined, Themes, Drafted)
Guarded = TypeVar("Guarded")
_SURE_QUESTION = 0.85


class ModelledCoach(Coach, Conversing, Protocol):
    """A coach that also converses."""


class FallbackCoach:
    """Asks the model first; where it fails, the rules answer and the result says so (B7)."""

    def __init__(self, model: ModelledCoach, rules: Coach, guard: Guard | None = None) -> None:
        """The model is left alone while its guard says so: then the rules answer at once."""
        self._model = model
        self._rules = rules
        self._guard = guard or Guard(Dependency.MODEL.value)
        self._guard.on_doubt.append(self._ask_no_more)
        self._asking: set[asyncio.Task[Any]] = set()

    async def understand(self, message: str, circumstances: Circumstances) -> Understanding:
        """Understand a message; the rules alone read plain wordings of a command, and sure questions.

        The model reads a question where it answers it.
        """
        by_rules = await self._rules.understand(message, circumstances)
        is_question = by_rules.intent is Intent.RECALL and by_rules.confidence >= _SURE_QUESTION
        if not circumstances.model_allowed or by_rules.intent is Intent.COMMAND or is_question:
            return by_rules
        try:
            return await self._guarded(self._model.understand(message, circumstances))
        except Unavailable as error:
            return _said_so(by_rules, error)

    async def answer(
        self, question: str, excerpts: Sequence[Excerpt], circumstances: Circumstances
    ) -> Answer:
        """Answer a question from the excerpts."""
        return await self._first(lambda coach: coach.answer(question, excerpts, circumstances), circumstances)

    async def assess(self, proposal: Proposal, circumstances: Circumstances) -> Judged:
        """Judge an action by the three tests."""
        return await self._first(lambda coach: coach.assess(proposal, circumstances), circumstances)

    async def rewrite(
        self, proposal: Proposal, judgements: Sequence[Judgement], circumstances: Circumstances
    ) -> Rewrite:
        """Write a better action."""
        return await self._first(
            lambda coach: coach.rewrite(proposal, judgements, circumstances), circumstances
        )

    async def view(self, name: str, excerpts: Sequence[Excerpt], circumstances: Circumstances) -> Answer:
        """Tell the other side's view; the model is asked only where there are excerpts."""
        return await self._first(
            lambda coach: coach.view(name, excerpts, circumstances),
            circumstances,
            worth_asking=bool(excerpts),
        )

    async def draft(
        self, wish: DraftWish, excerpts: Sequence[Excerpt], circumstances: Circumstances
    ) -> Drafted:
        """Write a message to copy; the model is asked only where there are excerpts."""
        return await self._first(
            lambda coach: coach.draft(wish, excerpts, circumstances),
            circumstances,
            worth_asking=bool(excerpts),
        )

    async def examine(
        self, document: TextDocument, checked: Checked, circumstances: Circumstances
    ) -> Examined:
        """Check a text."""
        return await self._first(lambda coach: coach.examine(document, checked, circumstances), circumstances)

    async def themes(self, texts: Sequence[str], circumstances: Circumstances) -> Themes:
        """Find recurring themes; without texts there are none."""
        return await self._first(
            lambda coach: coach.themes(texts, circumstances), circumstances, worth_asking=bool(texts)
        )

    async def _first(
        self,
        ask: Callable[[Coach], Coroutine[Any, Any, Result]],
        circumstances: Circumstances,
        *,
        worth_asking: bool = True,
    ) -> Result:
        """Return what the model says where it may and can be asked, else what the rules say."""
        if circumstances.model_refused:
            return _said_so(await ask(self._rules), Unfounded())
        if not circumstances.model_allowed or not worth_asking:
            return await ask(self._rules)
        try:
            return await self._guarded(ask(self._model))
        except Unavailable as error:
            return _said_so(await ask(self._rules), error)

    async def converse(
        self, topic: Conversation, find: FindSources, circumstances: Circumstances
    ) -> Conversed:
        """Answer in conversation; raises Unavailable where the model may not be asked, or does not answer."""
        if not circumstances.model_allowed:
            raise NotAllowed
        return await self._guarded(self._model.converse(topic, find, circumstances))

    async def _guarded(self, asking: Coroutine[Any, Any, Guarded]) -> Guarded:
        """Ask, unless the model is left alone; an answer that does not fit is one all the same."""
        if not self._guard.may_call():
            MODEL_CALLS.labels("left_alone").observe(0)
            asking.close()
            raise outage(self._guard, Dependency.MODEL)
        task = asyncio.ensure_future(asking)
        self._asking.add(task)
        began, outcome = time.perf_counter(), "no_answer"
        try:
            result = await task
            outcome = "answered"
        except asyncio.CancelledError:
            if self._guard.is_open and not _is_cancelled():
                raise outage(self._guard, Dependency.MODEL) from None
            raise
        except (OverBudget, NotAllowed) as error:
            outcome = "over_budget" if isinstance(error, OverBudget) else "not_allowed"
            raise
        except Unavailable as error:
            if error.of is Dependency.MODEL:
                self._guard.failed("no_answer")
            else:
                self._guard.succeeded()
            raise
        finally:
            self._asking.discard(task)
            MODEL_CALLS.labels(outcome).observe(time.perf_counter() - began)
        self._guard.succeeded()
        return result

    def _ask_no_more(self) -> None:
        """End what still waits for a model that is left alone from now on."""
        if self._guard.is_open:
            for task in self._asking:
                task.cancel()


def _is_cancelled() -> bool:
    """Whether it is this work itself that is to end, and not what it asked."""
    this = asyncio.current_task()
    return this is not None and this.cancelling() > 0


def _said_so(result: Result, error: Unavailable) -> Result:
    """The rules' result, which says why it is theirs."""
    mode = Mode.RULES_AFTER_FAILURE
    if isinstance(error, OverBudget):
        mode = Mode.RULES_OVER_BUDGET
    elif isinstance(error, NotAllowed):
        mode = Mode.RULES
    elif isinstance(error, Unfounded):
        mode = Mode.RULES_AFTER_REFUSAL
    return replace(result, provenance=replace(result.provenance, mode=mode))
