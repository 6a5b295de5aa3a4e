"""Members who talk with the bot as in Slack, over the real store, index and handlers, on given days."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.calendars import PublicHolidays
from bot.coach.answering.model import local_answer_model
from bot.coach.fallback import FallbackCoach
from bot.codec import read_job
from bot.config import data_root
from bot.conversation.membership import receive
from bot.conversation.offers import LABELS, LESSONS, SECTIONS
from bot.core.cards import Card
from bot.core.commands import Command, Origin, Said, Surface, Typed
from bot.core.deliveries import Delivery, Replace, Revise, Say
from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.members import Profile
from bot.core.notes import Note
from bot.core.ports.coach import Coach
from bot.core.ports.memory import Embedder
from bot.core.ports.queues import Posted
from bot.core.ports.work import Work
from bot.core.turn import Ports
from bot.evals.measuring.asked import CountedCoach
from bot.features.notes.commands import DeleteNote, MessageDeleted
from bot.files.documents import FileDocuments
from bot.files.knowledge import FileKnowledge
from bot.files.scratch import FileScratch
from bot.memory import open_memory
from bot.rehearsing.standins import MovedClock, NoFiles, NoProgress, NothingApart
from bot.store.outbox import Pace
from bot.store.store import SqlStore, open_store

_WORKSPACE = WorkspaceId("T0EVAL")
_UNHURRIED = Pace(channel_seconds=0, workspace_per_second=10_000, workspace_burst=10_000)
_START = datetime(2020, 1, 1, 12, tzinfo=UTC)
_BETWEEN = timedelta(seconds=20)
"""Between two things that members do."""


class AnyMember:
    """Satisfies ports.Directory: whoever asks is a member."""

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """Return the profile of a full member in UTC."""
        return Profile(name=str(member).title(), zone="UTC")

    async def profile_now(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """The same."""
        return await self.profile(workspace, member)

    async def quiet_until(self, workspace: WorkspaceId, member: MemberId, now: datetime) -> datetime | None:
        """None: nobody is quiet."""
        return None


@dataclass(slots=True)
class EvalOffice:
    """Some members and the bot; each method is something that one of them does, and gives what they see."""

    store: SqlStore
    ports: Ports
    clock: MovedClock
    coach: CountedCoach
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def set_day(self, day: date) -> None:
        """Move to noon of a day, unless it is that day already."""
        if self.clock.time.date() != day:
            self.clock.time = datetime.combine(day, time(12), UTC)

    async def say(self, member: str, words: str, thread: str | None = None) -> tuple[str, list[Card]]:
        """Write to the bot; returns the message's id, which names its thread, and the cards that came."""
        message = f"m{next(self._numbers)}"
        origin = Origin(
            surface=Surface.DIRECT, conversation=f"D-{member}", message=message, thread=thread or message
        )
        return message, await self._do(member, Said(words), origin)

    async def type(self, member: str, line: str) -> list[Card]:
        """Type a line after `/tactegic`; returns the cards that came."""
        return await self._do(member, Typed(line), Origin(surface=Surface.SLASH, conversation=f"D-{member}"))

    async def delete(self, member: str, message: str) -> list[Card]:
        """Delete a message that was written to the bot, and then the note that it became."""
        origin = Origin(surface=Surface.DIRECT, conversation=f"D-{member}", message=message)
        offered = await self._do(member, MessageDeleted(message), origin)
        for button in (each for card in offered for each in card.buttons):
            if isinstance(button.command, DeleteNote):
                clicked = Origin(surface=Surface.BUTTON, conversation=f"D-{member}", message="card")
                return await self._do(member, button.command, clicked)
        return offered

    async def notes(self, member: str) -> list[Note]:
        """Return all notes of a member, the oldest first."""
        async with self.store.read(Scope(_WORKSPACE, MemberId(member))) as reader:
            return sorted(await reader.of(Note).find(), key=lambda note: note.created_at)

    async def _do(self, member: str, command: Command, origin: Origin) -> list[Card]:
        await receive(self._work(member, command, origin), self.ports)
        cards = await self._finish()
        self.clock.time += _BETWEEN
        return cards

    def _work(self, member: str, command: Command, origin: Origin) -> Work[Command]:
        return Work(
            key=f"eval-{next(self._numbers)}",
            scope=Scope(_WORKSPACE, MemberId(member)),
            command=command,
            origin=origin,
            now=self.clock.time,
        )

    async def _finish(self) -> list[Card]:
        """Do what was queued, and take what was to be sent out of the outbox."""
        while claimed := await self.store.inbox.claim(limit=20, lease_seconds=600):
            for each in claimed:
                command, origin = read_job(each.envelope.payload)
                work = Work(
                    key=each.envelope.key,
                    scope=Scope(each.envelope.workspace, each.envelope.member),
                    command=command,
                    origin=origin,
                    now=self.clock.time,
                    lease=each.lease,
                )
                await receive(work, self.ports)
                await self.store.inbox.finish(each)
        cards: list[Card] = []
        while outgoing := await self.store.outbox.claim(limit=20, lease_seconds=600):
            for sent in outgoing:
                cards += _card_of(sent.delivery)
                place = Posted(conversation="D", message=f"p{next(self._numbers)}")
                await self.store.outbox.mark_delivered(sent, place)
        return cards


def _card_of(delivery: Delivery) -> list[Card]:
    if isinstance(delivery, Say) and delivery.subject == "welcome":
        return []
    return [delivery.card] if isinstance(delivery, (Say, Replace, Revise)) else []


@asynccontextmanager
async def eval_template() -> AsyncIterator[Path]:
    """An empty database, made once and copied for each office."""
    with TemporaryDirectory(prefix="tactegic-eval-") as folder:
        store = await open_store(f"sqlite:///{folder}/empty.db", MovedClock(_START))
        await store.close()
        yield Path(folder) / "empty.db"


@asynccontextmanager
async def eval_office(template: Path, embedder: Embedder, coach: Coach) -> AsyncIterator[EvalOffice]:
    """An office with a store and an index of its own, whose coach counts who answered."""
    clock, counted = MovedClock(_START), CountedCoach(coach)
    with TemporaryDirectory(prefix="tactegic-eval-") as folder:
        shutil.copy(template, f"{folder}/eval.db")
        store = await open_store(f"sqlite:///{folder}/eval.db", clock, pace=_UNHURRIED, migrated=True)
        memory = open_memory(embedder, folder=Path(folder) / "chroma")
        ports = Ports(
            store=store,
            memory=memory,
            coach=counted,
            directory=AnyMember(),
            files=NoFiles(),
            progress=NoProgress(),
            knowledge=FileKnowledge(data_root("knowledge")),
            documents=FileDocuments(NothingApart()),
            apart=NothingApart(),
            calendars=PublicHolidays(),
            answering=local_answer_model(),
            embedder=embedder,
            conversing=counted if isinstance(coach, FallbackCoach) else None,
            scratch=FileScratch(None),
            sections=SECTIONS,
            lessons=LESSONS,
            labels=LABELS,
        )
        try:
            yield EvalOffice(store, ports, clock, counted)
        finally:
            await memory.close()
            await store.close()
