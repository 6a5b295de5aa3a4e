"""A worker that ends while a message grows leaves one answer, in that message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.slack.manifest import manifest
from slack_sandbox import Sandbox, running_sandbox
from slack_sandbox.seed import TEAM
from slack_sandbox.testing import Driver
from slack_sandbox.workspace.state import Message
from tests.faults.serving import served, until
from tests.features.modelled import conversed, understood
from tests.support.openai_server import ScriptedModel, scripted_model

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
PATIENCE_SECONDS = 150
ANSWER = "Ana worries about carbon reporting. [1]"
LOOKS = conversed(look_ups=({"tool": "person", "name": "Ana Ruiz"},))
ANSWERS = conversed(("Ana worries about carbon reporting.", "N1"))


def replies(sandbox: Sandbox, root: str) -> list[Message]:
    """The bot's messages in a thread, as the workspace holds them."""
    channels = sandbox.world.teams[TEAM].channels.values()
    found = [each for channel in channels for each in channel.messages.values()]
    return [each for each in found if each.thread_ts == root and each.bot_id]


def is_answered(sandbox: Sandbox, root: str) -> bool:
    found = replies(sandbox, root)
    return bool(found) and not any(each.streaming for each in found) and ANSWER in str(found[0].blocks)


async def asked(person: Driver, model: ScriptedModel, *drafts: Any) -> str:
    model.reply(*drafts)
    return await person.dm("What worries Ana?")


async def test_a_worker_that_is_killed_while_a_message_grows_leaves_one_answer_in_it(tmp_path: Path) -> None:
    async with running_sandbox(manifest("socket")) as sandbox, scripted_model() as model:
        sandbox.limits.relax()
        person = sandbox.driver("U0SELLER")
        given = {
            "OPENAI_BASE_URL": model.base_url,
            "TACTEGIC_MODEL": "scripted",
            "TACTEGIC_MODEL_TIMEOUT_SECONDS": "120",
            "TACTEGIC_MODEL_REMEMBER_SECONDS": "0",
        }
        async with served(sandbox, tmp_path / "data", **given) as bot:
            model.reply(understood("note", "Ana Ruiz", company="Northwind"))
            told = await person.dm("Met Ana Ruiz from Northwind. She worries about carbon reporting.")
            await until(lambda: replies(sandbox, told), PATIENCE_SECONDS)

            # between start and stop
            root = await asked(person, model, LOOKS, "stall")
            await until(lambda: model.is_empty and replies(sandbox, root), PATIENCE_SECONDS)
            [growing] = replies(sandbox, root)
            model.reply(LOOKS, ANSWERS)
            bot.kill("worker")
            await until(lambda: is_answered(sandbox, root), PATIENCE_SECONDS)
            assert [each.ts for each in replies(sandbox, root)] == [growing.ts]
            assert growing.chunks == [], "what the killed one had looked at is no step of this answer"

            # after Slack began the message, before the worker heard of it
            sandbox.faults.add("chat.startStream", "stall", when="after", seconds=60)
            root = await asked(person, model, LOOKS, "stall")
            await until(lambda: model.is_empty and replies(sandbox, root), PATIENCE_SECONDS)
            [growing] = replies(sandbox, root)
            model.reply(ANSWERS)
            bot.kill("worker")
            await until(lambda: is_answered(sandbox, root), PATIENCE_SECONDS)
            assert [each.ts for each in replies(sandbox, root)] == [growing.ts]

            # while its words are appended
            sandbox.faults.add("chat.stopStream", "stall", when="before", seconds=60)
            root = await asked(person, model, LOOKS, ANSWERS)
            await until(
                lambda: ANSWER in "".join(each.text for each in replies(sandbox, root)), PATIENCE_SECONDS
            )
            bot.kill("worker")
            await until(lambda: is_answered(sandbox, root), PATIENCE_SECONDS)
            [only] = replies(sandbox, root)
            assert str(only.blocks).count(ANSWER) == 1

            # after it was closed, before that was written down
            sandbox.faults.add("chat.stopStream", "stall", when="after", seconds=60)
            root = await asked(person, model, LOOKS, ANSWERS)
            await until(lambda: is_answered(sandbox, root), PATIENCE_SECONDS)
            bot.kill("worker")
            last = await person.dm("help")
            await until(lambda: replies(sandbox, last), PATIENCE_SECONDS)
            [only] = replies(sandbox, root)
            assert str(only.blocks).count(ANSWER) == 1
            assert only.chunks, "it was found to be closed, and left as it was"
