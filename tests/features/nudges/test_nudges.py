"""B3 through the real thing: nudges at their time, and what becomes of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form
from tests.features.settings.test_settings import save
from tests.features.waiting import find_scheduled, forward, until, wait_until_scheduled

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]
STRATEGIC = {
    "purpose": {"purpose": "b"},
    "vision": {"vision": "3"},
    "mutual_value": {"mutual_value": "2"},
    "reach": {"reach": "2"},
    "trust": {"trust": "1"},
    "ideal": {"ideal": "14"},
}
SNOOZES = ("Snooze until tomorrow", "Snooze for a week", "Snooze for a month", "Snooze until …")
NOTE = "Met {} from Northwind for coffee. She worries about carbon reporting from 2029."


def words(message: dict[str, Any]) -> str:
    return text_of(message).replace("*", "")


def says(*parts: str) -> Any:
    return lambda message: all(part in words(message) for part in parts)


async def run(person: Driver, line: str) -> dict[str, Any]:
    await person.command("/tactegic", line)
    return await person.next_message(where=lambda message: not says("look ahead")(message))


async def chosen(person: Driver, *names: str) -> None:
    """Tell of people, and choose each for a rhythm of two weeks."""
    for name in names:
        await person.dm(NOTE.format(name))
        await person.next_message(where=says("Noted", name))
        await person.command("/tactegic", f"strategic {name}")
        offer = await person.next_message(where=lambda message: "Answer them" in str(message))
        await person.click(offer, "Answer them")
        await person.submit(await opened_form(person), STRATEGIC)
        await person.next_message(where=says("is a strategic contact now"))


async def updated(person: Driver, card: dict[str, Any], *parts: str) -> str:
    """What a card says once it holds these words (a reply in its thread changes it, too)."""
    while not says(*parts)(message := await person.next_update(card["ts"])):
        pass
    return words(message)


async def nudged(office: Office, person: Driver, *parts: str) -> dict[str, Any]:
    """The nudge that comes once the time is there: the sweep sees who is due, the next morning brings it."""
    forward(office, 15)
    await wait_until_scheduled(office, person, "nudges")
    forward(office, 1)
    return await person.next_message(
        where=lambda message: "Snooze for a week" in str(message) and says(*parts)(message)
    )


async def test_b3_a_nudge_says_why_now_what_was_said_last_and_one_idea(
    office: Office, seller: Driver
) -> None:
    await chosen(seller, "Ana Ruiz")

    card = await nudged(office, seller, "Ana Ruiz")

    assert " weeks" in words(card).splitlines()[0]
    assert "She worries about carbon reporting from 2029" in words(card)
    assert "An idea" in words(card)
    assert "carbon reporting" in words(card).split("An idea")[1]
    assert "your rhythm is 14 days" in words(card)
    for button in ("Draft a message", "Log touch", "Change cadence", "Fit review", *SNOOZES):
        assert button in words(card)
    await seller.click(card, "Open")
    assert "worries about carbon" in text_of(await opened_form(seller))
    await seller.click(card, "Why this idea")
    assert "3 of 3" in words(await seller.next_message())


async def test_b3_a_touch_takes_the_nudge_back(office: Office, seller: Driver) -> None:
    await chosen(seller, "Ana Ruiz")
    card = await nudged(office, seller, "Ana Ruiz")

    await seller.dm("Called Ana Ruiz today, all well")

    assert "Draft a message" not in await updated(seller, card, "You were in touch with Ana Ruiz")


async def test_b3_a_touch_before_the_morning_lets_no_nudge_come(office: Office, seller: Driver) -> None:
    await chosen(seller, "Ana Ruiz", "Lena Vogt")
    forward(office, 15)
    await wait_until_scheduled(office, seller, "nudges")
    await run(seller, "touch Ana Ruiz")
    forward(office, 1)

    await seller.next_message(where=says("Lena Vogt", "your rhythm is"))

    seen = [words(each) for each in await seller.messages()]
    assert not [each for each in seen if "Ana Ruiz" in each and "your rhythm is" in each]


async def test_b3_a_snoozed_nudge_rests_and_undo_brings_it_back(office: Office, seller: Driver) -> None:
    await chosen(seller, "Ana Ruiz")
    card = await nudged(office, seller, "Ana Ruiz")

    await seller.click(card, "Snooze for a week")
    rested = await seller.next_update(card["ts"])

    assert "I'll bring up Ana Ruiz again on" in words(rested)
    listed = await run(seller, "nudges")
    assert "snoozed" in words(listed)
    await seller.click(rested, "Undo")
    assert "Undone" in words(await seller.next_update(card["ts"]))
    assert "brought up already" in words(await run(seller, "nudges"))


async def test_b3_a_snoozed_nudge_comes_back_in_other_words(office: Office, seller: Driver) -> None:
    await chosen(seller, "Ana Ruiz")
    first = await nudged(office, seller, "Ana Ruiz")
    await seller.click(first, "Snooze for a week")
    await seller.next_update(first["ts"])

    for _ in range(9):
        forward(office, 1, any_day=True)
        await wait_until_scheduled(office, seller, "nudges")
    again = await seller.next_message(where=says("Ana Ruiz", "your rhythm is"))

    opening = words(first).splitlines()[0].replace("two weeks", "").replace("three weeks", "")
    assert words(again).splitlines()[0].replace("three weeks", "").replace("two weeks", "") != opening


async def test_b3_nudges_rest_until_tomorrow_or_for_a_month(office: Office, seller: Driver) -> None:
    await chosen(seller, "Ana Ruiz", "Lena Vogt")
    first = await nudged(office, seller)
    second = await seller.next_message(where=says("your rhythm is"))
    today = office.sandbox.clock.now().astimezone(ZoneInfo("Europe/Berlin")).date()

    for card, label, days in ((first, "Snooze until tomorrow", 1), (second, "Snooze for a month", 30)):
        await seller.click(card, label)
        day = today + timedelta(days=days)
        assert f"again on {day.day} {day:%B %Y}" in words(await seller.next_update(card["ts"]))


async def test_b3_a_date_is_chosen_in_a_form(office: Office, seller: Driver) -> None:
    await chosen(seller, "Ana Ruiz")
    card = await nudged(office, seller, "Ana Ruiz")
    day = office.sandbox.clock.now() + timedelta(days=20)

    await seller.click(card, "Snooze until …")
    form = await opened_form(seller)
    await seller.submit(form, {"until": {"until": day.date().isoformat()}})

    assert f"{day.day} {day:%B}" in words(await seller.next_update(card["ts"]))


async def test_b3_a_message_to_copy_is_whole_and_is_never_sent(office: Office, seller: Driver) -> None:
    await chosen(seller, "Ana Ruiz")
    card = await nudged(office, seller, "Ana Ruiz")

    await seller.click(card, "Draft a message")
    form = await opened_form(seller)

    written = next(block["element"]["initial_value"] for block in form["blocks"] if block["type"] == "input")
    assert written.startswith("Hi Ana,")
    assert "carbon reporting" in written
    assert "[" not in written
    assert written.endswith("Mira")
    assert "I never send it" in text_of(form)


async def test_b3_what_a_week_has_no_room_for_comes_in_fridays_digest(office: Office, seller: Driver) -> None:
    people = ("Ana Ruiz", "Lena Vogt", "Omar Haddad")
    await chosen(seller, *people)
    await seller.command("/tactegic", "settings")
    await save(seller, await opened_form(seller), a_day="1", a_week="1")
    await seller.next_message(where=says("At most 1 nudge a day and 1 a week."))
    first = await nudged(office, seller)
    for _ in range(2):  # from Wednesday to Friday
        await wait_until_scheduled(office, seller, "nudges")
        forward(office, 1)

    digest = words(await seller.next_message(where=says("Also worth a thought")))

    [said] = [name for name in people if name in words(first)]
    assert [name in digest for name in people] == [name != said for name in people]
    assert digest.count("last in touch") == 2


async def test_b3_the_budget_of_a_day_holds_and_the_rest_waits_for_a_digest(
    office: Office, seller: Driver
) -> None:
    people = ("Ana Ruiz", "Lena Vogt", "Omar Haddad", "Ines Costa")
    await chosen(seller, *people)
    forward(office, 15)
    await wait_until_scheduled(office, seller, "nudges")
    forward(office, 1)

    cards = [await seller.next_message(where=says("your rhythm is")) for _ in range(2)]
    await wait_until_scheduled(office, seller, "nudge-digest")

    assert len({words(card).splitlines()[0] for card in cards}) == 2
    listed = words(await run(seller, "nudges"))
    assert "at most 2 a day and 6 a week" in listed
    assert listed.count("brought up already") == 2


async def test_b3_a_promise_that_is_due_comes_up_and_is_settled_with_one_click(
    office: Office, seller: Driver
) -> None:
    await seller.dm("Met Ana Ruiz from Northwind, I promised her the storage paper in ten days")
    await seller.next_message(where=says("Noted"))
    forward(office, 9)
    await wait_until_scheduled(office, seller, "nudges")
    forward(office, 1)

    card = await seller.next_message(where=says("storage paper", "Ana Ruiz"))
    await seller.click(card, "Done")

    assert "the storage paper" in await updated(seller, card, "That promise is settled")


async def test_b3_what_was_promised_to_the_member_comes_up_when_it_is_overdue(
    office: Office, seller: Driver
) -> None:
    await seller.dm("Lars Berg from Northwind promised me the tender date in ten days")
    await seller.next_message(where=says("Noted"))
    forward(office, 9)
    await wait_until_scheduled(office, seller, "nudges")
    forward(office, 1)
    card = await seller.next_message(where=says("tender date", "Lars Berg", "Snooze for a week"))

    await seller.click(card, "Snooze for a week")
    await updated(seller, card, "I'll bring up Lars Berg again on")
    for _ in range(9):
        forward(office, 1, any_day=True)
        await wait_until_scheduled(office, seller, "nudges")
    again = await seller.next_message(where=says("tender date", "Was due"))

    assert words(again).splitlines()[0] != words(card).splitlines()[0]
    await seller.click(again, "I have it")
    await updated(seller, again, "That promise is settled")


async def test_b3_nothing_comes_in_do_not_disturb_and_it_comes_when_that_ends(
    office: Office, seller: Driver
) -> None:
    await chosen(seller, "Ana Ruiz")
    forward(office, 15)
    await wait_until_scheduled(office, seller, "nudges")
    forward(office, 1, at="11:00")
    await seller.dnd(True, minutes=90)
    forward(office, 0, at="11:31")
    await until(lambda: any(turn for *_, turn in find_scheduled(office, seller, "nudges")))

    assert not [each for each in await seller.messages() if says("your rhythm is")(each)]
    forward(office, 0, at="12:31")
    assert "Ana Ruiz" in words(await seller.next_message(where=says("your rhythm is")))


async def test_b3_a_member_in_another_zone_is_nudged_in_their_own_morning(office: Office) -> None:
    person = await greeted(office.member("kiri", zone="Pacific/Auckland"))
    await chosen(person, "Ana Ruiz")
    forward(office, 15, zone="Pacific/Auckland")
    await wait_until_scheduled(office, person, "nudges")
    forward(office, 1, zone="Pacific/Auckland")

    await person.next_message(where=says("Ana Ruiz", "your rhythm is"))

    local = office.sandbox.clock.now().astimezone(ZoneInfo("Pacific/Auckland"))
    assert (local.hour, local.minute) == (11, 31)


async def test_b3_the_list_of_what_is_coming_is_empty_kindly(seller: Driver) -> None:
    assert "Nothing is coming" in words(await run(seller, "nudges"))
    await seller.dm("what is coming up?")
    assert "Nothing is coming" in words(await seller.next_message())


async def test_b5_home_shows_what_is_coming(office: Office, seller: Driver) -> None:
    await chosen(seller, "Ana Ruiz")

    await seller.open_home()
    shown = text_of(await seller.next_home())

    assert "What comes next" in shown
    assert "Ana Ruiz" in shown.split("What comes next")[1]
