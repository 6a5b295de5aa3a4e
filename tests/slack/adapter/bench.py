"""The real adapter between the embedded workspace and a real store, with a handler that only echoes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import aiohttp
import uvicorn

from bot.core.cards import Button, Card, Field, FieldKind, Form, Home, Option, Passage, Row
from bot.core.commands import Command, FormCommand, Origin, Said, Surface, Typed, Undo
from bot.core.deliveries import NOTHING, Delivery, PublishHome, Replace, Say, Show, Whisper
from bot.core.identity import Scope
from bot.core.ports.errors import RetryLater, Undeliverable
from bot.core.ports.queues import Claimed, Envelope, Inbox
from bot.core.ports.work import Work
from bot.core.rich import Bold
from bot.features.home.commands import HomeOpened
from bot.features.notes.commands import (
    ComposeNote,
    DeleteNote,
    EditNote,
    MessageDeleted,
    MessageEdited,
    OpenNote,
    SaveNote,
)
from bot.slack import user_changes
from bot.slack.app import build_app
from bot.slack.clients import OneWorkspace, connect, open_session
from bot.slack.deliver import SlackSender
from bot.slack.directory import SlackDirectory
from bot.slack.files import SlackFiles
from bot.slack.http import EVENTS_PATH, HttpApp
from bot.slack.intake import Intake
from bot.slack.listening import server_config
from bot.slack.manifest import manifest
from bot.slack.progress import SlackProgress
from bot.slack.reading import SlackReader
from bot.slack.socket import run_socket_mode
from bot.slack.user_changes import UserChangeIntake
from bot.store.outbox import Pace
from bot.store.store import SqlStore, open_store
from slack_sandbox import Sandbox, running_sandbox
from slack_sandbox.testing.waiting import until
from tests.support.databases import database_maker

Mode = Literal["socket", "http"]


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class Doorway:
    """The store's inbox with a door that a test can close: accepting fails, or waits, while it is."""

    inbox: Inbox
    failures: int = 0
    stalled: bool = False
    breaks: bool = False
    """What stalled fails in the end."""
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when what stalled may go on."""
    accepted: list[Envelope] = field(default_factory=list)
    refused: int = 0

    async def accept(self, envelope: Envelope) -> bool:
        if self.failures:
            self.failures -= 1
            self.refused += 1
            raise OSError("the disk is full")
        if self.stalled:
            await self.opened.wait()
            if self.breaks:
                raise OSError("the disk is full")
        fresh = await self.inbox.accept(envelope)
        if fresh:
            self.accepted.append(envelope)
        return fresh

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inbox, name)


@dataclass
class Bench:
    sandbox: Sandbox
    store: SqlStore
    doorway: Doorway
    clients: OneWorkspace
    sender: SlackSender
    reader: SlackReader
    directory: SlackDirectory
    progress: SlackProgress
    session: aiohttp.ClientSession
    url: str = ""
    handled: list[tuple[Command, Origin]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    crash_after_post: int = 0
    stopping: bool = False
    connected: list[bool] = field(default_factory=list)
    prepared: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once forms and commands can be checked, as they can from the beginning here."""

    def __post_init__(self) -> None:
        self.prepared.set()

    async def is_prepared(self) -> None:
        await self.prepared.wait()

    async def work(self) -> None:
        """Claims, echoes, delivers; for as long as the test lasts."""
        while not self.stopping:
            for claimed in await self.store.inbox.claim(limit=20, lease_seconds=30):
                await self._handle(claimed)
            for outgoing in await self.store.outbox.claim(limit=20, lease_seconds=30):
                try:
                    posted = await self.sender.send(outgoing)
                except RetryLater as later:
                    self.errors.append(f"later {later.after_seconds:g}")
                    await self.store.outbox.retry(outgoing, after_seconds=0.05, error="later")
                    continue
                except Undeliverable as final:
                    self.errors.append(final.reason)
                    await self.store.outbox.give_up(outgoing, error=final.reason, reference="T3ST")
                    continue
                if self.crash_after_post:
                    self.crash_after_post -= 1
                    await self.store.outbox.retry(outgoing, after_seconds=0, error="crash")
                    continue
                await self.store.outbox.mark_delivered(outgoing, posted)
            # both boxes ring within this process; a short wait on one of them is enough for a test
            await self.store.inbox.wait(0.02)

    async def _handle(self, claimed: Claimed) -> None:
        envelope = claimed.envelope
        if envelope.source == user_changes.SOURCE:
            self.directory.forget(envelope.workspace, envelope.member)
            await self.store.inbox.finish(claimed)
            return
        found = await self.reader.read(envelope)
        if found is None:
            await self.store.inbox.finish(claimed)
            return
        command, origin = found
        self.handled.append(found)
        work = Work(
            key=envelope.key,
            scope=Scope(envelope.workspace, envelope.member),
            command=command,
            origin=origin,
            now=datetime.now(UTC),
            attempt=claimed.attempt,
            lease=claimed.lease,
        )
        await self.progress.status(work, "reading 14 notes")
        async with self.store.write(work) as uow:
            uow.say(*echo(command, origin))


