"""T1: who moves to another zone loses no round, and gets none twice."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from slack_sandbox.testing import Driver
from tests.features.conftest import Office, greeted
from tests.features.period_ends.test_period_ends import says
from tests.features.waiting import find_scheduled, until, wait_until_scheduled

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]
HOME, AWAY = "America/New_York", "Asia/Kolkata"


def clock_at(office: Office, day: int, at: str, zone: str) -> None:
    """Set the clock to a local time on a day of December 2026 (the 7th is a Monday)."""
    hour, minute = map(int, at.split(":"))
    office.sandbox.clock.set(datetime(2026, 12, day, hour, minute, tzinfo=ZoneInfo(zone)))


async def met_somebody(office: Office) -> Driver:
    """Somebody in New York, on the Friday before, with an account to look ahead for."""
    clock_at(office, 4, "10:00", HOME)
    person = await greeted(office.member("noor", zone=HOME))
    await person.dm("Met Ana Ruiz from Northwind. She runs their cold stores.")
    await person.next_message()
    await wait_until_scheduled(office, person, "round")
    return person


async def looks_ahead(person: Driver) -> int:
    """How many rounds came so far."""
    return sum(says("Your look ahead this week")(each) for each in await person.messages())


async def test_t1_a_move_past_the_day_loses_no_round(office: Office) -> None:
    person = await met_somebody(office)
    clock_at(office, 7, "08:30", HOME)

    await person.profile(tz=AWAY)  # six in the evening there: it waits for the next morning
    await until(lambda: find_scheduled(office, person, "round")[0][1:] == ("2026-W50", 1))
    clock_at(office, 7, "09:01", HOME)
    clock_at(office, 8, "08:01", AWAY)

    await person.next_message(where=says("Your look ahead this week"))
    clock_at(office, 14, "09:01", AWAY)
    await person.next_message(where=says("Your look ahead this week"))
    assert await looks_ahead(person) == 2


async def test_t1_a_move_that_is_noticed_only_at_the_rounds_hour_loses_none(office: Office) -> None:
    person = await met_somebody(office)
    clock_at(office, 7, "08:30", HOME)

    await person.profile(tz=AWAY)
    clock_at(office, 7, "09:01", HOME)
    # It came on her old Monday morning, or waits for the Tuesday morning of where she is now.
    await until(lambda: find_scheduled(office, person, "round")[0][1:] != ("2026-W50", 0))
    clock_at(office, 8, "09:01", AWAY)

    await person.next_message(where=says("Your look ahead this week"))
    assert await looks_ahead(person) == 1
