"""Tokens that Slack takes no more: everything waits, nothing is lost, and a new token goes on by itself."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.config import BadSettings, Settings
from bot.doctor import examine, sentences
from bot.service.running import running
from bot.slack.clients import connect, open_session
from bot.slack.manifest import manifest
from bot.slack.token_watch import TokenWatch
from bot.system_clock import SystemClock
from bot.trying import sandbox_settings
from bot.wiring import open_parts
from slack_sandbox import running_sandbox
from slack_sandbox.testing import text_of
from slack_sandbox.testing.waiting import until
from tests.features.conftest import NO_PACE, Office, greeted, running_office

pytestmark = pytest.mark.slow


@pytest.fixture(params=["socket", "http"])
async def office(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async with running_office(tmp_path, http=request.param == "http") as made:
        yield made


async def page(office: Office, path: str) -> tuple[int, dict[str, Any]]:
    address = f"http://127.0.0.1:{office.bot.port}{path}"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, await answer.json()


async def is_paused(office: Office) -> bool:
    return bool((await page(office, "/ready"))[1]["paused"])


async def wait_paused(office: Office, wanted: bool) -> None:
    async with asyncio.timeout(15):
        while await is_paused(office) is not wanted:
            await asyncio.sleep(0.02)


async def test_a_revoked_token_pauses_and_a_new_one_goes_on(office: Office) -> None:
    mira = await greeted(office.member("mira"))
    assert await page(office, "/ready") == (
        200,
        {"ok": True, "database": True, "slack": True, "paused": ""},
    )
    office.sandbox.revoke()
    await wait_paused(office, True)
    status, facts = await page(office, "/ready")
    assert (status, facts["ok"]) == (503, False)
    assert facts["paused"] in ("token_revoked", "tokens_revoked")
    assert (await page(office, "/health"))[0] == 200
    office.sandbox.reinstall()
    await wait_paused(office, False)
    await mira.dm("Met Ana Ruiz from Northwind today.")
    assert "Ana Ruiz" in text_of(await mira.next_message())


async def test_what_was_asked_before_the_token_ended_is_answered_after_it(office: Office) -> None:
    mira = await greeted(office.member("mira"))
    # The answers to these stay undelivered: the token ends while the first of them is on its way.
    office.sandbox.faults.add("chat.postMessage", "error", error="account_inactive", times=1)
    office.sandbox.faults.add("auth.test", "error", error="account_inactive", times=2)
    first = await mira.dm("Met Ana Ruiz from Northwind today.")
    await wait_paused(office, True)
    await mira.dm("Met Lars Holm from Southwind today.")
    await wait_paused(office, False)
    answers = [text_of(await mira.next_message(timeout=20)) for _ in range(2)]
    assert ["Ana Ruiz" in answers[0], "Lars Holm" in answers[1]] == [True, True]
    assert dead_letters(office) == 0
    assert len(await mira.thread(first)) == 2


def dead_letters(office: Office) -> int:
    [file] = office.data.glob("*.db")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as token_watch:
        tables = ("inbox", "outbox")
        counts = [f"SELECT count(*) FROM {table} WHERE state = 'dead'" for table in tables]
        return sum(token_watch.execute(count).fetchone()[0] for count in counts)


async def test_an_uninstalled_app_waits_until_it_is_installed_again(office: Office) -> None:
    mira = await greeted(office.member("mira"))
    office.sandbox.uninstall()
    await wait_paused(office, True)
    office.sandbox.reinstall()
    await wait_paused(office, False)
    await mira.dm("Met Ana Ruiz from Northwind today.")
    assert "Ana Ruiz" in text_of(await mira.next_message(timeout=20))


async def test_a_token_file_is_read_again(tmp_path: Path) -> None:
    async with running_sandbox(manifest()) as sandbox, open_session() as session:
        file = tmp_path / "token"
        file.write_text(f"{sandbox.bot_token}\n")
        settings = Settings(slack_bot_token_file=file)
        clients = await connect(settings.bot_token() or "", api_url=sandbox.api_url, session=session)
        token_watch = TokenWatch(clients, settings.bot_token, longest_pause=0.02)
        looking = asyncio.create_task(token_watch.run())
        sandbox.revoke()
        with pytest.raises(SlackApiError):
            await clients.client.conversations_open(users="U0SELLER")
        assert token_watch.pause_reason == "token_revoked"
        file.write_text(sandbox.reinstall())
        await until(lambda: not token_watch.pause_reason)
        await clients.client.conversations_open(users="U0SELLER")
        token_watch.stop()
        await asyncio.wait_for(looking, 5)


async def test_a_token_of_another_workspace_is_not_gone_on_with(tmp_path: Path) -> None:
    async with running_sandbox(manifest()) as sandbox, open_session() as session:
        clients = await connect(sandbox.bot_token, api_url=sandbox.api_url, session=session)
        harbor = sandbox.world.teams["T0HARBOR"]
        other = sandbox.world.install(harbor, sandbox.world.app.bot_scopes, "U0HARBOR1").bot_token
        asked = list[str]()

        def newest() -> str:
            asked.append("once more")
            return other

        token_watch = TokenWatch(clients, newest, longest_pause=0.02)
        looking = asyncio.create_task(token_watch.run())
        token_watch.pause("token_revoked")
        await until(lambda: len(asked) > 2)
        assert token_watch.is_paused()
        token_watch.stop()
        await asyncio.wait_for(looking, 5)


async def test_doctor_names_refused_tokens_and_missing_scopes(tmp_path: Path) -> None:
    async with running_office(tmp_path / "bot") as office:
        settings = sandbox_settings(office.sandbox, tmp_path / "doctor")
        assert await slack_lines(settings) == [
            "  bot token: taken by workspace T0FERNHILL",
            "  app token: taken",
        ]
        office.sandbox.world.app_token_scopes = frozenset()
        office.sandbox.revoke()
        [bot_line, app_line] = await slack_lines(settings)
        assert "refused (token_revoked)" in bot_line
        assert "lacks the scope connections:write" in app_line
        office.sandbox.reinstall(without=["files:write", "im:history"])
        [bot_line, _] = await slack_lines(sandbox_settings(office.sandbox, tmp_path / "doctor"))
        assert "without the scopes files:write, im:history" in bot_line


async def slack_lines(settings: Settings) -> list[str]:
    async with open_parts(settings, SystemClock()) as parts:
        lines = sentences(await examine(settings, parts))
    begin = lines.index("Slack")
    return lines[begin + 1 : begin + 3]


async def test_a_start_names_missing_scopes_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    async with running_office(tmp_path / "bot") as office:
        office.sandbox.revoke()
        office.sandbox.reinstall(without=["files:write"])
        settings = sandbox_settings(office.sandbox, tmp_path / "other", http=True)
        async with running(settings, SystemClock(), NO_PACE):
            pass
    assert "files:write" in caplog.text + "".join(capsys.readouterr())


async def test_an_app_token_without_its_scope_is_one_clear_sentence(tmp_path: Path) -> None:
    async with running_office(tmp_path / "bot") as office:
        office.sandbox.world.app_token_scopes = frozenset()
        settings = sandbox_settings(office.sandbox, tmp_path / "other")
        with pytest.raises(BadSettings, match="lacks the scope connections:write"):
            async with running(settings, SystemClock(), NO_PACE):
                pass
