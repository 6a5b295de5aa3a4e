"""B8 through the real thing: a reminder is set in plain words, comes at its time, and is put off or done."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def said(seller: Driver, words: str) -> dict[str, Any]:
    """The answer to a message."""
    await seller.dm(words)
    return await seller.next_message()


async def came(seller: Driver, words: str) -> dict[str, Any]:
    """The reminder that comes by itself."""
    return await seller.next_message(
        where=lambda message: f"You wanted to remember: {words}" in text_of(message).replace("*", "")
    )


def jump_to_tomorrow(office: Office, at: str, zone: str) -> None:
    """Let the time go on to the next day in a zone."""
    today = office.sandbox.clock.now().astimezone(ZoneInfo(zone)).weekday()
    office.sandbox.clock.jump_to_next((today + 1) % 7, at, zone)


async def test_b8_a_reminder_comes_at_its_local_time_and_is_put_off_done_and_taken_back(
    office: Office,
) -> None:
    kei = await greeted(office.member("kei", zone="Asia/Tokyo"))
    await said(kei, "Met Ana Ruiz from Northwind. She runs their cold stores.")

    card = await said(kei, "remind me to call Ana tomorrow at 9")

    words = text_of(card).replace("*", "")
    assert words.startswith("I'll remind you tomorrow at 09:00: call Ana")
    jump_to_tomorrow(office, "09:01", "Asia/Tokyo")
    due = await came(kei, "call Ana")
    await kei.click(due, "Tomorrow")
    assert "I'll come back with it tomorrow at 09:00" in text_of(await kei.next_update(due["ts"]))
    jump_to_tomorrow(office, "09:01", "Asia/Tokyo")
    again = await came(kei, "call Ana")
    await kei.click(again, "Done")
    done = await kei.next_update(again["ts"])
    assert text_of(done).startswith("Done: call Ana")
    await kei.click(done, "Undo")
    await kei.next_update(again["ts"])
    listed = text_of(await said(kei, "what reminders do I have?"))
    assert "call Ana" in listed
    assert "came today at 09:00" in listed


async def test_b8_a_row_of_reminders_goes_on_until_it_is_stopped(office: Office) -> None:
    seller = await greeted(office.member("omar"))
    card = await said(seller, "remind me every Friday at 16:00 to look at the board")
    assert "Then every Friday" in text_of(card)

    for _ in range(2):
        office.sandbox.clock.jump_to_next(4, "16:01", "Europe/Berlin")
        due = await came(seller, "look at the board")
        assert "Comes every Friday" in text_of(due)

    await seller.click(due, "Stop this reminder")
    assert text_of(await seller.next_update(due["ts"])).startswith("This reminder comes no more")
    assert text_of(await said(seller, "my reminders")).startswith("No reminder is set.")


async def test_b8_what_is_left_open_is_asked_and_a_message_is_reminded_of_by_form(office: Office) -> None:
    seller = await greeted(office.member("ines"))
    asked = await said(seller, "remind me on 31 April to call Tom")
    assert "I can't take “31 April” as one day to come." in text_of(asked)
    await seller.click(asked, "Next Monday")
    taken = await seller.next_update(asked["ts"])
    assert "at 08:00: call Tom" in text_of(taken).replace("*", "")
    await seller.click(taken, "Edit")
    form = await opened_form(seller)
    refused = await seller.submit(form, {"on": {"on": "2020-01-01"}})
    assert list(refused["errors"].values()) == ["That time has gone by. Choose one to come."]
    again = {"text": "call Tom twice", "every": "month/1", "on": "2027-03-31"}
    await seller.submit(form, {name: {name: value} for name, value in again.items()})
    changed = await seller.next_update(asked["ts"])
    assert "call Tom twice" in text_of(changed)
    assert "Then every month" in text_of(changed)

    ts = await seller.dm("The tender closes soon.")
    await seller.next_message()
    await seller.message_shortcut(ts, "remind_me")
    form = await opened_form(seller)
    await seller.submit(form)
    assert "The tender closes soon." in text_of(await seller.next_message())

    dropped = await said(seller, "cancel the reminder about Tom")
    assert "This reminder comes no more: call Tom twice" in text_of(dropped)


async def test_b8_a_reminder_keeps_its_local_time_in_another_zone(office: Office) -> None:
    seller = await greeted(office.member("lena", zone="Europe/Berlin"))
    await said(seller, "remind me tomorrow at 9 to greet Sydney")

    await seller.profile(tz="America/New_York")
    assert "greet Sydney" in text_of(await said(seller, "my reminders"))  # the move is known by then
    jump_to_tomorrow(office, "08:55", "America/New_York")
    assert "came" not in text_of(await said(seller, "my reminders"))
    await seller.move_clock(advance=360)
    assert await came(seller, "greet Sydney")


async def test_b11_words_after_a_reminder_mean_this_one(office: Office) -> None:
    seller = await greeted(office.member("priya"))
    await said(seller, "remind me tomorrow at 9 to look at the board")
    await said(seller, "remind me tomorrow at 9 to call Lars")

    await seller.open_home()
    assert "2 reminders, the next first." in str(await seller.next_home())

    moved = text_of(await said(seller, "make it 10 instead")).replace("*", "")
    assert moved.startswith("I'll remind you tomorrow at 10:00: call Lars")
    dropped = text_of(await said(seller, "cancel the board reminder"))
    assert "This reminder comes no more: look at the board" in dropped
    assert "look at the board" in text_of(await said(seller, "undo"))
    moved = text_of(await said(seller, "move the board reminder to tomorrow at 11")).replace("*", "")
    assert moved.startswith("I'll remind you tomorrow at 11:00: look at the board")

    jump_to_tomorrow(office, "10:01", "Europe/Berlin")
    due = await came(seller, "call Lars")
    await seller.dm("done", thread_ts=due["ts"])
    assert text_of(await seller.next_message()).startswith("Done: call Lars")
    listed = text_of(await said(seller, "my reminders"))
    assert "call Lars" not in listed
    assert "look at the board" in listed
