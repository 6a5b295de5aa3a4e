"""Runs intake and worker in one process, as `tactegic try` does: what comes goes straight into the inbox."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import structlog

from bot import metrics
from bot.config import Settings
from bot.core.ports.feeds import Feeds
from bot.core.ports.time import Clock
from bot.service.connection import slack_connection
from bot.service.form_rules import FormRules
from bot.service.intake import build_intake, start_intake
from bot.service.loops import start_errands, start_metering, start_work
from bot.slack.reach import Reach
from bot.store.outbox import Pace
from bot.supervision import Running, Supervisor
from bot.wiring import open_parts

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def running(
    settings: Settings,
    clock: Clock,
    pace: Pace | None = None,
    on_move: Callable[[Callable[[], None]], None] | None = None,
    newest_token: Callable[[], str | None] | None = None,
    feeds: Feeds | None = None,
) -> AsyncIterator[Running]:
    """Run the bot until the block is left; then finish the work that it holds.

    `pace` replaces the platform's pace of posts, for tests against a workspace without limits. A clock that
    can be moved says so to what is given to `on_move`; then what is due is looked for at once. `newest_token`
    gives the bot token that is tried when Slack refuses the one in use; without it the settings do. `feeds`
    takes the place of the internet, where calendars are.

    Raises BadSettings for what is missing or refused, AlreadyRunning, Unavailable.
    """
    settings.require_slack()
    async with AsyncExitStack() as stack:
        parts = await stack.enter_async_context(open_parts(settings, clock, pace))
        connecting = slack_connection(settings, parts.guards.slack, newest_token)
        slack = await stack.enter_async_context(connecting)
        intake = build_intake(slack, parts.store.inbox, FormRules(clock))
        stack.push_async_callback(intake.finish)
        supervisor = Supervisor()
        stack.push_async_callback(supervisor.finish)
        slack.start(supervisor)
        await start_work(settings, clock, parts, slack, supervisor, on_move, feeds)
        over_socket = settings.mode == "socket"
        reach = Reach(parts.store, slack.token_watch, parts.guards.all(), over_socket=over_socket)
        start_metering(parts, slack, clock, supervisor)

        async def counted() -> bytes:
            return metrics.page(metrics.INTAKE, metrics.WORKER)

        port = await start_intake(settings, intake, slack, reach, supervisor, counted)
        start_errands(parts, supervisor)
        _log.info("bot.ready", mode=settings.mode, port=port)
        yield Running(port, supervisor.failed)
