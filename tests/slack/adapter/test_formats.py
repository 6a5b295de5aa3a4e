"""Slack's own formats, through the real adapter: forwards, clips, strangers, slow calls, slash commands."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.core.commands import Said, Typed
from bot.features.notes.commands import ComposeNote
from bot.slack.files import SlackFiles
from slack_sandbox.testing import text_of
from slack_sandbox.testing.waiting import until
from slack_sandbox.testing.watching import ClientRefused
from tests.slack.adapter.bench import Bench, bench

SHARED = {"with": "T0HARBOR"}


@pytest.fixture(params=["socket", "http"])
async def running(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Bench]:
    async with bench(tmp_path, request.param) as made:
        yield made


@pytest.fixture
async def over_socket(tmp_path: Path) -> AsyncIterator[Bench]:
    async with bench(tmp_path, "socket") as made:
        yield made


async def first(running: Bench) -> Said:
    await until(lambda: running.handled)
    said = running.handled[0][0]
    assert isinstance(said, Said)
    return said


async def test_a_forwarded_message_comes_with_words_author_and_address(running: Bench) -> None:
    tomo, mira = running.sandbox.driver("tomo"), running.sandbox.driver("mira")
    ts = await tomo.say("C0DEALDESK", "*Ana* & <@U0SELLER> want a seat \U0001f389, see northwind.com")
    await mira.forward(ts, "C0DEALDESK", "save this about Ana")
    said = await first(running)
    assert said.text == "save this about Ana"
    [forwarded] = said.forwarded
    assert forwarded.text == "Ana & @Mira Vale want a seat \U0001f389, see northwind.com"
    assert forwarded.author == "Tomo Hale"
    assert forwarded.permalink.endswith(f"/archives/C0DEALDESK/p{ts.replace('.', '')}")


async def test_a_forward_without_words_is_content_too(over_socket: Bench) -> None:
    tomo, mira = over_socket.sandbox.driver("tomo"), over_socket.sandbox.driver("mira")
    ts = await tomo.say("C0DEALDESK", "Ana wants a seat")
    await mira.forward(ts, "C0DEALDESK")
    said = await first(over_socket)
    assert (said.text, said.forwarded[0].text) == ("", "Ana wants a seat")


async def test_the_shortcut_on_a_forward_takes_its_words(over_socket: Bench) -> None:
    tomo, mira = over_socket.sandbox.driver("tomo"), over_socket.sandbox.driver("mira")
    ts = await mira.forward(await tomo.say("C0DEALDESK", "Ana wants a seat"), "C0DEALDESK", to="C0ACCOUNTS")
    await mira.message_shortcut(ts, "save_note", "C0ACCOUNTS")
    await until(lambda: any(isinstance(command, ComposeNote) for command, _ in over_socket.handled))
    composed = next(command for command, _ in over_socket.handled if isinstance(command, ComposeNote))
    assert composed.text == "Tomo Hale: Ana wants a seat"


async def test_what_was_said_in_a_clip_is_the_text(running: Bench) -> None:
    await running.sandbox.driver("mira").upload("clip.webm", b"sound", text="for the file", spoken="Met Ana.")
    said = await first(running)
    assert (said.text, said.files) == ("for the file\n\nMet Ana.", ())


async def test_a_long_clip_is_read_to_its_end(over_socket: Bench) -> None:
    spoken = "Met Ana and talked of storage. " * 40 + "She wants a seat."
    await over_socket.sandbox.driver("mira").upload("clip.webm", b"sound", spoken=spoken)
    assert (await first(over_socket)).text == spoken


async def test_a_clip_without_a_transcript_stays_a_file(over_socket: Bench) -> None:
    await over_socket.sandbox.driver("mira").upload("clip.webm", b"sound", spoken="")
    said = await first(over_socket)
    assert said.text == ""
    assert [file.name for file in said.files] == ["clip.webm"]


async def test_a_workspace_without_the_agent_view_is_answered_all_the_same(tmp_path: Path) -> None:
    async with bench(tmp_path, "socket", agent_view=False) as plain:
        mira = plain.sandbox.driver("mira")
        await mira.dm("Met Ana")
        assert "Noted for" in text_of(await mira.next_message())


async def test_its_own_name_is_taken_out_of_a_direct_message(over_socket: Bench) -> None:
    await over_socket.sandbox.driver("mira").dm("<@U0TACTEGIC> met Ana")
    assert await first(over_socket) == Said("met Ana")


async def test_a_slash_command_is_answered_where_the_bot_is_no_member(running: Bench) -> None:
    """The pointer goes by Slack's way back, which works in channels that the bot is not in."""
    mira, tomo = running.sandbox.driver("mira"), running.sandbox.driver("tomo")
    await mira.command("/tactegic", "note *Ana* :tada:", channel="C0DEALDESK")
    assert "Typed: note Ana \U0001f389" in text_of(await mira.next_message(channel=await mira.dm_channel()))
    pointer = await mira.next_message(channel="C0DEALDESK")
    assert pointer["is_ephemeral"]
    assert text_of(pointer) == "I answered you directly."
    assert running.handled[0][0] == Typed("note Ana \U0001f389")
    await tomo.refresh()
    assert not any("directly" in text for text in tomo.seen())
    assert running.errors == []


