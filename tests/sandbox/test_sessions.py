"""Sessions of an agent: what it does in a thread, how that is named, and how a person stops it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from slack_sandbox import Sandbox, running_sandbox
from slack_sandbox.testing.bolt import bolt_app, over_socket, web_client
from slack_sandbox.testing.watching import ClientRefused
from tests.sandbox.apps import Json, manifest


def refused(error: str) -> Any:
    return pytest.raises(SlackApiError, match=error)


async def test_a_session_is_made_named_and_stopped(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    stopped: asyncio.Queue[Json] = asyncio.Queue()
    app = bolt_app(sandbox)

    @app.event("agent_session_stopped")
    async def take(event: Json) -> None:
        await stopped.put(event)

    mira = sandbox.driver("mira")
    root, channel = await mira.dm("question"), await mira.dm_channel()
    at: dict[str, Any] = {"channel_id": channel, "thread_ts": root}
    made = await slack.agents_sessions_setStatus(status="processing", title="Ana in winter", **at)
    assert (made["agent_status"], made["title"], made.get("warning")) == ("processing", "Ana in winter", None)
    assert (await mira.next_entry("session"))["can_stop"] is True
    assert (await mira.next_entry("thread_title"))["title"] == "Ana in winter"
    again = await slack.agents_sessions_setStatus(status="processing", title="Another", **at)
    assert again["title"] == "Ana in winter"
    await slack.agents_sessions_rename(title="Lars", **at)
    assert (await mira.next_entry("thread_title"))["title"] == "Lars"

    async with over_socket(sandbox, app):
        await mira.stop(root)
        event = await asyncio.wait_for(stopped.get(), 5)
    told = {name: event[name] for name in ("channel", "thread_ts", "user", "streaming_message_ts")}
    assert told == {"channel": channel, "thread_ts": root, "user": mira.user, "streaming_message_ts": []}
    await mira.stop(root)  # nothing ends it but the app
    await slack.agents_sessions_setStatus(status="active", **at)
    with pytest.raises(ClientRefused):
        await mira.stop(root)


async def test_stop_ends_streams_and_names_them(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    stopped: asyncio.Queue[Json] = asyncio.Queue()
    app = bolt_app(sandbox)

    @app.event("agent_session_stopped")
    async def take(event: Json) -> None:
        await stopped.put(event)

    mira = sandbox.driver("mira")
    root, channel = await mira.dm("question"), await mira.dm_channel()
    ts = (await slack.chat_startStream(channel=channel, thread_ts=root, markdown_text="Ana"))["ts"]
    assert (await mira.next_entry("session"))["status"] == "processing"
    async with over_socket(sandbox, app):
        await mira.stop(root)
        event = await asyncio.wait_for(stopped.get(), 5)
    assert event["streaming_message_ts"] == [ts]
    with refused("message_not_in_streaming_state"):
        await slack.chat_stopStream(channel=channel, ts=ts)

    again = (await slack.chat_startStream(channel=channel, thread_ts=root, markdown_text="Lars"))["ts"]
    await mira.next_entry("session")
    await slack.chat_stopStream(channel=channel, ts=again)
    assert (await mira.next_entry("session"))["status"] == "active"


async def test_sessions_are_refused_as_slack_does(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    mira = sandbox.driver("mira")
    root, channel = await mira.dm("question"), await mira.dm_channel()
    at: dict[str, Any] = {"channel_id": channel, "thread_ts": root}
    with refused("invalid_arguments"):
        await slack.agents_sessions_setStatus(status="thinking", **at)
    with refused("invalid_arguments"):
        await slack.agents_sessions_setStatus(status="active", title="t" * 201, **at)
    with refused("invalid_thread_ts"):
        await slack.agents_sessions_setStatus(status="active", channel_id=channel, thread_ts="1.000001")
    with refused("channel_not_found"):
        await slack.agents_sessions_setStatus(status="active", channel_id="D0NOBODY", thread_ts=root)
    with refused("session_not_found"):
        await slack.agents_sessions_rename(title="Lars", **at)


async def test_where_nobody_hears_of_stop_slack_warns_and_shows_no_button() -> None:
    async with running_sandbox(manifest(events=["message.im"])) as sandbox:
        slack, mira = web_client(sandbox), sandbox.driver("mira")
        root, channel = await mira.dm("question"), await mira.dm_channel()
        answer = await slack.agents_sessions_setStatus(
            status="processing", channel_id=channel, thread_ts=root
        )
        assert answer["warning"] == "missing_agent_session_stopped_event_subscription"
        assert (await mira.next_entry("session"))["can_stop"] is False
