"""Asks for drafts by the surest way that a server knows, which a probe finds and which is then remembered."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.coach.model.asking.patience import pause_before_next
from bot.coach.model.asking.probe import ProbeDraft
from bot.coach.model.asking.purposes import PROBING
from bot.coach.model.asking.rungs import Learnt, Rung
from bot.coach.model.asking.server import ModelQuestion, ModelServer
from bot.coach.model.asking.troubles import NOT_ALLOWED, ModelTrouble, sorted_out
from bot.prompting import Rendered

if TYPE_CHECKING:
    from pydantic import BaseModel

    Draft = TypeVar("Draft", bound=BaseModel)

_log = structlog.get_logger(__name__)
_PROBE_AGAIN_SECONDS = 60.0
"""After a probe that found no way, no other one goes out for so long."""
_PROBE_SECONDS = 60.0
"""A probe ends then: nobody waits for it as long, but its finding is worth having."""


@dataclass(frozen=True, slots=True)
class WaitingTime:
    """How long whoever asks will wait: in all, and for each request."""

    in_all: float
    each: float


class Spent:
    """What one question has used up so far."""

    def __init__(self, time_: WaitingTime, monotonic: Callable[[], float]) -> None:
        self._time, self._monotonic, self._began = time_, monotonic, monotonic()
        self.requests = self.input_tokens = self.output_tokens = 0

    def add(self, tokens: tuple[int, int]) -> None:
        """Count the tokens of one request, in and out."""
        self.input_tokens += tokens[0]
        self.output_tokens += tokens[1]

    @property
    def seconds(self) -> float:
        """How long it took so far."""
        return self._monotonic() - self._began

    @property
    def left(self) -> float:
        """How many seconds of the time in all are left."""
        return max(0.0, self._time.in_all - self.seconds)

    @property
    def for_the_next(self) -> float:
        """How long the next request may take."""
        return min(self._time.each, self.left)


class Ladder:
    """Asks one server; what it learns of it is kept until the process ends."""

    def __init__(
        self, server: ModelServer, probe: Rendered, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """`probe` is a small question that holds nothing of a member."""
        self._server = server
        self._question = ModelQuestion(probe.system, probe.user, PROBING)
        self._monotonic = monotonic
        self.learnt = Learnt(rung=server.settings.rung, dialect=server.settings.dialect())
        self._probe: asyncio.Task[None] | None = None
        self._probed_at: float | None = None

    async def ask(self, question: ModelQuestion, shape: type[Draft], spent: Spent) -> Draft:
        """Return the draft; raises ModelTrouble when the time is up or no way of asking brings one."""
        tried = self.learnt.rung or Rung.SCHEMA
        try:
            return await self._by(tried, question, shape, spent)
        except ModelTrouble as trouble:
            if not trouble.may_climb_down or self._server.settings.rung:
                raise
            if self.learnt.rung is tried:
                self.learnt = self.learnt.missed()
                raise
            found = self.learnt.rung or await self._found(spent)
            if found in (None, tried):
                raise
        return await self._by(found, question, shape, spent)

    async def try_rung(self, rung: Rung, spent: Spent) -> ProbeDraft:
        """Ask the probe's question by this way alone; raises ModelTrouble."""
        return await self._repeated(rung, self._question, ProbeDraft, spent)

    async def close(self) -> None:
        """End a probe that is still under way."""
        if self._probe is not None:
            self._probe.cancel()
            await asyncio.gather(self._probe, return_exceptions=True)

    async def _by(self, rung: Rung, question: ModelQuestion, shape: type[Draft], spent: Spent) -> Draft:
        draft = await self._repeated(rung, question, shape, spent)
        self._remember(rung)
        return draft

    async def _repeated(self, rung: Rung, question: ModelQuestion, shape: type[Draft], spent: Spent) -> Draft:
        """Ask by one way; again where that may help, within the time that is left."""
        attempts = 0
        while True:
            if question.may_still_ask is not None and not await question.may_still_ask():
                raise ModelTrouble(NOT_ALLOWED)
            spent.requests += 1
            dialect = self.learnt.dialect
            try:
                async with asyncio.timeout(spent.for_the_next):
                    reply = await self._server.ask(question, shape, rung, dialect)
            except Exception as error:
                trouble = sorted_out(error)
                spent.add(trouble.tokens)
            else:
                spent.add(reply.tokens)
                return reply.draft
            if other := dialect.without(trouble.complaint, self._server.fields(rung, dialect)):
                if self.learnt.dialect == dialect:
                    self.learnt = replace(self.learnt, dialect=other)
                    (refused,) = other.dropped - dialect.dropped
                    _log.info("model.field_refused", field=refused.value)
                continue
            attempts += 1
            pause = pause_before_next(
                attempts,
                asked=trouble.after_seconds,
                left=spent.left,
                spread=random.random(),  # noqa: S311
            )
            if not trouble.may_repeat or pause is None:
                raise trouble
            await asyncio.sleep(pause)

    async def _found(self, spent: Spent) -> Rung | None:
        """Return the way that a probe finds within the time that is left; the probe goes on without us."""
        if self._probe is None or self._probe.done():
            now = self._monotonic()
            if self._probed_at is not None and now - self._probed_at < _PROBE_AGAIN_SECONDS:
                return self.learnt.rung
            self._probed_at = now
            self._probe = asyncio.create_task(self._look_for_a_way())
        await asyncio.wait([self._probe], timeout=spent.left)
        return self.learnt.rung

    async def _look_for_a_way(self) -> None:
        spent = Spent(WaitingTime(_PROBE_SECONDS, _PROBE_SECONDS), self._monotonic)
        for rung in Rung:
            if self.learnt.rung is not None:  # a question found one meanwhile
                return
            try:
                await self.try_rung(rung, spent)
            except ModelTrouble as trouble:
                if trouble.is_away and not trouble.may_climb_down:
                    return
                continue
            self._remember(rung)
            return

    def _remember(self, rung: Rung) -> None:
        if self.learnt.rung is not rung:
            _log.info("model.asked_by", way=rung.value)
        self.learnt = self.learnt.worked(rung)
