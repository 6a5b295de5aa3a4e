"""What the app reads: pages, metadata, people, conversations."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from slack_sandbox import Sandbox


async def test_history_comes_newest_first_in_pages_without_replies(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    mira = sandbox.driver("mira")
    stamps = [await mira.say("C0ACCOUNTS", f"message {index}") for index in range(5)]
    await mira.say("C0ACCOUNTS", "reply", thread_ts=stamps[0])
    first = await slack.conversations_history(channel="C0ACCOUNTS", limit=2)
    assert [m["ts"] for m in first["messages"]] == [stamps[4], stamps[3]]
    assert first["has_more"] is True
    seen = [m["ts"] async for page in first for m in page["messages"]]
    assert seen == stamps[::-1]
    after = await slack.conversations_history(channel="C0ACCOUNTS", oldest=stamps[3])
    assert [m["ts"] for m in after["messages"]] == [stamps[4]]
    inclusive = await slack.conversations_history(channel="C0ACCOUNTS", latest=stamps[1], inclusive=True)
    assert [m["ts"] for m in inclusive["messages"]] == [stamps[1], stamps[0]]


async def test_metadata_is_kept_and_returned_only_when_asked_for(slack: AsyncWebClient) -> None:
    metadata = {"event_type": "outbox", "event_payload": {"id": "7"}}
    root = (await slack.chat_postMessage(channel="C0ACCOUNTS", text="root"))["ts"]
    await slack.chat_postMessage(channel="C0ACCOUNTS", text="reply", thread_ts=root, metadata=metadata)
    plain = await slack.conversations_replies(channel="C0ACCOUNTS", ts=root)
    full = await slack.conversations_replies(channel="C0ACCOUNTS", ts=root, include_all_metadata=True)
    assert [m["text"] for m in full["messages"]] == ["root", "reply"]
    assert "metadata" not in plain["messages"][1]
    assert full["messages"][1]["metadata"] == metadata
    with pytest.raises(SlackApiError, match="thread_not_found"):
        await slack.conversations_replies(channel="C0ACCOUNTS", ts="1.000001")


async def test_people_have_zone_offset_locale_and_guests_are_restricted(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    sandbox.clock.set(datetime(2026, 7, 1, 12, tzinfo=UTC))
    summer = (await slack.users_info(user="U0SELLER", include_locale=True))["user"]
    assert (summer["tz"], summer["tz_offset"], summer["locale"]) == ("Europe/Berlin", 7200, "en-US")
    assert summer["profile"]["email"] == "mira@fernhill.example"
    sandbox.clock.set(datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert (await slack.users_info(user="U0SELLER"))["user"]["tz_offset"] == 3600
    assert (await slack.users_info(user="U0GUEST"))["user"]["is_restricted"] is True
    assert (await slack.users_info(user=sandbox.bot_user))["user"]["is_bot"] is True
    listed = [user["id"] async for page in await slack.users_list(limit=3) for user in page["members"]]
    assert len(listed) == len(set(listed)) == 8
    with pytest.raises(SlackApiError, match="user_not_found"):
        await slack.users_info(user="U0HARBOR1")


async def test_do_not_disturb_follows_the_movable_clock(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    mira = sandbox.driver("mira")
    assert (await slack.dnd_info(user="U0SELLER"))["dnd_enabled"] is False
    await mira.dnd(True, minutes=30)
    on = await slack.dnd_info(user="U0SELLER")
    assert on["dnd_enabled"] is True
    assert on["next_dnd_start_ts"] <= sandbox.clock.epoch() < on["next_dnd_end_ts"]
    sandbox.clock.advance(31 * 60)
    assert (await slack.dnd_info(user="U0SELLER"))["dnd_enabled"] is False


async def test_conversations_are_those_the_app_may_know(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    both = await slack.conversations_list(types="public_channel,private_channel")
    assert [c["name"] for c in both["channels"]] == ["general", "accounts"]
    await sandbox.driver("mira").invite("C0DEALDESK", sandbox.bot_user)
    more = await slack.conversations_list(types="public_channel,private_channel")
    assert [c["name"] for c in more["channels"]] == ["general", "accounts", "deal-desk"]
    members = await slack.conversations_members(channel="C0DEALDESK")
    assert members["members"] == ["U0SELLER", "U0MANAGER", sandbox.bot_user]
    opened = await slack.conversations_open(users="U0SELLER", return_im=True)
    assert opened["channel"]["user"] == "U0SELLER"
    assert opened["already_open"] is True
    info = await slack.conversations_info(channel="C0GENERAL", include_num_members=True)
    assert (info["channel"]["is_member"], info["channel"]["num_members"]) == (False, 7)
    assert (await slack.conversations_join(channel="C0GENERAL"))["channel"]["is_member"] is True


async def test_a_permalink_opens_the_page_at_the_message(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    import aiohttp

    ts = (await slack.chat_postMessage(channel="U0SELLER", text="hello"))["ts"]
    channel = await sandbox.driver("mira").dm_channel()
    link = (await slack.chat_getPermalink(channel=channel, message_ts=ts))["permalink"]
    async with aiohttp.ClientSession() as session, session.get(link, allow_redirects=False) as response:
        assert response.headers["Location"] == f"/?channel={channel}&ts={ts}"


async def test_teams_bots_and_the_token_say_who_they_are(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    me = await slack.auth_test()
    assert (me["team_id"], me["user_id"], me["bot_id"]) == ("T0FERNHILL", "U0TESTER", "B0TESTER")
    assert (await slack.team_info())["team"]["domain"] == "fernhill"
    assert (await slack.bots_info(bot="B0TESTER"))["bot"]["name"] == "Tester"


async def test_an_update_with_text_alone_takes_the_blocks_away(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "old"}}
    ts = (await slack.chat_postMessage(channel="C0ACCOUNTS", text="old", blocks=[block]))["ts"]
    renewed = await slack.chat_update(channel="C0ACCOUNTS", ts=ts, text="new", blocks=[block])
    assert "edited" not in renewed["message"]
    bare = await slack.chat_update(channel="C0ACCOUNTS", ts=ts, text="newer")
    assert (bare["message"]["text"], "blocks" in bare["message"]) == ("newer", False)
    assert bare["message"]["edited"]["user"] == sandbox.bot_user
