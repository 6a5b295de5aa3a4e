"""Sends what the outbox holds, and records where it ended up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from random import Random

import structlog

from bot.core.ports.errors import RetryLater, Unavailable, Undeliverable
from bot.core.ports.queues import Outbox, Outgoing, Posted
from bot.worker.claiming import ClaimLoop
from bot.worker.trying import RetryPolicy, name_of, pause_before, reference_of

_log = structlog.get_logger(__name__)
_PATIENT_TRIES = 3
"""How many times a service's own "retry after" is followed as it is; after that, pauses grow."""
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
    ) -> None:
        super().__init__(limits or RetryPolicy())
        self._may_leave = may_leave
        self._outbox = outbox
        self._send = send
        self._random = random

    async def _claim(self) -> list[Outgoing]:
        return await self._outbox.claim(limit=self._limits.batch, lease_seconds=self._limits.lease)

    async def _renew(self, held: Sequence[Outgoing]) -> None:
        await self._outbox.renew(held, lease_seconds=self._limits.lease)

    async def _wait(self) -> None:
        await self._outbox.wait(self._limits.poll)

    async def _give_back(self, claimed: Outgoing) -> None:
        await self._outbox.retry(claimed, after_seconds=0, error="stopped")

    async def _do(self, claimed: Outgoing) -> None:
        with structlog.contextvars.bound_contextvars(delivery=claimed.id):
            try:
                if await self._may_leave(claimed):
                    await self._outbox.mark_delivered(claimed, await self._send(claimed))
                else:
                    await self._outbox.put_off(claimed, after_seconds=_LOOK_AGAIN_SECONDS)
            except Undeliverable as error:
                await self._settled(self._give_up(claimed, error.reason))
            except Exception as error:
                await self._settled(self._failed(claimed, error))

    async def _failed(self, outgoing: Outgoing, error: Exception) -> None:
        known = isinstance(error, (RetryLater, Unavailable))
        what = type(error).__name__ if known else name_of(error)
        if outgoing.attempt >= (self._limits.attempts_unavailable if known else self._limits.attempts):
            await self._give_up(outgoing, what)
            return
        pause = pause_before(outgoing.attempt, self._limits, self._random)
        if isinstance(error, RetryLater):
            patient = outgoing.attempt <= _PATIENT_TRIES
            pause = error.after_seconds if patient else max(pause, error.after_seconds)
        _log.warning("delivery failed", error=what, attempt=outgoing.attempt)
        await self._outbox.retry(outgoing, after_seconds=pause, error=what)

    async def _give_up(self, outgoing: Outgoing, what: str) -> None:
        reference = reference_of(outgoing.id)
        _log.error("delivery given up", error=what, attempt=outgoing.attempt, reference=reference)
        await self._outbox.give_up(outgoing, error=what, reference=reference)

    async def _settled(self, recording: Awaitable[None]) -> None:
        try:
            await recording
        except Unavailable:
            _log.error("outbox unavailable; the lease will run out")
