"""A member talking to the handlers over a real SQLite store, the rule-based coach and plain ports."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from bot.apart.pool import ApartPool
from bot.calendars import PublicHolidays
from bot.coach.answering.model import local_answer_model
from bot.coach.rules.coach import RulesCoach
from bot.codec import read_job
from bot.config import data_root
from bot.conversation.membership import receive
from bot.conversation.offers import LABELS, LESSONS, SECTIONS
from bot.core.cards import Button, Card, Choices, Facts, Form, Home, Passage, Row
from bot.core.commands import AttachedFile, Command, FormCommand, Origin, Said, Surface, Typed
from bot.core.deliveries import Delivery, PublishHome, Replace, Revise, Say, Show, Whisper
from bot.core.identity import MemberId, Scope, Space, WorkspaceId
from bot.core.members import Profile
from bot.core.ports.coach import Coach
from bot.core.ports.errors import Unavailable
from bot.core.ports.memory import DenseHit, Embedder, Entry, Near
from bot.core.ports.queues import Posted
from bot.core.ports.work import Work
from bot.core.rich import plain
from bot.core.turn import Ports
from bot.files.documents import FileDocuments
from bot.files.knowledge import FileKnowledge
from bot.files.scratch import FileScratch
from bot.store.store import SqlStore, open_store

T = TypeVar("T")
WORKSPACE = WorkspaceId("T1")
START = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
"""A Thursday."""


class ListMemory:
    """Satisfies ports.Memory with vectors in a list, compared one by one."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self.entries: dict[tuple[str, str], tuple[Entry, list[float]]] = {}
        self.away = False

    async def index(self, workspace: WorkspaceId, entries: Sequence[Entry]) -> None:
        vectors = await self.embedder.embed([entry.text for entry in entries])
        for entry, vector in zip(entries, vectors, strict=True):
            self.entries[workspace, entry.note_id] = (entry, vector)

    async def forget(self, workspace: WorkspaceId, note_ids: Sequence[str], spaces: frozenset[Space]) -> None:
        for note_id in note_ids:
            self.entries.pop((workspace, note_id), None)

    async def erase(
        self, workspace: WorkspaceId, note_ids: Sequence[str], anew: Sequence[Entry] = ()
    ) -> None:
        await self.forget(workspace, note_ids, frozenset())
        await self.index(workspace, anew)

    async def nearest_each(self, scope: Scope, asked: Sequence[Near]) -> list[list[DenseHit]]:
        if self.away:
            raise Unavailable("memory")
        vectors = await self.embedder.embed([near.question for near in asked])
        return [self._near(scope, near, vector) for near, vector in zip(asked, vectors, strict=True)]

    def _near(self, scope: Scope, near: Near, asked: list[float]) -> list[DenseHit]:
        hits = [
            DenseHit(entry.note_id, sum(a * b for a, b in zip(asked, vector, strict=True)))
            for (workspace, _), (entry, vector) in self.entries.items()
            if workspace == scope.workspace
            and entry.spaces & scope.spaces
            and (not near.contact_ids or set(near.contact_ids) & set(entry.contact_ids))
        ]
        return sorted(hits, key=lambda hit: -hit.similarity)[: near.limit]


