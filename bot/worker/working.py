"""Runs claimed work: members side by side, each member's own in order; retries; gives up with an apology."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from random import Random
from typing import Any

import structlog

from bot.codec import write_job
from bot.core.attending import APOLOGY
from bot.core.commands import Apologize, Command, Origin, Surface
from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.ports.errors import (
    Conflict,
    Dependency,
    Disconnected,
    LeaseLost,
    Outage,
    OutOfScope,
    Permanent,
    Unavailable,
    Unreadable,
)
from bot.core.ports.queues import Claimed, Envelope, Inbox
from bot.core.ports.time import Clock
from bot.core.ports.work import Work
from bot.metrics import WORK
from bot.worker.claiming import DISCONNECTED_SECONDS, ClaimLoop, never
from bot.worker.trying import RetryPolicy, name_of, outage_pause, pause_before, reference_of

_log = structlog.get_logger(__name__)

_HOPELESS = (Unreadable, Permanent, OutOfScope)
"""Errors that come again however often the work is tried."""

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
        key=f"{envelope.key}{APOLOGY}",
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
        is_paused: Callable[[], bool] = never,
    ) -> None:
        super().__init__(limits or RetryPolicy(), is_paused)
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

    async def _wait(self, seconds: float) -> bool:
        return await self._inbox.wait(seconds)

    async def _give_back(self, held: Sequence[Claimed], *, begun: bool, after_seconds: float = 0.0) -> None:  # noqa: ARG002  all work is repeatable
        await self._inbox.give_back(held, after_seconds=after_seconds)

    async def _do(self, claimed: Claimed) -> None:
        asked: Asked | None = None
        with structlog.contextvars.bound_contextvars(work=claimed.envelope.key):
            if claimed.abandoned > self._limits.abandoned:
                await self._bury(claimed, None, f"Abandoned {claimed.abandoned} times", erase=True)
                return
            try:
                asked = await self._interpret(claimed.envelope)
                if asked is not None:
                    await self._handle(claimed, *asked)
            except LeaseLost:
                _log.warning("lease lost")
            except Exception as error:
                await self._failed(claimed, asked, error)
            else:
                WORK.labels("done").inc()
                await self._recorded(lambda: self._inbox.finish(claimed))
                self._conflicts.pop(claimed.envelope.key, None)

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

    async def _failed(self, claimed: Claimed, asked: Asked | None, error: Exception) -> None:
        """Try again later, or give up; trying again does not help against what cannot be read."""
        what = name_of(error)
        if isinstance(error, Disconnected):
            _log.warning("work waits for a token", error=str(error))
            await self._uncounted(claimed, str(error), DISCONNECTED_SECONDS)
        elif isinstance(error, Outage):
            _log.warning("work waits", dependency=error.of, error=what)
            await self._uncounted(claimed, what, outage_pause(error, self._limits), error.of)
        elif self._is_conflict(claimed, error):
            await self._uncounted(claimed, what, 0)
        elif isinstance(error, _HOPELESS) or claimed.attempt >= self._most(error):
            erase = asked is not None and asked[0].private
            await self._bury(claimed, asked, what, erase=erase)
        else:
            await self._counted(claimed, what, getattr(error, "of", None))

    def _most(self, error: Exception) -> int:
        known = isinstance(error, Unavailable)
        return self._limits.attempts_unavailable if known else self._limits.attempts

    async def _uncounted(
        self, claimed: Claimed, error: str, seconds: float, waits_for: Dependency | None = None
    ) -> None:
        """Have work tried again without its attempt being counted: it has not failed."""
        WORK.labels("waits").inc()
        retry = partial(self._inbox.retry, claimed, after_seconds=seconds, error=error, waits_for=waits_for)
        await self._recorded(partial(retry, reference=reference_of(claimed.envelope.key), counts=False))

    async def _counted(self, claimed: Claimed, error: str, waits_for: Dependency | None) -> None:
        """Have work that failed tried again, after a pause or when what it needs is back."""
        reference = reference_of(claimed.envelope.key)
        _log.error("work failed", reference=reference, error=error, attempt=claimed.attempt, given_up=False)
        WORK.labels("to_be_tried_again").inc()
        pause = pause_before(claimed.attempt, self._limits, self._random)
        retry = partial(self._inbox.retry, claimed, after_seconds=pause, error=error, waits_for=waits_for)
        await self._recorded(partial(retry, reference=reference))

    async def _bury(self, claimed: Claimed, asked: Asked | None, error: str, *, erase: bool) -> None:
        """Give work up, with an apology where somebody waits for it."""
        reference = reference_of(claimed.envelope.key)
        _log.error("work failed", reference=reference, error=error, attempt=claimed.attempt, given_up=True)
        self._conflicts.pop(claimed.envelope.key, None)  # a replayed dead letter begins anew
        WORK.labels("given_up").inc()
        then = self._apologies(claimed, asked, reference)
        bury = partial(self._inbox.bury, claimed, error=error, reference=reference, then=then, erase=erase)
        await self._recorded(bury)
