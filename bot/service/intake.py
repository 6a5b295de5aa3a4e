"""The intake: holds the connection to Slack, stores what comes, acknowledges it, and opens forms.

It runs in a process of its own and imports nothing of the worker's, so that neither the worker's load nor its
memory reach it.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp

from bot import metrics
from bot.config import BadSettings, Settings
from bot.core.guarding import Guard, Lookout, make_guards
from bot.core.ports.queues import Acceptor
from bot.core.ports.time import Clock
from bot.freeing import end_loading
from bot.metrics import Exposition
from bot.private_files import keep_private
from bot.service.connection import SlackConnection, slack_connection
from bot.service.form_rules import FormRules
from bot.service.http import listen
from bot.service.link import ProcessLink, WorkerSigns
from bot.service.queue import open_queue
from bot.slack.app import build_app
from bot.slack.clients import BadToken
from bot.slack.http import HttpApp
from bot.slack.intake import Intake
from bot.slack.reach import Reach
from bot.slack.socket import run_socket_mode
from bot.slack.user_changes import UserChangeIntake
from bot.slack.words import refused_app_token
from bot.supervision import Running, Supervisor

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def taking_in(settings: Settings, clock: Clock, link: ProcessLink | None) -> AsyncIterator[Running]:
    """Run the intake in this process until the block is left.

    `link` is the way to the worker of the same parent. Raises BadSettings, Unavailable.
    """
    settings.require_slack()
    keep_private(settings)
    signs = WorkerSigns() if link else None
    async with AsyncExitStack() as stack:
        wake = link.wake if link else _nobody
        queue = await stack.enter_async_context(open_queue(settings, clock, wake))
        guard = make_guards().slack
        slack = await stack.enter_async_context(slack_connection(settings, guard))
        supervisor = Supervisor()
        rules = FormRules(clock)
        intake = build_intake(slack, queue, rules)
        stack.push_async_callback(intake.finish)
        stack.push_async_callback(supervisor.finish)
        slack.start(supervisor)
        lookout = Lookout((guard,))
        supervisor.start("lookout", lookout.run(), lookout.stop)
        if link is not None and signs is not None:
            _speak(link, slack, signs)
        over_socket = settings.mode == "socket"
        reach = Reach(queue, slack.token_watch, (guard,), over_socket=over_socket, worker=signs)
        counted = partial(_counted, guard, signs)
        port = await start_intake(settings, intake, slack, reach, supervisor, counted)
        supervisor.once("form rules", _load(rules))
        _log.info("intake.ready", mode=settings.mode, port=port)
        yield Running(port, supervisor.failed)


async def _load(rules: FormRules) -> None:
    """Load what forms and commands need while events are taken in already."""
    await rules.load()
    end_loading()


def build_intake(slack: SlackConnection, inbox: Acceptor, rules: FormRules) -> Intake:
    """Return the intake on a queue."""
    return Intake(
        inbox=inbox,
        clients=slack.clients,
        prepare=rules.load,
        validate=rules.validate,
        opens_form=rules.opens_form,
        immediate={
            "user_change": UserChangeIntake(inbox).on_user_change,
            "tokens_revoked": slack.token_watch.on_tokens_revoked,
            "app_uninstalled": slack.token_watch.on_app_uninstalled,
        },
    )


async def start_intake(
    settings: Settings,
    intake: Intake,
    slack: SlackConnection,
    reach: Reach,
    supervisor: Supervisor,
    counted: Exposition,
) -> int:
    """Serve Slack's events and the pages, and connect over Socket Mode; the port. Raises BadSettings."""
    secret = _secret(settings)
    app = build_app(clients=slack.clients, signing_secret=secret, intake=intake)
    pages = HttpApp(app, signing_secret=secret, health=reach.health, ready=reach.ready, metrics=counted)
    port = await listen(settings, pages, supervisor)
    await _connect_socket(settings, app, supervisor, reach)
    return port


async def _counted(guard: Guard, signs: WorkerSigns | None) -> bytes:
    """Return what the intake counts, and what the worker beside it said last that it counts."""
    metrics.INTAKE_BREAKER.labels(guard.name).set(guard.is_open)
    if signs is None:
        return metrics.page(metrics.INTAKE)
    metrics.WORKER_SILENCE.set(signs.silent_seconds)
    return metrics.page(metrics.INTAKE) + signs.metrics


def _speak(link: ProcessLink, slack: SlackConnection, signs: WorkerSigns) -> None:
    """Hear how the worker is; whoever of both learns first that the token is refused tells the other."""

    def hear(told: Mapping[str, Any]) -> None:
        if "paused" in told:
            slack.token_watch.pause(str(told["paused"]))
        elif "ready" in told:
            signs.hear(told["health"], told["ready"])
        elif "metrics" in told:
            signs.hear_metrics(str(told["metrics"]))

    slack.token_watch.on_pause = lambda reason: link.tell(paused=reason)
    link.listen(hear)


async def _connect_socket(settings: Settings, app: AsyncApp, supervisor: Supervisor, reach: Reach) -> None:
    if settings.slack_app_token is None:
        return
    stop = asyncio.Event()
    token = settings.slack_app_token.get_secret_value()
    supervisor.start("socket", run_socket_mode(app, token, stop=stop, connected=reach.tell), stop.set)
    try:
        await supervisor.unless_failed(reach.slack_came.wait())
    except BadToken as refused:
        raise BadSettings(refused_app_token(refused.reason)) from None


def _secret(settings: Settings) -> str:
    if settings.slack_signing_secret is not None:
        return settings.slack_signing_secret.get_secret_value()
    # Socket Mode: HTTP serves health only; nothing can be signed with a secret that nobody knows.
    return secrets.token_hex(32)


def _nobody() -> None:
    """Wake nobody: the worker runs elsewhere, and looks for itself."""
