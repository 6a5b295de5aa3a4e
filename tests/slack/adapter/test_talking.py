"""What members do, from Slack's payload to the visible answer, over Socket Mode and over signed HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.commands import Said, Surface, Typed
from bot.features.home.commands import HomeOpened
from bot.features.notes.commands import ComposeNote, DeleteNote, MessageDeleted, MessageEdited, SaveNote
from slack_sandbox.testing import text_of
from slack_sandbox.testing.waiting import until
from tests.slack.adapter.bench import Bench, bench


@pytest.fixture(params=["socket", "http"])
async def running(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Bench]:
    async with bench(tmp_path, request.param) as made:
        yield made


async def test_a_direct_message_is_answered_in_its_thread(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    ts = await mira.dm("Met Ana & Lars <b>today</b>")
    answer = await mira.next_message()
    assert "Noted for" in text_of(answer)
    assert "Met Ana & Lars <b>today</b>" in text_of(answer)
    assert answer["thread_ts"] == ts
    command, origin = running.handled[0]
    assert command == Said("Met Ana & Lars <b>today</b>")
    assert (origin.surface, origin.thread) == (Surface.DIRECT, ts)


async def test_a_mention_is_answered_directly_with_a_pointer_that_only_the_member_sees(
    running: Bench,
) -> None:
    mira, tomo = running.sandbox.driver("U0SELLER"), running.sandbox.driver("U0MANAGER")
    await mira.say("C0ACCOUNTS", "<@U0TACTEGIC> met Ana with <@U0MANAGER>")
    answer = await mira.next_message(channel=await mira.dm_channel())
    pointer = await mira.next_message(channel="C0ACCOUNTS")
    assert running.handled[0][0] == Said("met Ana with @Tomo Hale")
    assert "met Ana" in text_of(answer)
    assert pointer["is_ephemeral"]
    assert "met Ana" not in text_of(pointer)
    await tomo.refresh()
    assert not any("directly" in text for text in tomo.seen())


async def test_the_slash_command_arrives_as_typed(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    shown_at_once = await mira.command("/tactegic", "note lunch with @tomo & co")
    assert shown_at_once is None
    await mira.wait_for("Typed: note lunch with")
    expected = Typed("note lunch with @Tomo Hale & co", mentioned=(("Tomo Hale", "U0MANAGER"),))
    assert running.handled[0][0] == expected


async def test_a_button_replaces_its_card_in_place(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    await mira.dm("a note")
    card = await mira.next_message()
    await mira.click(card, "undo")
    changed = await mira.next_update(card["ts"])
    assert text_of(changed) == "Taken back."


async def test_a_menu_item_carries_its_command(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    await mira.dm("a note")
    card = await mira.next_message()
    await mira.click(card, "Delete")
    await mira.wait_for("DeleteNote")
    assert running.handled[-1][0] == DeleteNote("n1")


async def test_a_form_opens_at_once_is_filled_checked_and_sent(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    ts = await mira.dm("Ana wants <more> & more")
    card = await mira.next_message()
    await mira.message_shortcut(ts, "save_note")
    waiting = await mira.next_view()
    assert "One moment" in text_of(waiting)
    form = await mira.next_view()
    assert form["id"] == waiting["id"]
    assert "Ana wants <more> & more" in str(form["state"])

    refused = await mira.submit(form, {"words": {"words": "hm"}})
    assert refused["result"] == "errors"
    assert refused["errors"] == {"words": "Please say a little more."}
    assert not any(isinstance(command, SaveNote) for command, _ in running.handled)

    sent = await mira.submit(form, {"words": {"words": "Ana wants a *steering* seat"}})
    assert sent["result"] == "cleared"
    await mira.wait_for("Saved:")
    saved = running.handled[-1][0]
    assert isinstance(saved, SaveNote)
    assert saved.values == {"words": "Ana wants a *steering* seat", "day": "2026-11-20"}
    assert saved.permalink == "https://example.com/x"
    composed = running.handled[-2][0]
    assert isinstance(composed, ComposeNote)
    assert (
        composed.permalink == f"{running.sandbox.base_url}/archives/{card['channel']}/p{ts.replace('.', '')}"
    )


async def test_a_form_opens_from_a_button_and_another_on_top_of_it(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    await mira.dm("a note")
    await mira.click(await mira.next_message(), "Edit")
    await mira.next_view()
    form = await mira.next_view()
    await mira.click(form, "Open another")
    waiting = await mira.next_view()
    assert waiting["previous_view_id"] == form["id"]
    filled = await mira.next_view()
    assert filled["id"] == waiting["id"]
    assert filled["title"]["text"] == "A note about somebody"


async def test_home_is_published_when_it_is_opened_and_its_button_opens_a_form(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    await mira.open_home()
    home = await mira.next_home()
    assert "Your relationships" in text_of(home)
    assert running.handled[0][0] == HomeOpened("home")
    await mira.click(home, "New note")
    await mira.next_view()
    assert "A note about" in text_of(await mira.next_view())


async def test_the_global_shortcut_opens_an_empty_form(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    await mira.global_shortcut("new_note")
    await mira.next_view()
    assert "A note about" in text_of(await mira.next_view())


async def test_editing_and_deleting_ones_message_is_noticed(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    ts = await mira.dm("frist note")
    await mira.next_message()
    await mira.edit(ts, "first note")
    await mira.wait_for("Edited to: first note")
    await mira.delete(ts)
    await mira.wait_for("Deleted.")
    commands = [command for command, _ in running.handled]
    assert commands == [Said("frist note"), MessageEdited(ts, "first note"), MessageDeleted(ts)]


async def test_a_file_comes_with_its_content(running: Bench) -> None:
    from bot.slack.files import SlackFiles

    mira = running.sandbox.driver("U0SELLER")
    await mira.upload("plan.md", b"# Plan", text="our plan")
    await until(lambda: running.handled)
    said = running.handled[0][0]
    assert isinstance(said, Said)
    files = SlackFiles(running.clients, running.session)
    workspace = running.clients.identity.workspace
    assert await files.content(workspace, said.files[0], limit=100) == b"# Plan"
    with pytest.raises(ValueError, match="over 3"):
        await files.content(workspace, said.files[0], limit=3)


async def test_a_status_is_shown_while_work_goes_on(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    await mira.dm("a note")
    assert (await mira.next_entry("status"))["status"] == "reading 14 notes"


async def test_a_menu_that_asks_gets_its_options(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    hint = {"type": "plain_text", "text": "Who"}
    menu = {"type": "external_select", "action_id": "who", "placeholder": hint, "min_query_length": 1}
    await running.clients.client.chat_postMessage(
        channel="U0SELLER", text="who", blocks=[{"type": "actions", "elements": [menu]}]
    )
    offered = await mira.suggest(await mira.next_message(), "who", "an")
    assert [option["value"] for option in offered] == ["Ana Ruiz", "Anna Berg"]
