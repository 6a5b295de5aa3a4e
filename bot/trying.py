"""Starts the bot with an embedded Slack workspace on this machine, for `tactegic try`."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import SecretStr

from bot.config import BadSettings, Settings, load_settings
from bot.core.ports.feeds import Feeds
from bot.service.running import running
from bot.slack.http import EVENTS_PATH
from bot.slack.manifest import manifest
from bot.store.outbox import Pace
from bot.supervision import Running
from slack_sandbox import Clock, Sandbox, TourStop, running_sandbox
from slack_sandbox.services.manifests import manifest_problems

TOUR = (
    TourStop(
        "Tell it something",
        "A note, and what was understood",
        "say",
        "Met Ana Ruiz from Northwind, I promised her the storage paper by Friday. They sign in May.",
    ),
    TourStop("Ask for it", "The answer, with the note that it comes from", "say", "What did I promise Ana?"),
    TourStop(
        "Test an action",
        "Three tests, and what would pass them",
        "say",
        "I'm thinking of sending Ana a gift basket.",
    ),
    TourStop("See Home", "What is up today, and what comes next", "home"),
    TourStop("Be the manager", "Who sees nothing of a seller's notes", "become", "U0MANAGER"),
)
"""What the page offers to who looks at the bot for the first time."""


@asynccontextmanager
async def trying(
    *,
    http: bool = False,
    page_port: int = 0,
    keep_in: Path | None = None,
    pace: Pace | None = None,
    clock: Clock | None = None,
    feeds: Feeds | None = None,
    tour: bool = False,
) -> AsyncIterator[tuple[Sandbox, Running]]:
    """Start a workspace with the bot in it; without a folder to keep it in, its data is deleted afterwards.

    The model and the embeddings are those of the environment; everything of Slack is the sandbox's. Tests
    give a `pace` without limits, a `clock` that shows another time than the machine's, and `feeds` that read
    calendars of this machine. With `tour` the page offers things to try.

    Raises BadSettings for a port that is taken.
    """
    async with AsyncExitStack() as stack:
        app = manifest("http", "https://bot.invalid") if http else manifest("socket")
        try:
            sandbox = await stack.enter_async_context(running_sandbox(app, page_port, clock=clock))
        except OSError as error:
            raise BadSettings(
                f"Port {page_port} cannot be used ({os.strerror(error.errno or 0)}): "
                "choose another with --port, or 0 for a free one."
            ) from None
        if tour:
            sandbox.offer(*TOUR)
        folder = keep_in or Path(stack.enter_context(TemporaryDirectory(prefix="tactegic-")))
        bot = await stack.enter_async_context(
            running(
                sandbox_settings(sandbox, folder, http),
                sandbox.clock,
                pace,
                sandbox.clock.on_move,
                lambda: sandbox.bot_token,
                feeds,
            )
        )
        if http:
            await sandbox.set_request_url(f"http://127.0.0.1:{bot.port}{EVENTS_PATH}")
        yield sandbox, bot


def refusals_of(described: dict[str, Any]) -> list[str]:
    """Return why Slack would refuse a manifest, by the rules of the embedded workspace."""
    return manifest_problems(described)


def sandbox_settings(sandbox: Sandbox, folder: Path, http: bool = False) -> Settings:
    """Return the environment's settings with Slack and the data folder replaced by the sandbox's."""
    return load_settings().model_copy(
        update={
            "slack_bot_token": SecretStr(sandbox.bot_token),
            "slack_bot_token_file": None,
            "slack_app_token": None if http else SecretStr(sandbox.app_token),
            "slack_signing_secret": SecretStr(sandbox.signing_secret),
            "slack_api_url": sandbox.api_url,
            "data_dir": folder,
            "database_url": None,
            "chroma_url": None,
            "http_host": "127.0.0.1",
            "http_port": 0,
        }
    )
