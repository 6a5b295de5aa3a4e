"""Runs claimed work: members side by side, each member's own in order; retries; gives up with an apology."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from random import Random
from typing import Any

import structlog

from bot.codec import write_job
from bot.core.commands import Apologize, Command, Origin, Surface
from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.ports.errors import Conflict, LeaseLost, Unavailable, Unreadable
from bot.core.ports.queues import Claimed, Envelope, Inbox
from bot.core.ports.time import Clock
from bot.core.ports.work import Work
from bot.worker.claiming import ClaimLoop
from bot.worker.trying import RetryPolicy, name_of, pause_before, reference_of

_log = structlog.get_logger(__name__)

Asked = tuple[Command, Origin]
Interpret = Callable[[Envelope], Awaitable[Asked | None]]
"""What an envelope asks for; None for what asks for nothing. Raises Unreadable."""
ScopeOf = Callable[[WorkspaceId, MemberId], Awaitable[Scope]]
"""What a member may see."""
Do = Callable[[Work[Any]], Awaitable[None]]
"""Does one piece of work; raises Conflict where a row changed under its hands."""
Apologies = Callable[[Claimed, Asked | None, str], Envelope | None]
"""The follow-up of work that was given up, by its reference; None where nobody waits for it."""


def apology(claimed: Claimed, asked: Asked | None, reference: str) -> Envelope | None:
    """Tell the member where they asked; not for work behind the scenes, nor for an apology itself."""
    envelope = claimed.envelope
    if not envelope.member or (asked and (asked[0].unasked)):
        return None
    origin = asked[1] if asked else Origin(surface=Surface.JOB)
    return Envelope(
        key=f"{envelope.key}:apology",
        source="command",
        workspace=envelope.workspace,
        member=envelope.member,
        payload=write_job(Apologize(reference), origin),
        ordering_key=envelope.ordering_key,
    )


class Worker(ClaimLoop[Claimed]):
    """Claims work from the inbox and hands it to its handler, until it is stopped."""

    def __init__(
        self,
        inbox: Inbox,
        *,
        interpret: Interpret,
        do: Do,
        scope_of: ScopeOf,
        clock: Clock,
        random: Random,
        apologies: Apologies = apology,
        limits: RetryPolicy | None = None,
    ) -> None:
        super().__init__(limits or RetryPolicy())
        self._inbox = inbox
        self._interpret = interpret
        self._do_work = do
        self._conflicts: Counter[str] = Counter()
        self._scope_of = scope_of
        self._clock = clock
        self._random = random
        self._apologies = apologies

    async def _claim(self) -> list[Claimed]:
        return await self._inbox.claim(limit=self._limits.batch, lease_seconds=self._limits.lease)

    async def _renew(self, held: Sequence[Claimed]) -> None:
        await self._inbox.renew(held, lease_seconds=self._limits.lease)

    async def _wait(self) -> None:
        await self._inbox.wait(self._limits.poll)

    async def _give_back(self, claimed: Claimed) -> None:
        await self._inbox.retry(claimed, after_seconds=0, error="stopped", reference="")

    async def _do(self, claimed: Claimed) -> None:
        asked: Asked | None = None
        with structlog.contextvars.bound_contextvars(work=claimed.envelope.key):
            try:
                asked = await self._interpret(claimed.envelope)
                if asked is not None:
                    await self._handle(claimed, *asked)
                await self._inbox.finish(claimed)
                self._conflicts.pop(claimed.envelope.key, None)
            except LeaseLost:
                _log.warning("lease lost")
            except Exception as error:
                await self._failed(claimed, asked, error)

    async def _handle(self, claimed: Claimed, command: Command, origin: Origin) -> None:
        envelope = claimed.envelope
        work = Work(
            key=envelope.key,
            scope=await self._scope_of(envelope.workspace, envelope.member),
            command=command,
            origin=origin,
            now=self._clock.now(),
            attempt=claimed.attempt,
            lease=claimed.lease,
        )
        await self._do_work(work)

    def _is_conflict(self, claimed: Claimed, error: Exception) -> bool:
        """Count a conflict, and return whether to try again at once: it was one, and not yet one too many."""
        if not isinstance(error, Conflict):
            return False
        self._conflicts[claimed.envelope.key] += 1
        return self._conflicts[claimed.envelope.key] <= self._limits.conflicts

    async def _again_at_once(self, claimed: Claimed, error: str, reference: str) -> None:
        try:
            await self._inbox.retry(claimed, after_seconds=0, error=error, reference=reference, counts=False)
        except Unavailable:
            _log.error("inbox unavailable; the lease will run out", reference=reference)

    async def _failed(self, claimed: Claimed, asked: Asked | None, error: Exception) -> None:
        """Try again later, or give up; trying again does not help against what cannot be read."""
        limits, reference, what = self._limits, reference_of(claimed.envelope.key), name_of(error)
        if self._is_conflict(claimed, error):
            await self._again_at_once(claimed, what, reference)
            return
        most = limits.attempts_unavailable if isinstance(error, Unavailable) else limits.attempts
        give_up = isinstance(error, Unreadable) or claimed.attempt >= most
        _log.error("work failed", reference=reference, error=what, attempt=claimed.attempt, given_up=give_up)
        try:
            if give_up:
                self._conflicts.pop(claimed.envelope.key, None)  # a replayed dead letter begins anew
                then = self._apologies(claimed, asked, reference)
                erase = asked is not None and asked[0].private
                await self._inbox.bury(claimed, error=what, reference=reference, then=then, erase=erase)
            else:
                pause = pause_before(claimed.attempt, limits, self._random)
                await self._inbox.retry(claimed, after_seconds=pause, error=what, reference=reference)
        except Unavailable:
            _log.error("inbox unavailable; the lease will run out", reference=reference)
