"""A stop reaches what goes on in another process, also after a kill, and is answered once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.slack.manifest import manifest
from slack_sandbox import Sandbox, running_sandbox
from slack_sandbox.seed import TEAM
from slack_sandbox.testing import Driver, text_of
from tests.faults.serving import served, until
from tests.support.databases import database_maker
from tests.support.openai_server import scripted_model

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
STOPPED = "Stopped. Nothing was changed."


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The setting of a database of each kind; the file in the data folder is made by the bot itself."""
    if request.param == "sqlite":
        yield {}
        return
    with database_maker("postgres", tmp_path) as make:
        yield {"TACTEGIC_DATABASE_URL": make()}


def session(sandbox: Sandbox, root: str) -> str:
    channels = sandbox.world.teams[TEAM].channels.values()
    return next((each.sessions[root] for each in channels if root in each.sessions), "")


async def replies(person: Driver, root: str) -> list[str]:
    return [text_of(each) for each in (await person.thread(root))[1:]]


async def test_a_stop_ends_what_goes_on_in_the_other_process_and_after_a_kill(
    tmp_path: Path, database: dict[str, str]
) -> None:
    async with running_sandbox(manifest("socket")) as sandbox, scripted_model() as model:
        sandbox.limits.relax()
        person = sandbox.driver("U0SELLER")
        asked = {
            "OPENAI_BASE_URL": model.base_url,
            "TACTEGIC_MODEL": "scripted",
            "TACTEGIC_MODEL_TIMEOUT_SECONDS": "120",
        }
        async with served(sandbox, tmp_path / "data", **database, **asked) as bot:
            model.reply("stall")
            first = await person.dm("What worries Ana most about next year?")
            await until(lambda: session(sandbox, first) == "processing")
            await person.stop(first)
            await until(lambda: session(sandbox, first) == "active", 10)
            await person.wait_for(STOPPED, timeout=30)
            assert (await replies(person, first)).count(STOPPED) == 1

            model.reply("stall", "stall")
            second = await person.dm("What worries Lars most about next year?")
            await until(lambda: session(sandbox, second) == "processing")
            bot.kill("worker")
            await person.stop(second)
            await person.wait_for(
                lambda each: each.get("thread_ts") == second and text_of(each) == STOPPED, timeout=150
            )
            await until(lambda: session(sandbox, second) == "active", 30)
            third = await person.dm("help")
            await person.wait_for(
                lambda each: each.get("thread_ts") == third and each["user"] == sandbox.bot_user, timeout=60
            )
            assert await replies(person, second) == [STOPPED]
