"""Runs the bot in this process: connects it to a workspace, and starts worker, deliverer and ticks."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from random import SystemRandom

import aiohttp
import structlog
import uvicorn
from slack_bolt.async_app import AsyncApp

from bot.calendars import PublicHolidays
from bot.charts import draw
from bot.codec import read_job
from bot.config import BadSettings, Settings
from bot.conversation.checking import validate
from bot.conversation.membership import receive
from bot.conversation.offers import LABELS, LESSONS, SECTIONS
from bot.conversation.subcommands import opens_form
from bot.core.ports.errors import Unavailable, Unreadable
from bot.core.ports.queues import Envelope, Outgoing
from bot.core.ports.time import Clock
from bot.core.schedule.on_time import may_leave
from bot.core.turn import Ports
from bot.files.documents import FileDocuments
from bot.indexing import rebuild_if_needed
from bot.schedule import Ticker, keep_schedules
from bot.slack.app import build_app
from bot.slack.clients import BadToken, OneWorkspace, connect, open_session
from bot.slack.deliver import SlackSender
from bot.slack.directory import SlackDirectory
from bot.slack.files import SlackFiles
from bot.slack.http import HttpApp
from bot.slack.intake import Intake
from bot.slack.moving import Moves
from bot.slack.progress import SlackProgress
from bot.slack.reading import SlackReader
from bot.slack.socket import run_socket_mode
from bot.store.outbox import Pace
from bot.store.store import SqlStore
from bot.supervision import Supervisor
from bot.wiring import Parts, open_parts, scopes
from bot.worker.delivering import Deliverer
from bot.worker.working import Asked, Worker

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that acknowledges and works; HTTP listens on `port`."""

    port: int
    failed: asyncio.Future[None]
    """Ends with the error of a part that stopped by itself."""


@asynccontextmanager
async def running(
    settings: Settings,
    clock: Clock,
    pace: Pace | None = None,
    on_move: Callable[[Callable[[], None]], None] | None = None,
) -> AsyncIterator[Running]:
    """Run the bot until the block is left; then finish the work that it holds.

    `pace` replaces the platform's pace of posts, for tests against a workspace without limits. A clock that
    can be moved says so to what is given to `on_move`; then what is due is looked for at once.

    Raises BadSettings for what is missing or refused, AlreadyRunning, Unavailable.
    """
    settings.require_slack()
    async with AsyncExitStack() as stack:
        parts = await stack.enter_async_context(open_parts(settings, clock, pace))
        if settings.database_url is None:  # the folder is this process's alone: what is held, a dead one held
            await parts.store.release_all()
        session = await stack.enter_async_context(open_session())
        clients = await _connected(settings, session)
        directory = SlackDirectory(clients)
        moves = Moves(directory, parts.store, parts.store.inbox)
        intake = Intake(
            inbox=parts.store.inbox,
            clients=clients,
            validate=lambda command: validate(command, clock.now()),
            opens_form=opens_form,
            immediate={"user_change": moves.on_user_change},
        )
        ports = Ports(
            store=parts.store,
            memory=parts.memory,
            coach=parts.coach,
            directory=directory,
            files=SlackFiles(clients, session),
            progress=SlackProgress(clients),
            knowledge=parts.knowledge,
            documents=FileDocuments(),
            calendars=PublicHolidays(),
            sections=SECTIONS,
            lessons=LESSONS,
            labels=LABELS,
            provider=settings.provider,
        )
        supervisor = Supervisor()
        stack.push_async_callback(supervisor.finish)
        deliverer = _deliverer(parts, clients, ports, clock)
        supervisor.start("deliverer", deliverer.run(), deliverer.stop)
        worker = _worker(parts, ports, SlackReader(clients, directory), clock)
        supervisor.start("worker", worker.run(), worker.stop)
        tidy = partial(parts.store.prune, settings.content_hours)
        ticker = Ticker(parts.store.schedule, parts.store.inbox, clock, tidy=tidy)
        supervisor.start("ticks", ticker.run(), ticker.stop)
        if on_move is not None:
            on_move(ticker.wake)
        secret, reach = _secret(settings), _Reach(parts.store, over_socket=settings.mode == "socket")
        app = build_app(clients=clients, signing_secret=secret, intake=intake)
        pages = HttpApp(app, signing_secret=secret, health=reach.health)
        port = await _listen(settings, pages, supervisor)
        await _connect_socket(settings, app, supervisor, reach)
        supervisor.once("index", rebuild_if_needed(parts))
        supervisor.once("schedules", keep_schedules(parts.store.member_keys(), parts.store.inbox))
        _log.info("bot.ready", mode=settings.mode, port=port)
        yield Running(port, supervisor.failed)


