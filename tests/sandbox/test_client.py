"""The page's interface: state, push, unread, refusals, guard, inspector, clock."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.web.async_client import AsyncWebClient

from slack_sandbox import Clock, Sandbox
from slack_sandbox.blocks.mrkdwn import from_typed, rich_text, unescaped
from slack_sandbox.seed import fernhill
from slack_sandbox.testing import ClientRefused
from slack_sandbox.workspace.traffic import masked
from tests.sandbox.apps import Json


async def test_the_state_holds_what_a_client_needs(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    mira, gus = sandbox.driver("mira"), sandbox.driver("gus")
    await slack.chat_postMessage(channel="U0SELLER", text="hello")
    state = await mira.state()
    assert state["me"]["tz"] == "Europe/Berlin"
    assert {c["name"] for c in state["channels"] if c["name"]} == {"general", "accounts", "deal-desk"}
    [direct] = [c for c in state["channels"] if c["id"] == state["app"]["dm"]]
    assert (direct["kind"], direct["user"], direct["unread"]) == ("im", "U0TESTER", 1)
    assert state["app"]["commands"] == [
        {"command": "/probe", "description": "probes", "usage_hint": "[what]"}
    ]
    assert state["connection"] == {"mode": "socket", "connected": False, "sockets": 0, "request_url": None}
    await mira.post("mark", channel=direct["id"], ts=direct["latest"])
    after = await mira.state()
    assert next(c["unread"] for c in after["channels"] if c["id"] == direct["id"]) == 0
    assert {c["name"] for c in (await gus.state())["channels"] if c["name"]} == {"general"}


async def test_people_see_and_change_only_what_is_theirs(sandbox: Sandbox) -> None:
    mira, ines, gus = sandbox.driver("mira"), sandbox.driver("ines"), sandbox.driver("gus")
    ts = await mira.say("C0DEALDESK", "secret offer")
    with pytest.raises(ClientRefused, match="channel_not_found"):
        await ines.messages("C0DEALDESK")
    with pytest.raises(ClientRefused, match="channel_not_found"):
        await gus.messages("C0ACCOUNTS")
    with pytest.raises(ClientRefused, match="no_text"):
        await mira.say("C0DEALDESK", "  ")
    with pytest.raises(ClientRefused, match="msg_too_long"):
        await mira.say("C0DEALDESK", "x" * 40_001)
    with pytest.raises(ClientRefused, match="cant_update_message"):
        await sandbox.driver("tomo").edit(ts, "mine now", "C0DEALDESK")
    await ines.refresh()
    assert ines.seen() == []


async def test_messages_and_threads_come_in_pages(sandbox: Sandbox) -> None:
    mira = sandbox.driver("mira")
    stamps = [await mira.say("C0ACCOUNTS", str(index)) for index in range(5)]
    page = await mira.get("messages", channel="C0ACCOUNTS", limit="2")
    assert ([m["ts"] for m in page["messages"]], page["has_more"]) == (stamps[3:], True)
    older = await mira.get("messages", channel="C0ACCOUNTS", limit="9", before=page["before"])
    assert ([m["ts"] for m in older["messages"]], older["has_more"]) == (stamps[:3], False)
    for index in range(3):
        await mira.say("C0ACCOUNTS", f"reply {index}", thread_ts=stamps[0])
    part = await mira.get("thread", channel="C0ACCOUNTS", ts=stamps[0], limit="2")
    assert ([m["text"] for m in part["messages"]], part["has_more"]) == (["0", "reply 0", "reply 1"], True)


async def test_the_websocket_pushes_what_the_person_may_see_and_traffic_on_wish(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    url = f"{sandbox.base_url}/client/ws?as=U0SELLER&after=0&traffic=1"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as ws:
        await slack.chat_postMessage(channel="U0MANAGER", text="for Tomo")
        await slack.chat_postMessage(channel="U0SELLER", text="for Mira")
        entries: list[Json] = []
        while not any(e["type"] == "message" for e in entries):
            entries.append(await ws.receive_json(timeout=20))
        assert entries[-1]["message"]["text"] == "for Mira"
        [call] = [e["entry"] for e in entries if e["type"] == "traffic"]
        assert (call["name"], call["request"]["text"]) == ("chat.postMessage", "for Tomo")
        assert [e["seq"] for e in entries] == sorted(e["seq"] for e in entries)


async def test_another_origin_or_host_is_turned_away(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        for headers in ({"Origin": "https://elsewhere.example"}, {"Host": "elsewhere.example"}):
            async with session.get(f"{sandbox.base_url}/client/teams", headers=headers) as response:
                assert response.status == 403
        async with session.post(f"{sandbox.base_url}/client/message", data="as=U0SELLER") as response:
            assert response.status == 400


async def test_tokens_and_secrets_are_masked_in_the_traffic(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        form = {"token": sandbox.bot_token, "client_secret": "hush"}
        async with session.post(f"{sandbox.api_url}auth.test", data=form) as response:
            assert (await response.json())["ok"] is True
        async with session.get(f"{sandbox.base_url}/client/traffic") as response:
            shown = await response.text()
    assert "auth.test" in shown
    assert sandbox.bot_token not in shown
    assert "hush" not in shown
    assert masked({"note": f"my token {sandbox.app_token}"}) == {"note": "my token xapp-•••"}
    assert len(masked("x" * 5000)) < 4100


async def test_the_clock_is_moved_by_the_page(sandbox: Sandbox) -> None:
    mira = sandbox.driver("mira")
    clock = await mira.move_clock(next={"weekday": 0, "time": "09:00"})
    local = datetime.fromisoformat(clock["now"]).astimezone(ZoneInfo("Europe/Berlin"))
    assert (local.weekday(), local.hour, local.minute) == (0, 9, 0)
    before = sandbox.clock.now()
    await mira.move_clock(advance=86400)
    assert timedelta(days=1) <= sandbox.clock.now() - before < timedelta(days=1, minutes=5)
    assert abs((await mira.move_clock(reset=True))["offset"]) < 1
    with pytest.raises(ClientRefused, match="malformed"):
        await mira.move_clock(set="2026-03-30T09:00:00")
    assert (await mira.next_entry("clock"))["clock"]["offset"] > 0


@given(
    start=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001
    weekday=st.integers(0, 6),
    zone=st.sampled_from(["Europe/Berlin", "Asia/Kolkata", "America/New_York", "Pacific/Chatham"]),
)
def test_jumping_lands_on_the_next_such_local_moment(start: datetime, weekday: int, zone: str) -> None:
    now = start.replace(tzinfo=UTC)
    clock = Clock(real=lambda: now.timestamp())
    clock.jump_to_next(weekday, "09:00", zone)
    local = clock.now().astimezone(ZoneInfo(zone))
    assert (local.weekday(), local.hour, local.minute, local.second) == (weekday, 9, 0, 0)
    assert timedelta(0) < clock.now() - now <= timedelta(days=7, hours=2)


@given(st.text(alphabet=st.sampled_from("ab<>&!@#|. :/\ue000\ue001\n0"), max_size=60))
def test_typed_text_never_makes_a_token_by_itself(text: str) -> None:
    typed = from_typed(text, fernhill())
    assert "<!" not in typed
    plain = text.replace("\ue000", "").replace("\ue001", "")
    if "http" not in plain and "@" not in plain:
        assert unescaped(typed) == plain


def test_typed_mentions_channels_links_and_broadcasts_become_tokens() -> None:
    team = fernhill()
    typed = from_typed(
        "@mira and @Tomo Hale in #general: https://a.example/x?y=1&z. @here <!channel> <@U0SELLER>", team
    )
    assert typed == (
        "<@U0SELLER> and <@U0MANAGER> in <#C0GENERAL|general>: <https://a.example/x?y=1&amp;z>. "
        "<!here> &lt;!channel&gt; <@U0SELLER>"
    )
    kinds = [part["type"] for part in rich_text(typed)["elements"][0]["elements"]]
    assert kinds == [
        "user",
        "text",
        "user",
        "text",
        "channel",
        "text",
        "link",
        "text",
        "broadcast",
        "text",
        "user",
    ]


async def test_control_says_what_a_bot_elsewhere_needs(sandbox: Sandbox) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{sandbox.base_url}/control/info") as response,
    ):
        info = json.loads(await response.text())
    assert (info["api_url"], info["bot_token"]) == (sandbox.api_url, sandbox.bot_token)
    assert info["users"]["mira"] == "U0SELLER"


async def test_control_adds_members_moves_times_and_limits(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    mira = sandbox.driver("mira")
    fields = {"id": "U0NEW", "name": "nel", "real_name": "Nel Dove", "tz": "Asia/Tokyo"}
    assert (await mira.control("members", **fields))["member"]["tz_offset"] == 32400
    await slack.chat_postMessage(channel="U0NEW", text="welcome")
    assert (await sandbox.driver("nel").next_message())["text"] == "welcome"
    await mira.control("delivery", ack_timeout=1, retry_delays=[0, 1], trigger_lifetime=2)
    assert (sandbox.times.ack_timeout, sandbox.times.retry_delays) == (1.0, (0.0, 1.0))
    await mira.control("limits", enforced=False)
    assert sandbox.limits.enforced is False
    with pytest.raises(ClientRefused, match="event_not_found"):
        await mira.control("redeliver")