def echo(command: Command, origin: Origin) -> list[Delivery]:
    """What a handler might answer, with none of its thinking."""
    match command:
        case Said(text) if origin.surface is Surface.CHANNEL:
            pointer = Whisper(
                card=Card(text=("I answered you directly.",)),
                conversation=origin.conversation or "",
                thread=origin.thread,
            )
            return [Say(card=noted(text), about=NOTHING), pointer]
        case Said(text):
            return [Say(card=noted(text), thread=origin.thread, about=NOTHING)]
        case Typed(line):
            said = Say(card=Card(text=("Typed: ", line)), about=NOTHING)
            if str(origin.conversation).startswith("D"):
                return [said]
            pointer = Card(text=("I answered you directly.",))
            where, back = origin.conversation or "", origin.reply_url
            return [said, Whisper(card=pointer, conversation=where, reply_url=back)]
        case ComposeNote() | EditNote() | OpenNote():
            return [Show(form=note_form(getattr(command, "text", "")), view=origin.view or "", about=NOTHING)]
        case SaveNote():
            return [Say(card=Card(text=("Saved: ", str(command.values))), about=NOTHING)]
        case Undo():
            card = Card(text=("Taken back.",))
            return [
                Replace(
                    card=card,
                    conversation=origin.conversation or "",
                    message=origin.message or "",
                    about=NOTHING,
                )
            ]
        case MessageEdited(_, text):
            return [Say(card=Card(text=("Edited to: ", text)), thread=origin.thread, about=NOTHING)]
        case MessageDeleted():
            return [Say(card=Card(text=("Deleted.",)), about=NOTHING)]
        case HomeOpened("home"):
            button = Button(label="New note", command=ComposeNote(), opens_form=True)
            return [PublishHome(home=Home(header="Your relationships", buttons=(button,)), about=NOTHING)]
        case HomeOpened():
            return []
        case _:
            return [Say(card=Card(text=(type(command).__name__,)), about=NOTHING)]


def noted(text: str) -> Card:
    return Card(
        text=("Noted for ", Bold("Ana Ruiz"), ": ", text),
        parts=(Passage(text=("A passage.",)), Row(text=(Bold("A row"), " beside a button"))),
        context=("Only you see this.",),
        buttons=(
            Button(label="Edit", command=EditNote("n1"), opens_form=True),
            Button(label="Undo", command=Undo("c1")),
        ),
        menu=(Button(label="Delete", command=DeleteNote("n1")),),
    )