@pytest.mark.parametrize("channel", ["C0ACCOUNTS", "C0DEALDESK"])
async def test_without_slacks_way_back_the_pointer_comes_as_before_or_not_at_all(
    over_socket: Bench, channel: str
) -> None:
    mira = over_socket.sandbox.driver("mira")
    over_socket.sandbox.faults.add("response_url", "500")
    await mira.command("/tactegic", "note Ana", channel=channel)
    await mira.next_message(channel=await mira.dm_channel())
    if channel == "C0ACCOUNTS":  # the bot is a member there
        assert (await mira.next_message(channel=channel))["is_ephemeral"]
    await mira.dm("still there?")
    await mira.wait_for(": still there?")
    assert over_socket.errors == []


@pytest.fixture
async def shared(over_socket: Bench) -> Bench:
    """A channel that the other organization hosts and ours is a guest of, with the bot in it."""
    sandbox = over_socket.sandbox
    await sandbox.driver("ada").control(
        "connect",
        team="T0HARBOR",
        channel="C0HARBOR",
        members=["U0SELLER", "U0TACTEGIC"],
        **{"with": "T0FERNHILL"},
    )
    return over_socket


async def test_a_member_is_heard_in_a_channel_that_others_host(shared: Bench) -> None:
    await shared.sandbox.driver("mira").say("C0HARBOR", "<@U0TACTEGIC> met Pia")
    assert await first(shared) == Said("met Pia")
    assert shared.doorway.accepted[0].workspace == "T0FERNHILL"


async def test_strangers_get_nothing(shared: Bench) -> None:
    pia, mira = shared.sandbox.driver("U0HARBOR2"), shared.sandbox.driver("mira")
    button = {
        "type": "button",
        "text": {"type": "plain_text", "text": "Note"},
        "value": '{"command":"NextSteps"}',
    }
    await shared.clients.client.chat_postMessage(
        channel="C0HARBOR", text="card", blocks=[{"type": "actions", "elements": [button]}]
    )
    card = await pia.next_message(channel="C0HARBOR")
    await pia.say("C0HARBOR", "<@U0TACTEGIC> what do you know of Ana?")
    await pia.click(card, "Note")
    await until(lambda: shared.sandbox.services.delivery.pending == 0)
    await mira.dm("still there?")
    await first(shared)
    assert [envelope.member for envelope in shared.doorway.accepted] == ["U0SELLER"]
    assert not any(message.get("is_ephemeral") for message in pia._log)


async def test_a_file_of_another_organization_is_asked_for(shared: Bench) -> None:
    mira = shared.sandbox.driver("mira")
    uploaded = await mira.upload("plan.md", b"# Plan", share=False)
    shared.sandbox.world.files[uploaded["files"][0]["id"]].team = "T0HARBOR"
    await mira.post(
        "message", channel="C0HARBOR", text="<@U0TACTEGIC> keep", files=[uploaded["files"][0]["id"]]
    )
    said = await first(shared)
    [file] = said.files
    assert (file.name, file.mimetype, file.size) == ("plan.md", "text/markdown", 6)
    files = SlackFiles(shared.clients, shared.session)
    assert await files.content(shared.clients.identity.workspace, file, limit=100) == b"# Plan"


@pytest.mark.parametrize(
    "changed",
    [
        {"channel_type": "app_home_2"},
        {"channel_type": None},
        {"user": "U0TACTEGIC"},
        {"bot_id": "B0OTHER"},
        {"user_team": "T0HARBOR"},
    ],
    ids=str,
)
async def test_guards_fail_closed(over_socket: Bench, changed: dict[str, Any]) -> None:
    mira = over_socket.sandbox.driver("mira")
    event = {
        "type": "message",
        "channel": "D1",
        "channel_type": "im",
        "user": "U0SELLER",
        "text": "x",
        "ts": "1.0",
    }
    await mira.control("event", event=event | changed)
    await until(lambda: over_socket.sandbox.services.delivery.pending == 0)
    assert over_socket.doorway.accepted == []


@pytest.mark.slow
async def test_every_payload_is_acknowledged_in_time_while_every_call_to_slack_stalls(running: Bench) -> None:
    mira = running.sandbox.driver("mira")
    ts = await mira.dm("a note")
    card = await mira.next_message()
    running.sandbox.faults.add("*", "stall", times=-1, seconds=8)

    async def timed(act: Any) -> float:
        began = time.monotonic()
        await act
        return time.monotonic() - began

    acts = [
        mira.command("/tactegic", "note lunch"),
        mira.command("/tactegic", "settings"),
        mira.click(card, "Edit"),
        mira.click(card, "Undo"),
        mira.click(card, "Delete"),
        mira.global_shortcut("new_note"),
        mira.message_shortcut(ts, "save_note"),
        mira.message_shortcut(ts, "test_action"),
    ]
    took = await asyncio.gather(*(timed(act) for act in acts), return_exceptions=True)
    assert [each for each in took if isinstance(each, ClientRefused)] == []
    assert max(each for each in took if isinstance(each, float)) < 3.0
    await mira.dm("another note")
    await until(lambda: running.sandbox.services.delivery.pending == 0)
    assert running.sandbox.services.delivery.failed == 0
    running.sandbox.faults.clear()
