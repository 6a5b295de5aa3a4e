"""Slack's own trouble is no refused token: at the start, in doctor, and while the workspace is paused."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.config import BadSettings, Settings
from bot.core.ports.errors import Unavailable
from bot.doctor import examine, sentences
from bot.service.running import running
from bot.slack.clients import BadToken, connect, identify, open_session, web_client
from bot.slack.manifest import manifest
from bot.slack.token_watch import TokenWatch
from bot.system_clock import SystemClock
from bot.trying import sandbox_settings
from bot.wiring import open_parts
from slack_sandbox import running_sandbox
from slack_sandbox.testing.waiting import until
from tests.features.conftest import NO_PACE

TROUBLE: list[dict[str, Any]] = [
    {"kind": "500"},
    {"kind": "503"},
    {"kind": "429", "retry_after": 1},
    {"kind": "drop"},
    {"kind": "error", "error": "internal_error"},
    {"kind": "error", "error": "fatal_error"},
    {"kind": "error", "error": "ratelimited"},
    {"kind": "error", "error": "accesslimited"},
]


@pytest.mark.parametrize("fault", TROUBLE, ids=lambda fault: "-".join(map(str, fault.values())))
async def test_trouble_is_told_from_a_refusal(fault: dict[str, Any]) -> None:
    async with running_sandbox(manifest()) as sandbox, open_session() as session:
        client = web_client(sandbox.bot_token, sandbox.api_url, session, repeats=False)
        sandbox.faults.add("auth.test", **fault)
        with pytest.raises(Unavailable):
            await identify(client)
        sandbox.faults.add("auth.test", "error", error="invalid_auth")
        with pytest.raises(BadToken, match="invalid_auth"):
            await identify(client)


async def test_an_answer_that_does_not_come_is_trouble() -> None:
    async with running_sandbox(manifest()) as sandbox, open_session(timeout_seconds=0.2) as session:
        client = web_client(sandbox.bot_token, sandbox.api_url, session, repeats=False)
        sandbox.faults.add("auth.test", "stall", seconds=5)
        with pytest.raises(Unavailable, match="no_answer_in_time"):
            await identify(client)


async def test_a_start_in_slacks_trouble_does_not_blame_the_token(tmp_path: Path) -> None:
    async with running_sandbox(manifest()) as sandbox:
        settings = sandbox_settings(sandbox, tmp_path / "bot")
        sandbox.faults.add("auth.test", "error", error="fatal_error", times=20)
        with pytest.raises(Unavailable, match=r"trouble of its own \(fatal_error\)"):
            async with running(settings, SystemClock(), NO_PACE):
                pass
        async with open_parts(settings, SystemClock()) as parts:
            lines = sentences(await examine(settings, parts))
    assert any("bot token: not known: Slack has trouble of its own (fatal_error)" in line for line in lines)


async def test_while_paused_the_true_reason_stands_and_trouble_stands_beside_it() -> None:
    async with running_sandbox(manifest()) as sandbox, open_session() as session:
        clients = await connect(sandbox.bot_token, api_url=sandbox.api_url, session=session)
        connection = TokenWatch(clients, lambda: sandbox.bot_token, longest_pause=0.02)
        sandbox.faults.add("auth.test", "503", times=2000)
        looking = asyncio.create_task(connection.run())
        connection.pause("token_revoked")
        await until(lambda: connection.problem)
        assert (connection.pause_reason, connection.problem) == ("token_revoked", "service_unavailable")
        sandbox.faults.clear()
        await until(lambda: not connection.is_paused())
        assert connection.problem == ""
        connection.stop()
        await asyncio.wait_for(looking, 5)


@pytest.mark.parametrize(
    "written", ["{token}\nxoxb-second\n", "xoxb-\r\n1", "xoxb-\x001", "xoxb- 1", "", "\xff"]
)
async def test_a_token_file_that_holds_no_token_pauses_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    async with running_sandbox(manifest()) as sandbox, open_session() as session:
        file = tmp_path / "token"
        settings = Settings(slack_bot_token_file=file)
        clients = await connect(sandbox.bot_token, api_url=sandbox.api_url, session=session)
        file.write_bytes(written.format(token=sandbox.bot_token).encode("latin-1"))
        with pytest.raises(BadSettings, match="more than one word") as refused:
            settings.require_slack()
        assert str(file) in str(refused.value)
        connection = TokenWatch(clients, settings.bot_token, longest_pause=0.02, read_from=str(file))
        looking = asyncio.create_task(connection.run())
        connection.pause("token_revoked")
        await until(lambda: connection.problem)
        assert (connection.pause_reason, connection.problem) == ("token_revoked", "no_usable_token")
        assert str(file) in caplog.text + "".join(capsys.readouterr())
        file.write_text(f"\ufeff{sandbox.bot_token}\r\n", encoding="utf-8")
        await until(lambda: not connection.is_paused())
        connection.stop()
        await asyncio.wait_for(looking, 5)