def note_form(text: str) -> Form:
    return Form(
        title="A note about somebody",
        submit=SaveNote(permalink="https://example.com/x"),
        fields=(
            Field(name="words", label="Note", kind=FieldKind.LINES, value=text, max_length=3000),
            Field(name="day", label="When", kind=FieldKind.DATE, value="2026-11-20", optional=True),
        ),
        buttons=(Button(label="Open another", command=OpenNote("n2"), opens_form=True),),
    )


def no_swearing(command: FormCommand) -> Mapping[str, str]:
    words = getattr(command, "values", {}).get("words")
    return {"words": "Please say a little more."} if words == "hm" else {}


async def some_people(workspace: str, member: str, menu: str, typed: str) -> list[Option]:
    people = ("Ana Ruiz", "Anna Berg", "Lars Holm")
    return [Option(name, name) for name in people if typed.casefold() in name.casefold()]


@contextlib.asynccontextmanager
async def bench(
    folder: Path,
    mode: Mode = "socket",
    *,
    intake_seconds: float = 2.5,
    limits: bool = False,
    agent_view: bool = True,
) -> AsyncIterator[Bench]:
    """Everything started and connected, and stopped again."""
    address = "https://bot.example.com" if mode == "http" else None
    described = manifest(mode, address, agent_view=agent_view)
    async with running_sandbox(manifest=described) as sandbox, open_session() as session:
        if not limits:
            sandbox.limits.relax()
        sandbox.times.retry_delays = (0.02, 0.05, 0.1)
        pace = Pace() if limits else Pace(channel_seconds=0.0, workspace_per_second=1000.0)
        with database_maker("sqlite", folder) as new_database:
            store = await open_store(new_database(), RealClock(), pace=pace, migrated=True)
        try:
            made = await _assembled(sandbox, store, session)
            async with _running(made, mode, intake_seconds):
                yield made
        finally:
            await store.close()


async def _assembled(sandbox: Sandbox, store: SqlStore, session: aiohttp.ClientSession) -> Bench:
    clients = await connect(sandbox.bot_token, api_url=sandbox.api_url, session=session)
    directory = SlackDirectory(clients)
    return Bench(
        sandbox=sandbox,
        store=store,
        doorway=Doorway(store.inbox),
        clients=clients,
        sender=SlackSender(clients, find_post=store.outbox.find_post),
        reader=SlackReader(clients, directory, SlackFiles(clients, session)),
        directory=directory,
        progress=SlackProgress(clients),
        session=session,
    )


@contextlib.asynccontextmanager
async def _running(made: Bench, mode: Mode, seconds: float) -> AsyncIterator[None]:
    intake = Intake(
        inbox=made.doorway,
        clients=made.clients,
        prepare=made.is_prepared,
        validate=no_swearing,
        immediate={"user_change": UserChangeIntake(made.doorway).on_user_change},
        suggest=some_people,
        seconds=seconds,
    )
    secret = made.sandbox.signing_secret
    app = build_app(clients=made.clients, signing_secret=secret, intake=intake)
    stop = asyncio.Event()
    if mode == "socket":
        token = made.sandbox.app_token
        server = asyncio.create_task(
            run_socket_mode(app, token, stop=stop, ping_seconds=1.0, connected=made.connected.append)
        )
        await until(lambda: made.sandbox.sockets == 1)
    else:
        config = server_config(HttpApp(app, signing_secret=secret, body_seconds=1.0), head_seconds=1.0)
        config.port = 0
        web = uvicorn.Server(config)
        server = asyncio.create_task(web.serve())
        await until(lambda: web.started)
        made.url = f"http://127.0.0.1:{web.servers[0].sockets[0].getsockname()[1]}"
        await made.sandbox.set_request_url(f"{made.url}{EVENTS_PATH}")
    working = asyncio.create_task(made.work())
    try:
        yield
        if working.done():
            await working
    finally:
        made.stopping = True
        await asyncio.wait([working], timeout=20)
        stop.set()
        if mode == "http":
            web.should_exit = True
        await asyncio.wait_for(server, 20)
