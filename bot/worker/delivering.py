"""Sends what the outbox holds, and records where it ended up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from random import Random
from typing import Any

import structlog

from bot.core.deliveries import Whisper
from bot.core.ports.errors import (
    Dependency,
    Disconnected,
    Outage,
    Permanent,
    RetryLater,
    Unavailable,
    Undeliverable,
)
from bot.core.ports.queues import Outbox, Outgoing, Posted
from bot.metrics import DELIVERIES
from bot.worker.claiming import DISCONNECTED_SECONDS, ClaimLoop, never
from bot.worker.trying import RetryPolicy, name_of, outage_pause, pause_before, reference_of

_log = structlog.get_logger(__name__)
_PATIENT_TRIES = 5
"""How many times a service's own "retry after" is followed as it is; after that, pauses grow a little."""
_COUNTED_PATIENT_TRIES = 3
"""How many times a pause after trouble stays as short as the sender says; after that, pauses grow."""
_LONGEST_ASKED_SECONDS = 30.0
"""As far as they grow; a service that names a longer time gets that one."""
_NOT_TAKEN: dict[str, Any] = {"counts": False, "may_be_posted": False}
_LOOK_AGAIN_SECONDS = 300.0
"""How long a delivery rests while its member may not be written to; they may be back early."""

MayLeave = Callable[[Outgoing], Awaitable[bool]]
"""Tells whether its member may be written to now; raises Unavailable."""
Send = Callable[[Outgoing], Awaitable[Posted]]
"""Delivers one thing; raises RetryLater or Undeliverable."""


class Deliverer(ClaimLoop[Outgoing]):
    """Claims deliveries from the outbox and has them sent, until it is stopped."""

    def __init__(
        self,
        outbox: Outbox,
        send: Send,
        *,
        may_leave: MayLeave,
        random: Random,
        limits: RetryPolicy | None = None,
        is_paused: Callable[[], bool] = never,
        is_away: Callable[[], bool] = never,
    ) -> None:
        """Nothing is claimed while `is_paused`; while all of Slack `is_away`, no failure counts."""
        super().__init__(limits or RetryPolicy(), is_paused)
        self._may_leave = may_leave
        self._outbox = outbox
        self._send = send
        self._random = random
        self._is_away = is_away
        self._asked: Counter[str] = Counter()
        """How often a service asked for patience with a delivery, since it last took or refused it."""

    async def _claim(self) -> list[Outgoing]:
        return await self._outbox.claim(limit=self._limits.batch, lease_seconds=self._limits.lease)

    async def _renew(self, held: Sequence[Outgoing]) -> None:
        await self._outbox.renew(held, lease_seconds=self._limits.lease)

    async def _wait(self, seconds: float) -> bool:
        return await self._outbox.wait(seconds)

    async def _give_back(self, held: Sequence[Outgoing], *, begun: bool, after_seconds: float = 0.0) -> None:
        await self._outbox.give_back(held, may_be_posted=begun, after_seconds=after_seconds)

    async def _do(self, claimed: Outgoing) -> None:
        with structlog.contextvars.bound_contextvars(delivery=claimed.id):
            if claimed.abandoned > self._limits.abandoned:
                await self._give_up(claimed, f"Abandoned {claimed.abandoned} times")
                return
            try:
                posted = await self._send(claimed) if await self._may_leave(claimed) else None
            except Exception as error:
                await self._failed(claimed, error)
                return
            DELIVERIES.labels("put_off" if posted is None else "delivered").inc()
            if posted is None:
                await self._recorded(lambda: self._outbox.put_off(claimed, after_seconds=_LOOK_AGAIN_SECONDS))
                return
            self._asked.pop(claimed.id, None)
            await self._recorded(lambda: self._outbox.mark_delivered(claimed, posted))

    async def _failed(self, outgoing: Outgoing, error: Exception) -> None:
        if isinstance(error, Disconnected):
            _log.warning("delivery waits for a token", error=str(error))
            await self._again(outgoing, DISCONNECTED_SECONDS, str(error), **_NOT_TAKEN)
        elif isinstance(error, Outage):
            await self._wait_out(outgoing, error)
        elif isinstance(error, RetryLater) and error.asked:
            await self._wait_as_asked(outgoing, error.after_seconds)
        elif isinstance(error, Undeliverable):
            await self._give_up(outgoing, error.reason)
        else:
            await self._try_again(outgoing, error)

    async def _wait_out(self, outgoing: Outgoing, error: Outage) -> None:
        """Give back what its surroundings kept back; pointers alone were surely not posted."""
        _log.warning("delivery waits", dependency=error.of)
        pause = outage_pause(error, self._limits)
        may_be_posted = not isinstance(outgoing.delivery, Whisper)
        await self._again(
            outgoing, pause, "Outage", counts=False, may_be_posted=may_be_posted, waits_for=error.of
        )

    async def _wait_as_asked(self, outgoing: Outgoing, seconds: float) -> None:
        """Wait as long as the service asks, and hardly longer: it took nothing, so that was no attempt."""
        self._asked[outgoing.id] += 1
        grown = seconds * 2.0 ** max(0, min(self._asked[outgoing.id] - _PATIENT_TRIES, 10))
        pause = max(seconds, min(grown, _LONGEST_ASKED_SECONDS))
        _log.warning("delivery waits as asked", seconds=pause, times=self._asked[outgoing.id])
        await self._again(outgoing, pause, "RetryLater", **_NOT_TAKEN)

    async def _try_again(self, outgoing: Outgoing, error: Exception) -> None:
        """Try again later, or give up; while all of Slack is away, that is no failure of the delivery."""
        limits, counts = self._limits, not self._is_away()
        known = isinstance(error, (RetryLater, Unavailable))
        what = type(error).__name__ if known else name_of(error)
        most = limits.attempts_unavailable if known else limits.attempts
        if counts and (isinstance(error, Permanent) or outgoing.attempt >= most):
            await self._give_up(outgoing, what)
            return
        pause = pause_before(outgoing.attempt, limits, self._random)
        if isinstance(error, RetryLater):
            patient = outgoing.attempt <= _COUNTED_PATIENT_TRIES
            pause = error.after_seconds if patient else max(pause, error.after_seconds)
        _log.warning("delivery failed", error=what, attempt=outgoing.attempt)
        await self._again(outgoing, pause, what, counts=counts, waits_for=Dependency.SLACK if known else None)

    async def _again(self, outgoing: Outgoing, seconds: float, error: str, **how: Any) -> None:
        DELIVERIES.labels("to_be_tried_again" if how.get("counts", True) else "waits").inc()
        await self._recorded(lambda: self._outbox.retry(outgoing, after_seconds=seconds, error=error, **how))

    async def _give_up(self, outgoing: Outgoing, what: str) -> None:
        self._asked.pop(outgoing.id, None)
        DELIVERIES.labels("given_up").inc()
        reference = reference_of(outgoing.id)
        _log.error("delivery given up", error=what, attempt=outgoing.attempt, reference=reference)
        await self._recorded(lambda: self._outbox.give_up(outgoing, error=what, reference=reference))
