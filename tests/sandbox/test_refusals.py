"""Each way in which the Web API says no, through the real SDK."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from slack_sandbox import Sandbox, running_sandbox
from slack_sandbox.testing.bolt import web_client
from tests.sandbox.apps import Json, manifest


async def refusal(call: Any) -> Json:
    with pytest.raises(SlackApiError) as caught:
        await call
    body: Json = dict(caught.value.response.data)
    assert body["ok"] is False
    return body


async def raw(sandbox: Sandbox, method: str, token: str | None, **request: Any) -> Json:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{sandbox.api_url}{method}", **request) as response,
    ):
        body: Json = await response.json()
        return body


async def test_a_call_without_token_is_not_authed(sandbox: Sandbox) -> None:
    assert await raw(sandbox, "auth.test", None) == {"ok": False, "error": "not_authed"}


async def test_an_unknown_token_is_invalid_auth(sandbox: Sandbox) -> None:
    assert (await refusal(web_client(sandbox, "xoxb-wrong").auth_test()))["error"] == "invalid_auth"


async def test_an_unknown_method_is_refused(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    assert (await refusal(slack.api_call("chat.shout")))["error"] == "unknown_method"


async def test_a_bot_token_cannot_open_sockets_and_an_app_token_cannot_post(sandbox: Sandbox) -> None:
    bot = await refusal(web_client(sandbox).apps_connections_open(app_token=sandbox.bot_token))
    app = await refusal(
        web_client(sandbox, sandbox.app_token).chat_postMessage(channel="C0GENERAL", text="x")
    )
    assert (bot["error"], app["error"]) == ("not_allowed_token_type", "not_allowed_token_type")


async def test_a_missing_scope_is_named() -> None:
    async with running_sandbox(
        manifest(), granted=frozenset({"assistant:write", "commands", "chat:write"})
    ) as sandbox:
        body = await refusal(web_client(sandbox).users_info(user="U0SELLER"))
        assert (body["error"], body["needed"]) == ("missing_scope", "users:read")
        assert body["provided"] == "assistant:write,chat:write,commands"
        history = await refusal(web_client(sandbox).conversations_history(channel="C0ACCOUNTS"))
        assert (history["error"], history["needed"]) == ("missing_scope", "channels:history")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0GENERAL", "text": "x"}, "not_in_channel"),
        ({"channel": "C0DEALDESK", "text": "x"}, "channel_not_found"),
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "C0HARBOR", "text": "x"}, "channel_not_found"),
        ({"channel": "C0ACCOUNTS"}, "no_text"),
        ({"channel": "C0ACCOUNTS", "text": "  "}, "no_text"),
        ({"text": "x"}, "invalid_arguments"),
        ({"channel": "C0ACCOUNTS", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "C0ACCOUNTS", "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": "C0ACCOUNTS", "text": "x", "blocks": "nonsense"}, "invalid_blocks_format"),
        ({"channel": "C0ACCOUNTS", "text": "x", "blocks": [{"type": "sectoin"}]}, "invalid_blocks"),
        ({"channel": "C0ACCOUNTS", "text": "x", "metadata": {"event_type": "e"}}, "invalid_metadata_format"),
        ({"channel": "C0ACCOUNTS", "text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
        ({"channel": "C0ACCOUNTS", "text": "x", "username": "Other"}, "missing_scope"),
    ],
)
async def test_posting_is_refused(
    sandbox: Sandbox, slack: AsyncWebClient, arguments: Json, error: str
) -> None:
    body = await refusal(slack.api_call("chat.postMessage", json=arguments))
    assert body["error"] == error
    assert sandbox.world.teams["T0FERNHILL"].channels["C0ACCOUNTS"].messages == {}


async def test_blocks_that_are_too_long_are_refused_with_their_place(slack: AsyncWebClient) -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    body = await refusal(slack.chat_postMessage(channel="C0ACCOUNTS", text="x", blocks=[block]))
    place = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert body["errors"] == [place]
    assert body["response_metadata"]["messages"] == [f"[ERROR] {place}"]


async def test_only_own_messages_can_be_updated_or_deleted(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    mira = sandbox.driver("mira")
    ts = await mira.say("C0ACCOUNTS", "mine")
    assert (await refusal(slack.chat_update(channel="C0ACCOUNTS", ts=ts, text="x")))[
        "error"
    ] == "cant_update_message"
    assert (await refusal(slack.chat_delete(channel="C0ACCOUNTS", ts=ts)))["error"] == "cant_delete_message"
    missing = await refusal(slack.chat_update(channel="C0ACCOUNTS", ts="1.000001", text="x"))
    assert missing["error"] == "message_not_found"


async def test_ephemerals_go_to_members_of_the_channel_only(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    body = await refusal(slack.chat_postEphemeral(channel="C0ACCOUNTS", user="U0GUEST", text="x"))
    assert body["error"] == "user_not_in_channel"
    ts = (await slack.chat_postEphemeral(channel="C0ACCOUNTS", user="U0SELLER", text="psst"))["message_ts"]
    assert (await refusal(slack.chat_update(channel="C0ACCOUNTS", ts=ts, text="x")))[
        "error"
    ] == "message_not_found"
    mira, tomo = sandbox.driver("mira"), sandbox.driver("tomo")
    assert (await mira.next_message())["is_ephemeral"] is True
    await tomo.refresh()
    assert tomo.seen() == []
    assert await tomo.messages("C0ACCOUNTS") == []
    history = await slack.conversations_history(channel="C0ACCOUNTS")
    assert history["messages"] == []


@pytest.mark.parametrize("limit", [0, 1000, -1])
async def test_a_limit_out_of_bounds_is_refused(slack: AsyncWebClient, limit: int) -> None:
    body = await refusal(slack.conversations_history(channel="C0ACCOUNTS", limit=limit))
    assert body["error"] == "invalid_limit"


async def test_a_made_up_cursor_is_refused(slack: AsyncWebClient) -> None:
    assert (await refusal(slack.users_list(cursor="abc")))["error"] == "invalid_cursor"


async def test_arguments_count_in_query_form_and_json(sandbox: Sandbox) -> None:
    arguments = {"channel": "C0ACCOUNTS", "text": "same"}
    for request in ({"params": arguments}, {"data": arguments}, {"json": arguments}):
        assert (await raw(sandbox, "chat.postMessage", sandbox.bot_token, **request))["message"][
            "text"
        ] == "same"
    token = {"token": sandbox.bot_token}
    assert (await raw(sandbox, "auth.test", None, data=token))["team_id"] == "T0FERNHILL"
    none = {"data": "", "headers": {"Content-Type": "application/json"}}
    assert (await raw(sandbox, "auth.test", sandbox.bot_token, **none))["team_id"] == "T0FERNHILL"
    bad = await raw(
        sandbox, "auth.test", sandbox.bot_token, data="{", headers={"Content-Type": "application/json"}
    )
    assert bad["error"] == "invalid_json"


@pytest.mark.parametrize(
    ("users", "error"),
    [("", "users_list_not_supplied"), ("U0NOBODY", "user_not_found"), ("U0TESTER", "cannot_dm_bot")],
)
async def test_direct_messages_open_with_people_only(slack: AsyncWebClient, users: str, error: str) -> None:
    assert (await refusal(slack.conversations_open(users=users)))["error"] == error


async def test_reactions_are_refused_twice_and_where_there_is_none(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    ts = (await slack.chat_postMessage(channel="C0ACCOUNTS", text="x"))["ts"]
    at = {"channel": "C0ACCOUNTS", "timestamp": ts}
    assert (await refusal(slack.reactions_remove(name="eyes", **at)))["error"] == "no_reaction"
    await slack.reactions_add(name="eyes", **at)
    assert (await refusal(slack.reactions_add(name="eyes", **at)))["error"] == "already_reacted"
    assert (await refusal(slack.reactions_add(name="No Name", **at)))["error"] == "invalid_name"
    assert (await slack.reactions_get(**at))["message"]["reactions"][0]["users"] == [sandbox.bot_user]
