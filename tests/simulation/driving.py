"""Drives the real engine through time: real stores, handlers and outbox; only the clock is moved.

Every scheduled kind in `bot.core.schedule.kinds.SCHEDULED_KINDS` takes part by itself: a new kind needs
nothing here. What a kind posts is recorded with the occurrence that it came from, and held to the checks of
`checking.py`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, cast

from bot.apart.pool import ApartPool
from bot.calendars import PublicHolidays
from bot.coach.rules.coach import RulesCoach
from bot.codec import read_job, write_job
from bot.config import data_root
from bot.conversation.membership import receive
from bot.conversation.offers import LABELS, LESSONS, SECTIONS
from bot.core.cards import Card
from bot.core.commands import Command, Origin, Surface
from bot.core.deliveries import Say
from bot.core.identity import MemberId, derive_id
from bot.core.ports.errors import LeaseLost, Unavailable
from bot.core.ports.queues import Claimed, Envelope, Outbox, Outgoing, Posted
from bot.core.ports.work import Work
from bot.core.schedule.commands import Due, LookAgain
from bot.core.schedule.on_time import may_leave
from bot.core.schedule.recurrence import is_working
from bot.core.settings import effective_settings
from bot.core.turn import Ports
from bot.features.notes.commands import TakeNote
from bot.features.people.commands import LogTouch
from bot.files.documents import FileDocuments
from bot.files.knowledge import FileKnowledge
from bot.schedule import Ticker
from bot.store.store import SqlStore
from tests.simulation.world import (
    WORKSPACE,
    NoFiles,
    NoStatus,
    NoVectors,
    Person,
    SimDirectory,
    local,
    people,
    rows,
)

STEP = timedelta(minutes=30)
LEASE = 600.0
_MOST_PLACES = 12
_AT_ONCE = 8
"""Members that a replica works for side by side."""


@dataclass(frozen=True, slots=True)
class Run:
    """An occurrence that was worked on."""

    at: datetime
    member: MemberId
    key: str
    """The inbox row's."""
    command: Due


@dataclass(frozen=True, slots=True)
class Post:
    """Something that reached a member; `run` is the occurrence it came from, if it came by itself."""

    at: datetime
    member: MemberId
    subject: str
    run: Run | None
    card: Card | None = None
    """What it said, where that is kept."""


@dataclass(frozen=True, slots=True)
class Outage:
    """A time in which no process runs."""

    begin: datetime
    end: datetime

    def covers(self, at: datetime) -> bool:
        return self.begin <= at < self.end


