"""The workspace serves any Slack app: its command line, and the examples of its README as they are."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from slack_sandbox import Sandbox, running_sandbox
from slack_sandbox.any_app import any_app
from slack_sandbox.api.methods import METHODS
from slack_sandbox.testing import ClientRefused, Driver, text_of
from slack_sandbox.testing.bolt import bolt_app, over_http
from slack_sandbox.workspace.manifest import read_manifest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
README = (ROOT / "slack_sandbox" / "README.md").read_text(encoding="utf-8")


def example(name: str) -> str:
    """The code of the README under that mark."""
    found = re.search(rf"<!-- example: {name} -->\n```python\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found[1]


@asynccontextmanager
async def running(*arguments: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
            await process.communicate()


@asynccontextmanager
async def workspace(*arguments: str) -> AsyncIterator[tuple[str, dict[str, str]]]:
    """`python -m slack_sandbox`: the page's address and what it exports."""
    async with running("-m", "slack_sandbox", *arguments) as process:
        assert process.stdout is not None
        opened = (await process.stdout.readline()).decode()
        address = re.findall(r"http://127\.0\.0\.1:\d+", opened)
        assert len(address) == 1, opened
        exports: dict[str, str] = {}
        while "SLACK_SIGNING_SECRET" not in exports:
            line = (await process.stdout.readline()).decode()
            exports.update(re.findall(r"^export (\w+)=(\S+)$", line))
        yield address[0], exports


async def health(address: str) -> Any:
    async with aiohttp.ClientSession() as session, session.get(f"{address}/control/health") as answer:
        return await answer.json()


async def test_an_app_of_a_few_lines_talks_in_a_workspace_of_another_process(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(example("app.py"), encoding="utf-8")
    async with (
        workspace("--name", "Echo", "--command", "/shout") as (address, exports),
        running(str(tmp_path / "app.py"), **exports),
        await Driver.connect(address, "U0SELLER") as mira,
        asyncio.timeout(60),
    ):
        while (await health(address))["sockets"] == 0:
            await asyncio.sleep(0.05)
        await mira.dm("good morning")
        card = await mira.next_message()
        assert text_of(card).startswith("good morning")
        await mira.click(card, "Again")
        assert text_of(await mira.next_message()) == "Once more: good morning"
        assert text_of(await mira.command("/shout", "hello") or {}) == "HELLO!"


async def test_the_example_of_a_test_passes() -> None:
    names: dict[str, Any] = {}
    exec(example("test"), names)
    await names["test_it_greets"]()


async def test_a_manifest_of_its_own_says_what_an_app_may(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.yaml"
    manifest.write_text(
        "display_information: {name: Quiet}\n"
        "features: {bot_user: {display_name: Quiet}}\n"
        "oauth_config: {scopes: {bot: [users:read]}}\n"
        "settings: {socket_mode_enabled: true}\n",
        encoding="utf-8",
    )
    async with workspace("--manifest", str(manifest)) as (address, exports):
        client = AsyncWebClient(exports["SLACK_BOT_TOKEN"], base_url=exports["SLACK_API_URL"])
        assert (await client.auth_test())["user_id"] == "U0QUIET"
        with pytest.raises(SlackApiError, match="missing_scope"):
            await client.chat_postMessage(channel="C0ACCOUNTS", text="hello")
        assert (await health(address))["ok"]


async def test_what_is_no_manifest_ends_in_one_line(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_text('{"display_information": {}}', encoding="utf-8")
    async with running("-m", "slack_sandbox", "--manifest", str(manifest)) as process:
        _, said = await process.communicate()
    assert process.returncode == 1
    told = said.decode().strip()
    assert told.startswith(f"{manifest} is no app manifest: ValueError(")
    assert "missing required field: name [json-pointer:/display_information]" in told
    assert "\n" not in told


async def test_an_app_over_http_is_told_by_signed_requests() -> None:
    async with running_sandbox(any_app("Web", ("/ping",), socket_mode=False)) as sandbox:
        app = bolt_app(sandbox)

        @app.command("/ping")
        async def ping(ack: Any) -> None:
            await ack("pong")

        mira = sandbox.driver("mira")
        with pytest.raises(ClientRefused, match="dispatch_failed"):
            await mira.command("/ping")
        async with over_http(sandbox, app):
            assert text_of(await mira.command("/ping") or {}) == "pong"


def test_an_app_without_a_manifest_may_call_every_method() -> None:
    granted = read_manifest(any_app()).bot_scopes
    assert {scope for method in METHODS.values() for scope in method.scopes} <= granted


@pytest.mark.parametrize(
    ("name", "bot_user"),
    [("Tactegic", "U0TACTEGIC"), ("Böt & co. of many words", "U0BTCOOFMAN"), ("…", "U0APP")],
)
def test_ids_of_the_app_follow_from_its_name(name: str, bot_user: str) -> None:
    sandbox = Sandbox(any_app(name))
    assert sandbox.bot_user == bot_user
    assert sandbox.world.user(bot_user) is not None