@dataclass
class ListDirectory:
    """Satisfies ports.Directory."""

    people: dict[str, Profile] = field(default_factory=dict)
    asked: int = 0
    quiet: datetime | None = None

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        self.asked += 1
        return self.people.get(member, Profile(name="Kim Park", zone="Europe/Madrid"))

    async def profile_now(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        return await self.profile(workspace, member)

    async def quiet_until(self, workspace: WorkspaceId, member: MemberId, now: datetime) -> datetime | None:
        return self.quiet


@dataclass
class ListFiles:
    """Satisfies ports.Files."""

    content_by_id: dict[str, bytes] = field(default_factory=dict)

    async def content(self, workspace: WorkspaceId, file: AttachedFile, *, limit: int) -> bytes:
        if file.id not in self.content_by_id:
            raise Unavailable("files")
        if len(self.content_by_id[file.id]) > limit:
            raise ValueError("larger than allowed")
        return self.content_by_id[file.id]


class ListUploads:
    """Satisfies ports.Uploads with a list of what was sent."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    async def send(
        self, workspace: WorkspaceId, member: MemberId, file: Path, *, comment: str, thread: str
    ) -> str:
        self.sent.append(file.name)
        return f"F{len(self.sent)}"

    async def remove(
        self, workspace: WorkspaceId, member: MemberId, file_id: str, *, sent_at: datetime, thread: str
    ) -> None:
        self.sent.pop()


@dataclass
class HeardStatus:
    """Satisfies ports.Progress and remembers what was shown."""

    heard: list[str] = field(default_factory=list)

    async def status(self, work: Work[Command], text: str) -> None:
        self.heard.append(text)

    async def work(self, work: Work[Command], title: str) -> None:
        """Show nothing."""

    async def rest(self, work: Work[Command]) -> None:
        """Show nothing."""

    async def suggest(self, work: Work[Command], prompts: Sequence[tuple[str, str]]) -> None:
        """Show nothing."""


@dataclass
class Office:
    """One workspace; every method is something that a member does, and gives what they then see."""

    store: SqlStore
    ports: Ports
    memory: ListMemory
    directory: ListDirectory
    files: ListFiles
    status: HeardStatus
    now: datetime = START
    member: str = "U1"
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    posted: list[Delivery] = field(default_factory=list)
    last_place: tuple[str, str] = ("D1", "0")
    last_message: str = ""

    @property
    def scope(self) -> Scope:
        return Scope(WORKSPACE, MemberId(self.member))

    async def say(
        self,
        text: str,
        *,
        thread: str | None = None,
        channel: str | None = None,
        files: tuple[AttachedFile, ...] = (),
    ) -> Seen:
        self.last_message = f"m{next(self.numbers)}"
        surface = Surface.CHANNEL if channel else Surface.DIRECT
        conversation = channel or f"D-{self.member}"
        origin = Origin(surface=surface, conversation=conversation, message=self.last_message, thread=thread)
        return await self.do(Said(text, files), origin)

    async def type(self, line: str, conversation: str | None = None) -> Seen:
        return await self.do(Typed(line), Origin(surface=Surface.SLASH, conversation=conversation))

    async def press(self, seen: Seen, label: str) -> Seen:
        button = seen.button(label)
        conversation, message = seen.place
        view = f"v{next(self.numbers)}" if button.opens_form else None
        origin = Origin(
            surface=Surface.BUTTON, conversation=conversation, message=message, thread=seen.thread, view=view
        )
        return await self.do(button.command, origin)

    async def send(self, seen: Seen, **values: str) -> Seen:
        """Fill a form that is shown and send it."""
        form = seen.form
        assert form.submit is not None
        given: dict[str, Any] = {f.name: f.value for f in form.fields} | values
        command = replace(form.submit, values=given)  # type: ignore[type-var]
        assert isinstance(command, FormCommand)
        return await self.do(command, Origin(surface=Surface.FORM))

    async def do(self, command: Command, origin: Origin, key: str | None = None) -> Seen:
        work = Work(
            key=key or f"work{next(self.numbers)}",
            scope=self.scope,
            command=command,
            origin=origin,
            now=self.now,
        )
        await receive(work, self.ports)
        await self.jobs()
        self.now += timedelta(seconds=20)
        return await self.delivered(origin)

    async def jobs(self) -> None:
        """Do what was queued."""
        while claimed := await self.store.inbox.claim(limit=20, lease_seconds=60):
            for each in claimed:
                command, origin = read_job(each.envelope.payload)
                scope = Scope(each.envelope.workspace, each.envelope.member)
                work = Work(
                    key=each.envelope.key,
                    scope=scope,
                    command=command,
                    origin=origin,
                    now=self.now,
                    lease=each.lease,
                )
                await receive(work, self.ports)
                await self.store.inbox.finish(each)

    async def delivered(self, origin: Origin | None = None) -> Seen:
        """Everything that is in the outbox now."""
        fresh: list[tuple[Delivery, tuple[str, str]]] = []
        while claimed := await self.store.outbox.claim(limit=20, lease_seconds=60):
            for each in claimed:
                place = (f"D-{self.member}", f"p{next(self.numbers)}")
                if isinstance(each.delivery, Replace):
                    place = (each.delivery.conversation, each.delivery.message)
                fresh.append((each.delivery, place))
                await self.store.outbox.mark_delivered(each, Posted(conversation=place[0], message=place[1]))
        for delivery, _ in fresh:
            if isinstance(delivery, (Say, Replace, Revise, Whisper)):
                check_shape(delivery.card)
        self.posted += [delivery for delivery, _ in fresh]
        return Seen(fresh)

    async def rows(self, kind: type[T], **equals: object) -> list[T]:
        async with self.store.read(self.scope) as reader:
            return await reader.of(kind).find(**equals)


@dataclass
class Seen:
    """What a member sees after something they did."""

    all: list[tuple[Delivery, tuple[str, str]]]

    @property
    def cards(self) -> list[Card]:
        return [d.card for d, _ in self.all if isinstance(d, (Say, Replace, Revise)) and not _is_welcome(d)]

    @property
    def card(self) -> Card:
        """The one card; what came besides would be an answer too many."""
        assert len(self.cards) == 1, [plain(card.text) for card in self.cards]
        return self.cards[0]

    @property
    def first(self) -> str:
        return plain(self.card.text)

    @property
    def text(self) -> str:
        """All words of what is seen."""
        return "\n".join(words(card) for card in self.cards)

    @property
    def whispers(self) -> list[Whisper]:
        return [d for d, _ in self.all if isinstance(d, Whisper)]

    @property
    def form(self) -> Form:
        return next(d.form for d, _ in self.all if isinstance(d, Show))

    @property
    def home(self) -> Home:
        return next(d.home for d, _ in self.all if isinstance(d, PublishHome))

    @property
    def place(self) -> tuple[str, str]:
        return next(
            (p for d, p in self.all if isinstance(d, (Say, Replace)) and not _is_welcome(d)), ("D-U1", "p0")
        )

    @property
    def thread(self) -> str | None:
        return next((d.thread for d, _ in self.all if isinstance(d, Say) and not _is_welcome(d)), None)

    @property
    def replaced(self) -> bool:
        return any(isinstance(d, Replace) for d, _ in self.all)

    @property
    def buttons(self) -> list[Button]:
        found: list[Button] = []
        for card in self.cards:
            found += buttons(card)
        for delivery, _ in self.all:
            if isinstance(delivery, Show):
                found += [*delivery.form.buttons, *(b for p in delivery.form.parts for b in _part_buttons(p))]
            if isinstance(delivery, PublishHome):
                found += [*delivery.home.buttons, *(b for p in delivery.home.parts for b in _part_buttons(p))]
        return found

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]

    def button(self, label: str) -> Button:
        found = [button for button in self.buttons if button.label == label]
        assert found, f"no button {label!r} among {self.labels}"
        return found[0]


def check_shape(card: Card) -> None:
    """What holds for every card: a first line, few buttons, labels that fit."""
    assert plain(card.text).strip(), card
    assert len(card.buttons) <= 3, [button.label for button in card.buttons]
    assert len(card.menu) <= 5, [button.label for button in card.menu]
    assert all(0 < len(button.label) <= 75 for button in buttons(card))
    assert len(card.parts) <= 30


def _is_welcome(delivery: Delivery) -> bool:
    return isinstance(delivery, Say) and delivery.subject == "welcome"


def buttons(card: Card) -> list[Button]:
    return [*card.buttons, *card.menu, *(b for part in card.parts for b in _part_buttons(part))]


def _part_buttons(part: object) -> list[Button]:
    match part:
        case Row(button=button, menu=menu):
            return [*((button,) if button else ()), *menu]
        case Choices(buttons=found):
            return list(found)
        case _:
            return []


def words(card: Card) -> str:
    lines = [card.header, plain(card.text)]
    lines += [line for part in card.parts for line in part_words(part)]
    return "\n".join([*lines, plain(card.context)])


def part_words(part: object) -> list[str]:
    match part:
        case Row(text=text):
            return [plain(text)]
        case Passage(text=text, heading=heading):
            return [heading, plain(text)]
        case Facts(pairs=pairs):
            return [f"{label}: {plain(value)}" for label, value in pairs]
        case _:
            return []


async def _template() -> Path:
    """An empty, migrated database, made once and copied for each test."""
    if not _TEMPLATES:
        folder = tempfile.TemporaryDirectory(prefix="tactegic-office-")
        _TEMPLATES.append(folder)
        store = await open_store(f"sqlite:///{folder.name}/empty.db", TemplateClock())
        await store.close()
    return Path(_TEMPLATES[0].name) / "empty.db"


_TEMPLATES: list[tempfile.TemporaryDirectory[str]] = []


class TemplateClock:
    def now(self) -> datetime:
        return START


@asynccontextmanager
async def open_office(folder: Path, embedder: Embedder, coach: Coach | None = None) -> Any:
    ticks = count(1)
    office: list[Office] = []

    class OfficeClock:
        def now(self) -> datetime:
            return office[0].now if office else START

    shutil.copy(await _template(), folder / "office.db")
    store = await open_store(
        f"sqlite:///{folder}/office.db", OfficeClock(), seconds=lambda: next(ticks) * 100.0, migrated=True
    )
    memory, directory, files, status = ListMemory(embedder), ListDirectory(), ListFiles(), HeardStatus()
    apart = ApartPool()
    ports = Ports(
        store=store,
        memory=memory,
        coach=coach or RulesCoach(embedder),
        directory=directory,
        files=files,
        progress=status,
        knowledge=FileKnowledge(data_root("knowledge")),
        documents=FileDocuments(apart),
        apart=apart,
        scratch=FileScratch(None),
        uploads=ListUploads(),
        calendars=PublicHolidays(),
        answering=local_answer_model(),
        embedder=embedder,
        sections=SECTIONS,
        lessons=LESSONS,
        labels=LABELS,
    )
    office.append(Office(store, ports, memory, directory, files, status))
    try:
        yield office[0]
    finally:
        apart.close()
        await apart.keep()
        await store.close()