class SimClock:
    """Satisfies ports.Clock; stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time


@dataclass
class Simulation:
    """The replicas, the people, and all that happened."""

    stores: Sequence[SqlStore]
    clock: SimClock
    members: list[Person]
    outages: tuple[Outage, ...]
    random: Random
    runs: list[Run] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    keeps_cards: bool = False
    """Whether posts are kept with what they say."""
    at_once: int = _AT_ONCE
    """Pieces of work side by side; with one, the same seed gives the same year."""
    steps: int = 0
    lost_leases: int = 0
    _by_delivery: dict[str, Run] = field(default_factory=dict)
    _seen_zone: dict[MemberId, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_id = {person.scope.member: person for person in self.members}
        self._directory = SimDirectory(self.members, self.clock.now)
        self._ports_of = [self._ports(store) for store in self.stores]
        self._tickers = [Ticker(store.schedule, store.inbox, self.clock) for store in self.stores]

    def _ports(self, store: SqlStore) -> Ports:
        nothing, apart = NoVectors(), ApartPool()
        return Ports(
            store=store,
            memory=cast(Any, nothing),
            coach=RulesCoach(nothing),
            directory=self._directory,
            files=NoFiles(),
            progress=NoStatus(),
            knowledge=FileKnowledge(data_root("knowledge")),
            documents=FileDocuments(apart),
            apart=apart,
            calendars=PublicHolidays(),
            sections=SECTIONS,
            lessons=LESSONS,
            labels=LABELS,
        )

    async def run(self, until: datetime, so_far: Callable[[Simulation], None] = lambda _: None) -> None:
        """Go on to a time, step by step; while there is an outage nothing is done."""
        await self._populate()
        while self.clock.time < until:
            if self.clock.time.hour == self.clock.time.minute == 0:
                so_far(self)
            self.clock.time += STEP
            self.steps += 1
            if any(outage.covers(self.clock.time) for outage in self.outages):
                continue
            await self._step()

    async def _step(self) -> None:
        """Do what there is to do now: what people do, what is due, what follows, what goes out."""
        await self._live()
        await asyncio.gather(*(each.sweep() for each in self._tickers))
        await asyncio.gather(*(each.take_due() for each in self._tickers))
        await asyncio.gather(*(self._work(number) for number in range(len(self.stores))))
        if not self._ends_before_delivery():
            await self._deliver()

    def _ends_before_delivery(self) -> bool:
        """Whether the processes end between working and delivering: so does the shortest outage begin."""
        shortest = min(self.outages, key=lambda outage: outage.end - outage.begin, default=None)
        return shortest is not None and shortest.covers(self.clock.time + STEP)

    async def _populate(self) -> None:
        for person in self.members:
            person.zones.append((self.clock.time, person.zone))
            self._seen_zone[person.scope.member] = person.zone
            work = self._work_of(person, f"populate:{person.scope.member}")
            async with self.stores[0].write(work) as uow:
                for row in rows(person, self.clock.time):
                    await uow.of(type(row)).put(row)

    def _work_of(self, person: Person, key: str) -> Work[Any]:
        return Work(
            key=key,
            scope=person.scope,
            command=TakeNote(""),
            origin=Origin(surface=Surface.JOB),
            now=self.clock.time,
        )

    async def _live(self) -> None:
        """What people do in this half hour: touches, notes, quiet times, moves."""
        now = self.clock.time
        for person in self.members:
            await self._move(person)
            if person.quiet_until is not None and person.quiet_until <= now:
                person.quiet_until = None
            if self.random.random() < 0.004:
                person.quiet_until = now + timedelta(minutes=30 * self.random.randrange(1, 8))
            chance = person.touches_a_week / 80
            if self._at_work(person) and self.random.random() < chance and not person.quiet_until:
                await self._touch(person)

    def _at_work(self, person: Person) -> bool:
        settings = effective_settings(person.settings)
        zone = local(self.clock.time, person.zone_at(self.clock.time)).tzinfo
        return is_working(self.clock.time, cast(Any, zone), settings.hours, settings.leave)

    async def _move(self, person: Person) -> None:
        zone = person.zone_at(self.clock.time)
        if zone != self._seen_zone[person.scope.member]:
            self._seen_zone[person.scope.member] = zone
            person.zones.append((self.clock.time, zone))
            await self._ask(person, LookAgain(), "moved")

    async def _touch(self, person: Person) -> None:
        contact = self.random.choice(person.contacts)
        if self.random.random() < 0.5:
            await self._ask(person, LogTouch(contact_id=contact.id), "touch")
        else:
            what = self.random.choice(("the storage paper", "the quote for the renewal this quarter"))
            words = f"Met {contact.name}, I promised {what} in {self.random.randrange(2, 20)} days."
            await self._ask(person, TakeNote(words), "note")

    async def _ask(self, person: Person, command: Command, what: str) -> None:
        await self.stores[0].inbox.accept(
            Envelope(
                key=f"habit:{what}:{person.scope.member}:{self.clock.time.isoformat()}",
                source="command",
                workspace=WORKSPACE,
                member=person.scope.member,
                payload=write_job(command, Origin(surface=Surface.SLASH)),
                ordering_key="",
            )
        )

    async def _work(self, number: int) -> None:
        """One replica works until there is nothing more to do now."""
        store, ports = self.stores[number], self._ports_of[number]
        while claimed := await store.inbox.claim(limit=50, lease_seconds=LEASE):
            await _side_by_side([self._do(store, ports, each) for each in claimed], self.at_once)

    async def _do(self, store: SqlStore, ports: Ports, claimed: Claimed) -> None:
        envelope = claimed.envelope
        command, origin = read_job(envelope.payload)
        person = self._by_id[envelope.member]
        work = Work(
            key=envelope.key,
            scope=person.scope,
            command=command,
            origin=origin,
            now=self.clock.time,
            attempt=claimed.attempt,
            lease=claimed.lease,
        )
        try:
            await receive(work, ports)
            await store.inbox.finish(claimed)
        except LeaseLost:
            self.lost_leases += 1
            return
        except Unavailable:  # two replicas met in one row: the other was first, this one comes again
            await store.inbox.retry(claimed, after_seconds=0, error="met", reference="")
            return
        if isinstance(command, Due):
            run = Run(self.clock.time, envelope.member, envelope.key, command)
            self.runs.append(run)
            places = range(_MOST_PLACES)
            self._by_delivery |= {derive_id(envelope.key, "delivery", place): run for place in places}

    async def _deliver(self) -> None:
        """Take everything out of the outbox, and remember what reached whom."""
        outbox, later = self.stores[0].outbox, list[Outgoing]()
        while claimed := await outbox.claim(limit=50, lease_seconds=LEASE):
            leaving = [each for each in claimed if await may_leave(each, self._ports_of[0], self.clock.time)]
            later += [each for each in claimed if each not in leaving]
            await _side_by_side([self._post(outbox, each) for each in leaving], self.at_once)
        for each in later:
            await outbox.put_off(each, after_seconds=0)

    async def _post(self, outbox: Outbox, outgoing: Outgoing) -> None:
        place = Posted(conversation=f"D{outgoing.member}", message=outgoing.id)
        await outbox.mark_delivered(outgoing, place)
        if isinstance(outgoing.delivery, Say):
            run, said = self._by_delivery.get(outgoing.id), outgoing.delivery
            card = said.card if self.keeps_cards else None
            self.posts.append(Post(self.clock.time, outgoing.member, said.subject, run, card))


async def _side_by_side(work: Sequence[Coroutine[Any, Any, None]], at_once: int) -> None:
    places = asyncio.Semaphore(at_once)

    async def one(doing: Coroutine[Any, Any, None]) -> None:
        async with places:
            await doing

    await asyncio.gather(*map(one, work))


def begin(
    stores: Sequence[SqlStore],
    clock: SimClock,
    *,
    members: int,
    days: int,
    outages: Sequence[Outage],
    seed: int,
) -> Simulation:
    """A simulation that has not begun yet."""
    random = Random(seed)
    return Simulation(stores, clock, people(members, clock.time, days, random), tuple(outages), random)
