"""Facts of Slack that a bot must live with, each held by the embedded workspace as it comes."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from slack_sandbox import Sandbox
from slack_sandbox.blocks.surfaces import problems
from slack_sandbox.testing import ClientRefused, text_of
from slack_sandbox.workspace.world import RESPONSE_URL_SECONDS, RESPONSE_URL_USES
from tests.sandbox.test_delivery import Wire

TEAM = "T0FERNHILL"
DIVIDER = {"type": "divider"}
BOT = Path(__file__).parents[2] / "bot"


def plain(count: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": "x" * count}


def option(count: int) -> dict[str, Any]:
    return {"text": plain(count), "value": "v"}


def actions(element: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": [{"action_id": "a", **element}]}


LONGEST = [
    ("section", 3000, lambda count: {"type": "section", "text": plain(count)}),
    ("header", 150, lambda count: {"type": "header", "text": plain(count)}),
    ("button", 75, lambda count: actions({"type": "button", "text": plain(count)})),
    ("option", 75, lambda count: actions({"type": "static_select", "options": [option(count)]})),
    ("overflow", 75, lambda count: actions({"type": "overflow", "options": [option(count)]})),
    ("field", 2000, lambda count: {"type": "section", "fields": [plain(count)]}),
]


@pytest.mark.parametrize(("_kind", "limit", "block"), LONGEST)
def test_a_text_as_long_as_slack_takes_is_taken_and_one_letter_more_is_not(
    _kind: str, limit: int, block: Any
) -> None:
    assert problems([block(limit)], "message") == []
    assert f"must be less than {limit + 1} characters" in problems([block(limit + 1)], "message")[0]


async def test_times_and_limits_are_slacks_own_unless_a_test_changes_them(sandbox: Sandbox) -> None:
    assert sandbox.times.ack_timeout == 3
    assert sandbox.times.retry_delays == (0, 60, 300)
    assert sandbox.times.trigger_lifetime == 3
    limits = sandbox.limits
    assert (limits.message_per_second, limits.tiers, limits.enforced) == (1, True, True)
    assert (RESPONSE_URL_USES, RESPONSE_URL_SECONDS) == (5, 1800)


async def test_it_listens_on_loopback_alone(sandbox: Sandbox) -> None:
    port = int(sandbox.base_url.rstrip("/").rsplit(":", 1)[1])
    with pytest.raises(OSError, match=r"refused|assign|route|unreachable|Connect"):
        await asyncio.open_connection("127.0.0.2", port)


def test_a_bot_in_production_never_loads_it() -> None:
    """Only `tactegic try` does; the command line imports it in the function of that command."""
    naming = re.compile(r"^( *)(?:from|import) (?:slack_sandbox|bot\.trying)\b", re.MULTILINE)
    found = {
        (path.relative_to(BOT).as_posix(), len(indent))
        for path in BOT.rglob("*.py")
        for indent in naming.findall(path.read_text(encoding="utf-8"))
    }
    assert found == {("trying.py", 0), ("cli.py", 4)}


async def test_a_command_has_no_event_id_and_is_not_sent_again(sandbox: Sandbox) -> None:
    sandbox.times.ack_timeout, sandbox.times.retry_delays = 0.1, (0.0, 0.0, 0.0)
    async with Wire(sandbox) as wire:
        mira = sandbox.driver("mira")
        with pytest.raises(ClientRefused, match="operation_timeout"):
            await mira.command("/probe", "what")
        command = await wire.receive()
        await mira.dm("hello")
        following = await wire.receive()
    assert command["type"] == "slash_commands"
    assert "event_id" not in command["payload"]
    assert "retry_attempt" not in command
    assert following["type"] == "events_api"


@pytest.mark.parametrize("method", ["chat.startStream", "chat.stopStream"])
async def test_streams_start_and_stop_twenty_times_a_minute_at_most(
    sandbox: Sandbox, slack: AsyncWebClient, method: str
) -> None:
    for _ in range(20):
        assert sandbox.limits.wait_for_method(TEAM, method, 2) == 0
    with pytest.raises(SlackApiError) as caught:
        await slack.api_call(method, json={"channel": "C0ACCOUNTS", "ts": "1.000001"})
    response = caught.value.response
    assert (response.status_code, response["error"]) == (429, "ratelimited")
    assert int(response.headers["Retry-After"]) >= 1


async def test_a_stream_ends_with_fifty_blocks_at_most(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    mira = sandbox.driver("mira")
    root, channel = await mira.dm("question"), await mira.dm_channel()
    ts = (await slack.chat_startStream(channel=channel, thread_ts=root, markdown_text="x"))["ts"]
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await slack.chat_stopStream(channel=channel, ts=ts, markdown_text="y", blocks=[DIVIDER] * 50)
    plan = {"type": "plan_update", "title": "Two steps"}
    await slack.chat_appendStream(channel=channel, ts=ts, chunks=[plan])
    await slack.chat_stopStream(channel=channel, ts=ts, blocks=[DIVIDER] * 49)
    ended = await mira.message(ts)
    assert [each["type"] for each in ended["blocks"]] == ["markdown"] + ["divider"] * 49
    assert text_of(ended).splitlines()[0] == "x"
    assert ended["chunks"] == [plan]


async def test_an_ephemeral_can_be_neither_deleted_reacted_to_nor_linked(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    sent = await slack.chat_postEphemeral(channel="C0ACCOUNTS", user="U0SELLER", text="psst")
    ts = str(sent["message_ts"])
    for call in (
        slack.chat_delete(channel="C0ACCOUNTS", ts=ts),
        slack.reactions_add(channel="C0ACCOUNTS", timestamp=ts, name="eyes"),
        slack.chat_getPermalink(channel="C0ACCOUNTS", message_ts=ts),
    ):
        with pytest.raises(SlackApiError, match="message_not_found"):
            await call


async def test_a_429_of_a_response_url_reaches_the_bot(sandbox: Sandbox) -> None:
    sandbox.faults.add(method="response_url", kind="429", retry_after=7)
    hook = AsyncWebhookClient(f"{sandbox.base_url.rstrip('/')}/response/any")
    answer = await hook.send(text="x")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")
