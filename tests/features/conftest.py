"""The whole bot for flow tests: embedded workspace, real Bolt, SQLite, Chroma and the coach by rules.

One bot serves a whole module, so its tests share one loop: each module says
`pytestmark = pytest.mark.asyncio(loop_scope="module")`, and each test brings members of its own.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.core.ports.feeds import Feeds
from bot.store.outbox import Pace
from bot.supervision import Running
from bot.trying import trying
from slack_sandbox import Clock, Sandbox
from slack_sandbox.testing import Driver, text_of
from slack_sandbox.testing.people import invite, newcomer
from slack_sandbox.workspace.state import Role
from tests.support.openai_server import ScriptedModel, scripted_model

NO_PACE = Pace(channel_seconds=0, workspace_per_second=10_000, workspace_burst=10_000)
OPENING = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
"""When every office opens, a Tuesday morning in Berlin: nothing hangs on the day on which tests run."""
PATIENCE_SECONDS = 10.0
"""What the workspace allows for an acknowledgement and a form: Slack's three seconds, and a busy machine."""


@dataclass
class Office:
    """A workspace with the bot in it."""

    sandbox: Sandbox
    bot: Running
    data: Path

    def member(
        self, name: str = "", *, zone: str = "Europe/Berlin", title: str = "Seller", role: Role = "member"
    ) -> Driver:
        """Somebody new, whom the bot has not met."""
        return newcomer(self.sandbox, name, zone=zone, title=title, role=role)

    async def join(self, channel: str, *people: Driver) -> None:
        """Have people invited to a channel."""
        await invite(self.sandbox, channel, *people)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["socket"])
async def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    """One running bot a module; a module that wants both connections gives its own params."""
    async with running_office(tmp_path_factory.mktemp("bot"), http=request.param == "http") as made:
        yield made


@asynccontextmanager
async def running_office(
    data: Path, *, http: bool = False, feeds: Feeds | None = None
) -> AsyncIterator[Office]:
    """A workspace without rate limits and the bot in it, as the environment sets it.

    With `feeds` it reads calendars by these, and not from the internet.
    """
    clock = Clock()
    clock.set(OPENING)
    async with trying(http=http, keep_in=data, pace=NO_PACE, clock=clock, feeds=feeds) as (sandbox, bot):
        sandbox.limits.relax()
        sandbox.times.ack_timeout = sandbox.times.trigger_lifetime = PATIENCE_SECONDS
        yield Office(sandbox, bot, data)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def model_server() -> AsyncIterator[ScriptedModel]:
    """A scripted language model, for the office of a module that wants one."""
    async with scripted_model() as script:
        yield script


@pytest.fixture
def model(model_server: ScriptedModel) -> ScriptedModel:
    """The module's language model, without what an earlier test scripted and did not use up."""
    model_server.forget()
    return model_server


@pytest_asyncio.fixture(loop_scope="module")
async def seller(office: Office) -> Driver:
    """A new seller who has been greeted already."""
    return await greeted(office.member("mira"))


async def greeted(person: Driver) -> Driver:
    """Somebody who opened the conversation and read the greeting."""
    await person.open_home("messages")
    await person.next_message()
    return person


async def informed(person: Driver) -> Driver:
    """Somebody who read the greeting, and what goes to the language model."""
    await greeted(person)
    await person.next_message(where=lambda message: "language model" in text_of(message))
    return person


async def opened_form(person: Driver) -> dict[str, Any]:
    """The next form, once it is filled."""
    form = await person.next_view()
    while "One moment" in text_of(form):
        form = await person.next_view()
    return form
