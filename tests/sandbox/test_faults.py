"""Limits and faults, as the real SDK meets them."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from slack_sandbox import Sandbox
from slack_sandbox.workspace.rate_limits import RateLimits


async def test_more_than_a_burst_of_messages_in_a_channel_is_limited(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    for index in range(sandbox.limits.burst):
        await slack.chat_postMessage(channel="C0ACCOUNTS", text=str(index))
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_postMessage(channel="C0ACCOUNTS", text="too many")
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "1")
    await slack.chat_postMessage(channel="U0SELLER", text="another channel")
    sandbox.limits.relax()
    await slack.chat_postMessage(channel="C0ACCOUNTS", text="relaxed")


def test_limits_refill_with_time_and_count_per_team_and_method() -> None:
    now = [0.0]
    limits = RateLimits(lambda: now[0])
    assert [limits.wait_for_method("T1", "users.list", 2) for _ in range(21)] == [0] * 20 + [3]
    assert limits.wait_for_method("T2", "users.list", 2) == 0
    now[0] = 3.0
    assert limits.wait_for_method("T1", "users.list", 2) == 0
    assert limits.wait_for_method("T1", "users.list", 2) == 3


async def test_a_demanded_429_is_honoured_by_the_retry_handler(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    slack.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=2))
    sandbox.faults.add(method="chat.postMessage", kind="429", times=1, retry_after=0)
    assert (await slack.chat_postMessage(channel="C0ACCOUNTS", text="x"))["ok"] is True
    assert sandbox.faults.as_json() == []
    names = [(e["name"], e["error"]) for e in sandbox.traffic.since(0, 10)]
    assert (
        names == [("chat.postMessage", "ratelimited"), ("chat.postMessage", None)]
        or names[0][1] == "ratelimited"
    )


@pytest.mark.parametrize(("kind", "status"), [("500", 500), ("503", 503)])
async def test_server_errors_on_demand(
    sandbox: Sandbox, slack: AsyncWebClient, kind: str, status: int
) -> None:
    sandbox.faults.add(method="*", kind=kind)  # type: ignore[arg-type]
    with pytest.raises(SlackApiError) as caught:
        await slack.auth_test()
    assert caught.value.response.status_code == status
    assert (await slack.auth_test())["ok"] is True


async def test_a_dropped_answer_after_the_post_leaves_the_message(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    slack.retry_handlers.clear()
    sandbox.faults.add(method="chat.postMessage", kind="drop", when="after")
    with pytest.raises(aiohttp.ClientError):
        await slack.chat_postMessage(channel="C0ACCOUNTS", text="lost answer")
    sandbox.faults.add(method="chat.postMessage", kind="drop")
    with pytest.raises(aiohttp.ClientError):
        await slack.chat_postMessage(channel="C0ACCOUNTS", text="never arrived")
    history = await slack.conversations_history(channel="C0ACCOUNTS")
    assert [m["text"] for m in history["messages"]] == ["lost answer"]


async def test_a_stall_outlasts_the_clients_patience(sandbox: Sandbox) -> None:
    impatient = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url, timeout=1)
    impatient.retry_handlers.clear()
    impatient.timeout = 0.05  # type: ignore[assignment]
    sandbox.faults.add(method="auth.test", kind="stall", seconds=0.3)
    with pytest.raises(asyncio.TimeoutError):
        await impatient.auth_test()


async def test_an_unknown_fault_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="unknown fault"):
        sandbox.faults.add(kind="418")  # type: ignore[arg-type]
    with pytest.raises(AssertionError, match="malformed"):
        await sandbox.driver("mira").control("faults", kind="418")
