"""What comes round at its time, through the real thing: F3, F4, S1, P4, T5, T6 with the clock moved."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.calendars import PublicHolidays
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form
from tests.features.nudges.test_nudges import chosen
from tests.features.rollup.test_roll_up import reporting, rounded, shared_with
from tests.features.settings.test_settings import save
from tests.features.waiting import wait_until_scheduled

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]
ZONE = "Europe/Berlin"
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)


def says(*parts: str) -> Any:
    return lambda message: all(part in text_of(message).replace("*", "") for part in parts)


async def told(person: Driver, *lines: str) -> None:
    """Notes and commands that are answered before the clock moves."""
    for line in lines:
        if line.startswith("/tactegic "):
            await person.command("/tactegic", line.removeprefix("/tactegic "))
        else:
            await person.dm(line)
        await person.next_message()


async def at(office: Office, person: Driver, kind: str, weekday: int, clock: str) -> None:
    """Move to the next such weekday and time, once the member's scheduled kind is in the schedule."""
    await wait_until_scheduled(office, person, kind)
    office.sandbox.clock.jump_to_next(weekday, clock, ZONE)


async def test_f3_goals_at_the_end_of_their_period_are_gone_through_on_friday(
    office: Office, seller: Driver
) -> None:
    await told(seller, "Met Ana Ruiz from Northwind.")
    office.sandbox.clock.jump_to_next(MONDAY, "08:30", ZONE)
    await told(seller, "/tactegic goals Ana week: meet her CFO")

    await at(office, seller, "goals", FRIDAY, "12:01")

    card = await seller.next_message(where=says("1 goal at the end of the period"))
    assert "A goal goes on only if you say so" in text_of(card)
    await seller.click(card, "Go through them")
    assert "Meet her CFO" in text_of(await seller.next_update(card["ts"]))


async def test_f3_nothing_comes_where_no_goal_ends(office: Office, seller: Driver) -> None:
    await told(seller, "Met Ana Ruiz from Northwind.")
    now = office.sandbox.clock.now()
    office.sandbox.clock.set(now.replace(year=now.year + 1, month=1, day=8))
    await told(seller, "/tactegic goals Ana quarter: see the new hall")

    await at(office, seller, "goals", FRIDAY, "12:01")
    await wait_until_scheduled(office, seller, "goals")

    await told(seller, "/tactegic help")  # what was due before is done: one member's work keeps its order
    assert not [each for each in await seller.messages() if says("at the end of the period")(each)]


async def test_f4_a_review_with_the_partner_is_proposed_once_its_week_has_passed(
    office: Office, seller: Driver
) -> None:
    await told(seller, "Met Ana Ruiz from Northwind.", "/tactegic goals Ana month: learn her 2028 plans")

    await at(office, seller, "meeting", TUESDAY, "11:01")
    await at(office, seller, "meeting", TUESDAY, "11:01")

    card = await seller.next_message(where=says("Half an hour together", "Ana Ruiz (Northwind)"))
    await seller.click(card, "Draft the agenda")
    await seller.next_message(where=says("Learn her 2028 plans"))
    assert "Half an hour together" in text_of(await seller.message(card["ts"]))  # others may be chosen, too


async def test_s1_the_private_question_comes_as_a_door_and_opens_in_a_form(
    office: Office, seller: Driver
) -> None:
    await chosen(seller, "Ana Ruiz")

    await at(office, seller, "mindset", WEDNESDAY, "16:01")

    card = await seller.next_message(where=says("Two quiet minutes"))
    assert "Ana Ruiz" not in text_of(card)
    await seller.click(card, "Open the question")
    assert "Ana Ruiz" in text_of(await opened_form(seller))


async def test_t5_a_roll_up_comes_on_thursday_to_who_leads(office: Office) -> None:
    manager, [mira] = await reporting(office, "mira")
    line = next(each for each in await manager.messages() if says("reports to you now")(each))
    await manager.click({**line, "channel": await manager.dm_channel()}, "I lead a team")
    await manager.next_update(line["ts"])
    await rounded(mira, "Ana Ruiz", "Northwind", "Too few electricians")
    await shared_with(manager, mira)

    await at(office, manager, "roll-up", THURSDAY, "10:01")

    card = await manager.next_message(where=says("What your sellers see coming"))
    assert "1 answer from 1 seller on 1 account." in text_of(card)


async def test_t6_a_week_below_the_floor_is_mentioned_on_friday(office: Office, seller: Driver) -> None:
    await told(seller, "Met Ana Ruiz from Northwind.")
    office.sandbox.clock.jump_to_next(WEDNESDAY, "08:30", ZONE)
    await told(
        seller,
        "Called Ana today about the renewal",
        "Called Ana today about the discount on the order",
        "Called Ana today about the invoice",
    )

    await at(office, seller, "share-of-future", FRIDAY, "16:01")

    card = await seller.next_message(where=says("none of 3 touches and activities served the future"))
    assert "your floor is 10 %" in text_of(card)


async def test_t1_a_public_holiday_of_the_members_country_stays_quiet(office: Office) -> None:
    person = await greeted(office.member("noor", zone="Europe/Madrid"))
    await told(person, "Met Ana Ruiz from Northwind.")
    holiday = next_holiday(office)
    await person.command("/tactegic", "settings")
    form = await opened_form(person)
    await save(person, form, country="Spain", round_weekday=str(holiday.weekday()))
    await person.next_message(where=says("Public holidays of Spain stay quiet."))
    office.sandbox.clock.set(holiday - timedelta(hours=20))
    await wait_until_scheduled(office, person, "round")

    office.sandbox.clock.set(holiday)
    await wait_until_scheduled(office, person, "round")
    await told(person, "/tactegic help")  # what was due before is done: one member's work keeps its order
    assert not [each for each in await person.messages() if says("look ahead this week")(each)]

    office.sandbox.clock.advance(timedelta(days=1))
    await person.next_message(where=says("look ahead this week"))


async def test_b3_the_question_for_the_country_loses_its_buttons_once_answered(
    office: Office, seller: Driver
) -> None:
    await told(seller, "Met Ana Ruiz from Northwind.")
    await at(office, seller, "meeting", TUESDAY, "11:01")
    card = await seller.next_message(where=says("By your time zone your country is Germany."))

    await seller.click(card, "Yes, stay quiet")

    answered = await seller.next_update(card["ts"])
    assert says("Public holidays of Germany stay quiet.")(answered)
    assert not says("Another country")(answered)


def next_holiday(office: Office) -> datetime:
    """9:01 in Madrid on a public holiday of Spain that a working day follows."""
    now = office.sandbox.clock.now().astimezone(ZoneInfo("Europe/Madrid"))
    days = PublicHolidays().holidays("ES", now.date() + timedelta(days=2), now.date() + timedelta(days=400))
    day = min(each for each in days if each.weekday() < FRIDAY and each + timedelta(days=1) not in days)
    return datetime.combine(day, time(9, 1), now.tzinfo)


async def test_p4_the_picture_of_the_future_is_looked_at_each_half_year(office: Office) -> None:
    seller = await greeted(office.member("mira"))
    await wait_until_scheduled(office, seller, "vision")

    local = office.sandbox.clock.now().astimezone(ZoneInfo(ZONE))
    first = date(local.year + 1, 7, 1)
    thursday = first + timedelta(days=(THURSDAY - first.weekday()) % 7)
    moved = local.replace(year=thursday.year, month=7, day=thursday.day, hour=11, minute=1)
    office.sandbox.clock.set(moved)

    card = await seller.next_message(where=says("Three years from now"))
    await seller.click(card, "Draw the picture")
    assert await opened_form(seller)