async def _connected(settings: Settings, session: aiohttp.ClientSession) -> OneWorkspace:
    assert settings.slack_bot_token is not None
    try:
        return await connect(
            settings.slack_bot_token.get_secret_value(), api_url=settings.slack_api_url, session=session
        )
    except BadToken as error:
        raise BadSettings(
            f"SLACK_BOT_TOKEN was refused by Slack ({error.reason}): copy it again from OAuth & Permissions."
        ) from None
    except aiohttp.ClientError:
        raise Unavailable(f"Slack's Web API does not answer at {settings.slack_api_url}") from None


def _deliverer(parts: Parts, clients: OneWorkspace, ports: Ports, clock: Clock) -> Deliverer:
    async def leaves(outgoing: Outgoing) -> bool:
        return await may_leave(outgoing, ports, clock.now())

    sender = SlackSender(clients, find_post=parts.store.outbox.find_post, draw=draw)
    return Deliverer(parts.store.outbox, sender.send, may_leave=leaves, random=SystemRandom())


def _worker(parts: Parts, ports: Ports, reader: SlackReader, clock: Clock) -> Worker:
    async def interpret(envelope: Envelope) -> Asked | None:
        match envelope.source:
            case "slack":
                return await reader.read(envelope)
            case "command":
                return read_job(envelope.payload)
        raise Unreadable(f"unknown source {envelope.source}")

    return Worker(
        parts.store.inbox,
        interpret=interpret,
        do=partial(receive, ports=ports),
        scope_of=scopes(parts.store),
        clock=clock,
        random=SystemRandom(),
    )


class _Reach:
    """Knows whether this process reaches its database and Slack (over HTTP as far as it can tell)."""

    def __init__(self, store: SqlStore, *, over_socket: bool) -> None:
        self._store = store
        self._slack = not over_socket
        self.slack_came = asyncio.Event()

    def tell(self, connected: bool) -> None:
        """Note that the socket's state changed."""
        self._slack = connected
        if connected:
            self.slack_came.set()

    async def health(self) -> Mapping[str, object]:
        """Return the facts of the health page."""
        try:
            await self._store.check()
            database = True
        except Unavailable:
            database = False
        return {"ok": database and self._slack, "database": database, "slack": self._slack}


async def _listen(settings: Settings, pages: HttpApp, supervisor: Supervisor) -> int:
    """Serve HTTP: Slack's events where they are signed, and health in both modes."""
    sock = _bound(settings)
    port: int = sock.getsockname()[1]
    server = _Server(uvicorn.Config(pages, log_config=None, access_log=False, ws="none", lifespan="off"))
    supervisor.start("http", server.serve(sockets=[sock]), server.stop)
    await supervisor.unless_failed(server.listening.wait())
    return port


async def _connect_socket(settings: Settings, app: AsyncApp, supervisor: Supervisor, reach: _Reach) -> None:
    if settings.slack_app_token is None:
        return
    stop = asyncio.Event()
    token = settings.slack_app_token.get_secret_value()
    supervisor.start("socket", run_socket_mode(app, token, stop=stop, connected=reach.tell), stop.set)
    await supervisor.unless_failed(reach.slack_came.wait())


def _bound(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.http_host, settings.http_port), reuse_port=False)
    except OSError as error:
        raise BadSettings(
            f"TACTEGIC_HTTP_PORT {settings.http_port} cannot be used on {settings.http_host} "
            f"({error.strerror}): choose another, or 0 for a free one."
        ) from None


class _Server(uvicorn.Server):
    """A uvicorn server inside a running loop: it leaves signals alone, and a call stops it."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the server, and set `listening`."""
        await super().startup(sockets)
        self.listening.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Install no signal handlers."""
        yield

    def stop(self) -> None:
        """Stop the server after the requests that are under way."""
        self.should_exit = True


def _secret(settings: Settings) -> str:
    if settings.slack_signing_secret is not None:
        return settings.slack_signing_secret.get_secret_value()
    # Socket Mode: HTTP serves health only; nothing can be signed with a secret that nobody knows.
    return secrets.token_hex(32)
