"""The engine of a rehearsal: real ticks, handlers and deliveries, the clock moved from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.codec import read_job
from bot.conversation.membership import receive
from bot.core.commands import Command
from bot.core.deliveries import Say
from bot.core.identity import Scope, derive_id
from bot.core.members import Member
from bot.core.ports.errors import Conflict, Unavailable
from bot.core.ports.queues import Claimed, Outgoing, Posted
from bot.core.ports.rehearsing import ComingMessage
from bot.core.ports.work import Work
from bot.core.schedule.commands import Due
from bot.core.schedule.on_time import may_leave
from bot.core.schedule.recurrence import utc_of
from bot.core.turn import Ports
from bot.rehearsing.standins import MovedClock
from bot.schedule import Ticker
from bot.store.store import SqlStore

_LEASE = 600.0
_BATCH = 50
_MOST_PLACES = 12
"""Deliveries of one piece of work that are told apart."""
_MOST_ATTEMPTS = 4
_EARLY = time(5)
"""When it is looked for what nobody scheduled yet, before anybody's day begins."""
_HOUR = timedelta(hours=1)


@dataclass
class Rehearsal:
    """One member's weeks ahead in a store of their own; `coming` is what came so far."""

    store: SqlStore
    ports: Ports
    clock: MovedClock
    member: Member
    scope: Scope
    coming: list[ComingMessage] = field(default_factory=list)
    _kinds: dict[str, str] = field(default_factory=dict)
    """The scheduled kind of each delivery that comes from one."""
    _waiting: bool = False

    async def run(self, until: datetime) -> None:
        """Move the clock from one thing that is due to the next, and do what there is to do."""
        ticker = Ticker(self.store.schedule, self.store.inbox, self.clock)
        while (at := await self._next_time()) <= until:
            self.clock.time = at
            await ticker.sweep()
            await ticker.take_due()
            while claimed := await self.store.inbox.claim(limit=_BATCH, lease_seconds=_LEASE):
                for each in claimed:
                    await self._do(each)
            await self._deliver()

    async def _next_time(self) -> datetime:
        """The next time at which something is due, or is to be looked for."""
        zone = ZoneInfo(self.member.zone)
        now = self.clock.time
        day = now.astimezone(zone).date()
        looks = [utc_of(day + timedelta(days=ahead), _EARLY, zone) for ahead in (0, 1, 2)]
        async with self.store.read(self.scope) as reader:
            due = [job.next_at for job in await reader.scheduled_jobs()]
        waits = [now + _HOUR] if self._waiting else []
        return min(at for at in (*looks, *due, *waits) if at > now)

    async def _do(self, claimed: Claimed) -> None:
        envelope = claimed.envelope
        if envelope.member != self.scope.member:  # what it would mean for others is not of this rehearsal
            await self.store.inbox.finish(claimed)
            return
        command, origin = read_job(envelope.payload)
        work: Work[Command] = Work(
            key=envelope.key,
            scope=self.scope,
            command=command,
            origin=origin,
            now=self.clock.time,
            attempt=claimed.attempt,
            lease=claimed.lease,
        )
        try:
            await receive(work, self.ports)
        except (Unavailable, Conflict):
            if claimed.attempt < _MOST_ATTEMPTS:
                await self.store.inbox.retry(claimed, after_seconds=0, error="rehearsed", reference="")
                return
        await self.store.inbox.finish(claimed)
        if isinstance(command, Due):
            ids = (derive_id(envelope.key, "delivery", place) for place in range(_MOST_PLACES))
            self._kinds |= dict.fromkeys(ids, command.kind)

    async def _deliver(self) -> None:
        """Keep what may leave now; what may not waits."""
        outbox, later = self.store.outbox, list[Outgoing]()
        while claimed := await outbox.claim(limit=_BATCH, lease_seconds=_LEASE):
            for each in claimed:
                if await may_leave(each, self.ports, self.clock.time):
                    self._keep(each)
                    place = Posted(conversation=f"D{each.member}", message=each.id)
                    await outbox.mark_delivered(each, place)
                else:
                    later.append(each)
        for each in later:
            await outbox.put_off(each, after_seconds=0)
        self._waiting = bool(later)

    def _keep(self, outgoing: Outgoing) -> None:
        said, kind = outgoing.delivery, self._kinds.get(outgoing.id, "")
        if kind and isinstance(said, Say) and outgoing.member == self.scope.member:
            message = ComingMessage(at=self.clock.time, kind=kind, card=said.card, about=said.about)
            self.coming.append(message)
