"""kill -9, over and over: nothing that Slack delivered is lost or answered twice."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

import pytest

from bot.slack.manifest import manifest
from slack_sandbox import Sandbox, User, running_sandbox
from slack_sandbox.seed import TEAM

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
MEMBERS, NOTES_EACH, KILLS = 10, 30, 20


async def started(sandbox: Sandbox, data: Path) -> asyncio.subprocess.Process:
    environment = os.environ | {
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "SLACK_API_URL": sandbox.api_url,
        "TACTEGIC_DATA_DIR": str(data),
        "TACTEGIC_HTTP_PORT": "0",
        "TACTEGIC_LOG_LEVEL": "error",
    }
    environment.pop("TACTEGIC_DATABASE_URL", None)
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "serve", env=environment)


async def until(condition: Callable[[], Awaitable[bool]], seconds: float) -> None:
    async with asyncio.timeout(seconds):
        while not await condition():
            await asyncio.sleep(0.02)


def answers(sandbox: Sandbox, sent: dict[str, str]) -> Counter[str]:
    """How many replies of the bot each sent message has in its thread."""
    found: Counter[str] = Counter()
    for channel in sandbox.world.teams[TEAM].channels.values():
        for message in channel.messages.values():
            if message.user == sandbox.bot_user and message.thread_ts in sent:
                found[message.thread_ts] += 1
    return found


async def test_three_hundred_notes_over_twenty_kills_are_answered_once_each(tmp_path: Path) -> None:
    random = Random(20261122)
    async with running_sandbox(manifest("socket")) as sandbox:
        sandbox.limits.relax()
        sandbox.times.retry_delays = tuple([0.5] * 200)
        people = []
        for number in range(MEMBERS):
            user = User(f"U0KILL{number}", TEAM, f"kim{number}", f"Kim Number{number}", "Europe/Berlin")
            sandbox.add_member(user)
            people.append(sandbox.driver(user.id))
        sent: dict[str, str] = {}
        kills = 0
        process = await started(sandbox, tmp_path)
        try:
            for number in range(NOTES_EACH):
                for person in people:
                    text = f"Met Person Number{number} from Company{number}, case {person.user} {number}."
                    sent[await person.dm(text)] = text
            while kills < KILLS:
                before = answers(sandbox, sent).total()
                goal = min(before + random.randint(1, 14), len(sent) - (KILLS - kills))

                async def got_so_far(goal: int = goal) -> bool:
                    return answers(sandbox, sent).total() >= goal

                await until(got_so_far, 180)
                process.send_signal(signal.SIGKILL)
                await process.wait()
                kills += 1
                process = await started(sandbox, tmp_path)

            async def all_answered() -> bool:
                return len(answers(sandbox, sent)) == len(sent)

            await until(all_answered, 600)
        finally:
            process.terminate()
            await process.wait()
        assert kills == KILLS
        assert answers(sandbox, sent) == Counter(sent.keys())
