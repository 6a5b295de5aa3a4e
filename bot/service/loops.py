"""The loops that work: what came in, what is said, what comes by itself, and what another process took in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import SystemRandom

from bot.apart.pool import ApartPool
from bot.calendars import PublicHolidays
from bot.charts import draw
from bot.coach.fallback import FallbackCoach
from bot.codec import read_job
from bot.config import Settings
from bot.conversation.membership import receive
from bot.conversation.offers import LABELS, LESSONS, SECTIONS
from bot.core.charts import Chart
from bot.core.guarding import Lookout
from bot.core.ports.apart import Apart, Bounds
from bot.core.ports.errors import Unreadable
from bot.core.ports.feeds import Feeds
from bot.core.ports.queues import Envelope, Outgoing
from bot.core.ports.time import Clock
from bot.core.schedule.on_time import may_leave
from bot.core.turn import Ports
from bot.files.documents import FileDocuments
from bot.indexing import IndexKeeper
from bot.memory.guarded import GuardedMemory
from bot.rehearsing.rehearsing import Rehearser
from bot.schedule import Ticker, keep_schedules
from bot.sealing import open_sealer
from bot.service.commands import start_control
from bot.service.connection import SlackConnection
from bot.service.metering import Meter
from bot.slack import user_changes
from bot.slack.deliver import SlackSender
from bot.slack.directory import SlackDirectory
from bot.slack.files import SlackFiles
from bot.slack.progress import SlackProgress
from bot.slack.reading import SlackReader
from bot.slack.streams import SlackStreams
from bot.slack.uploads import SlackUploads
from bot.slack.user_changes import UserChanges
from bot.supervision import Supervisor
from bot.wiring import Parts, open_feeds, open_scratch, scopes
from bot.worker.delivering import Deliverer
from bot.worker.waking import Waker
from bot.worker.working import Asked, Worker

_FOR_A_PICTURE = Bounds(processor_seconds=10.0, seconds=40.0)


async def start_work(
    settings: Settings,
    clock: Clock,
    parts: Parts,
    slack: SlackConnection,
    supervisor: Supervisor,
    on_move: Callable[[Callable[[], None]], None] | None = None,
    feeds: Feeds | None = None,
) -> None:
    """Start the loops of deliveries, work and ticks, and those that move what another process took in.

    `feeds` takes the place of the internet in tests, where calendars are.
    """
    if settings.database_url is None:  # no other process works on this folder: claims are of dead ones
        await parts.store.release_all()
    start_control(settings, clock, parts, supervisor)
    directory = SlackDirectory(slack.clients)
    files = SlackFiles(slack.clients, slack.session)
    apart = ApartPool()
    supervisor.start("apart", apart.keep(), apart.close)
    ports = _ports(settings, parts, slack, directory, files, apart, feeds or open_feeds(settings))
    _start_guarding(parts, supervisor)
    deliverer = _deliverer(parts, ports, slack, clock)
    supervisor.start("deliverer", deliverer.run(), deliverer.stop)
    worker = _worker(parts, ports, slack, clock, directory, files)
    supervisor.start("worker", worker.run(), worker.stop)
    ticker = _ticker(settings, parts, slack, clock)
    supervisor.start("ticks", ticker.run(), ticker.stop)
    for on_return in (parts.store.health.on_return, parts.guards.slack.on_return):
        on_return.append(ticker.wake)
    if on_move is not None:
        on_move(ticker.wake)
    if (mover := parts.store.mover) is not None:
        supervisor.start("mover", mover.run(), mover.stop)


def start_errands(parts: Parts, supervisor: Supervisor) -> None:
    """Keep the index in order, and look after the schedules once at each start."""
    keeper = IndexKeeper(parts)
    supervisor.start("index", keeper.run(), keeper.stop)
    supervisor.once("database", parts.store.check_after_kill())
    supervisor.once("schedules", keep_schedules(parts.store.member_keys, parts.store.inbox))


def start_metering(parts: Parts, slack: SlackConnection, clock: Clock, supervisor: Supervisor) -> None:
    """Count every few seconds what waits, for the metrics."""
    meter = Meter(
        lambda: parts.store.measure(clock.now()), clock.now, parts.guards.all(), slack.token_watch.is_paused
    )
    supervisor.start("meter", meter.run(), meter.stop)


def _start_guarding(parts: Parts, supervisor: Supervisor) -> None:
    """Look after dependencies that are left alone, and wake what waited for one that is back."""
    lookout = Lookout(parts.guards.all())
    supervisor.start("lookout", lookout.run(), lookout.stop)
    waker = Waker(parts.guards.all(), (parts.store.inbox.wake, parts.store.outbox.wake))
    supervisor.start("waker", waker.run(), waker.stop)


def _ports(
    settings: Settings,
    parts: Parts,
    slack: SlackConnection,
    directory: SlackDirectory,
    files: SlackFiles,
    apart: Apart,
    feeds: Feeds,
) -> Ports:
    scratch = open_scratch(settings)
    scratch.clear()
    memory = GuardedMemory(parts.memory, parts.guards.index)
    parts.guards.index.look = memory.look
    return Ports(
        store=parts.store,
        memory=memory,
        coach=parts.coach,
        directory=directory,
        files=files,
        progress=SlackProgress(slack.clients),
        streams=SlackStreams(slack.clients),
        knowledge=parts.knowledge,
        documents=FileDocuments(apart),
        apart=apart,
        calendars=PublicHolidays(),
        feeds=feeds,
        sealer=open_sealer(settings),
        answering=parts.answering,
        embedder=parts.embedder,
        conversing=parts.coach if isinstance(parts.coach, FallbackCoach) else None,
        sections=SECTIONS,
        lessons=LESSONS,
        labels=LABELS,
        provider=settings.provider,
        rehearsing=Rehearser(parts.store),
        undo_days=settings.undo_days,
        uploads=SlackUploads(slack.clients, slack.session),
        scratch=scratch,
    )


def _ticker(settings: Settings, parts: Parts, slack: SlackConnection, clock: Clock) -> Ticker:
    store = parts.store
    return Ticker(
        store.schedule,
        store.inbox,
        clock,
        tidy=partial(store.prune, settings.content_hours, settings.undo_days),
        finish=store.finish_erasing,
        is_paused=lambda: slack.token_watch.is_paused() or parts.guards.slack.is_open,
    )


def _deliverer(parts: Parts, ports: Ports, slack: SlackConnection, clock: Clock) -> Deliverer:
    async def leaves(outgoing: Outgoing) -> bool:
        return await may_leave(outgoing, ports, clock.now())

    async def drawn(chart: Chart) -> bytes:
        return await ports.apart.run(_FOR_A_PICTURE, draw, chart)

    sender = SlackSender(slack.clients, find_post=parts.store.outbox.find_post, draw=drawn)
    return Deliverer(
        parts.store.outbox,
        sender.send,
        may_leave=leaves,
        random=SystemRandom(),
        is_paused=lambda: slack.token_watch.is_paused() or parts.guards.slack.is_open,
        is_away=lambda: parts.guards.slack.is_open,
    )


def _worker(
    parts: Parts,
    ports: Ports,
    slack: SlackConnection,
    clock: Clock,
    directory: SlackDirectory,
    files: SlackFiles,
) -> Worker:
    reader = SlackReader(slack.clients, directory, files)
    changes = UserChanges(directory, parts.store)

    async def interpret(envelope: Envelope) -> Asked | None:
        match envelope.source:
            case "slack":
                return await reader.read(envelope)
            case "command":
                return read_job(envelope.payload)
            case user_changes.SOURCE:
                return await changes.read(envelope)
        raise Unreadable(f"unknown source {envelope.source}")

    return Worker(
        parts.store.inbox,
        interpret=interpret,
        do=partial(receive, ports=ports),
        scope_of=scopes(parts.store),
        clock=clock,
        random=SystemRandom(),
        is_paused=slack.token_watch.is_paused,
    )
