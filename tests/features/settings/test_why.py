"""B3: whatever comes by itself says why it does, when, and what turns it off."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.core.schedule import times
from bot.core.schedule.commands import WhyAsked
from bot.core.schedule.kinds import SCHEDULED_KINDS
from bot.core.schedule.recurrence import Daily, Monthly, Quarterly, Recurrence, Weekly
from bot.core.subcommand import Incomplete
from bot.features.settings.cards.why import REASONS, say_recurrence
from bot.features.settings.subcommands import SUBCOMMANDS
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office
from tests.features.waiting import wait_until_scheduled

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_b3_each_kind_that_speaks_has_a_reason() -> None:
    assert set(REASONS) == set(SCHEDULED_KINDS) - {times.LEAVER, times.CALENDAR}


@pytest.mark.parametrize(
    ("kind", "recurrence", "said"),
    [
        (times.NUDGES, Daily(time(9)), "on working days at 09:00"),
        (times.ROUND, Weekly(2, time(9, 30)), "on Wednesdays at 09:30"),
        (times.STRATICAL_ROUND, Monthly(0, time(9)), "on the first Monday of each month at 09:00"),
        (times.STRATICAL_ROUND, Quarterly(0, time(9)), "on the first Monday of each quarter at 09:00"),
        (times.VISION, Quarterly(3, time(11)), "on the first Thursday of each half-year at 11:00"),
    ],
)
async def test_b3_when_something_comes_is_said(kind: str, recurrence: Recurrence, said: str) -> None:
    assert say_recurrence(recurrence, kind) == said


async def test_b3_a_kind_is_named_as_people_write_it() -> None:
    why = next(each for each in SUBCOMMANDS if each.name == "why")

    assert why.parse("") == WhyAsked()
    assert why.parse("rounds") == why.parse("Round") == WhyAsked("round")
    assert why.parse("nudge") == WhyAsked("nudges")
    with pytest.raises(Incomplete):
        why.parse("weather")


async def test_b3_a_round_says_why_it_comes_and_is_turned_off_there(office: Office, seller: Driver) -> None:
    await seller.dm("Met Ana Ruiz from Northwind.")
    await seller.next_message()
    await wait_until_scheduled(office, seller, "round")
    office.sandbox.clock.set(datetime(2026, 11, 30, 9, 1, tzinfo=ZoneInfo("Europe/Berlin")))
    card = await seller.next_message(where=lambda message: "Your look ahead this week" in text_of(message))

    await seller.click(card, "Why am I asked this?")

    why = await seller.next_message()
    assert "before anybody asks for it" in text_of(why)
    assert "on Mondays at 09:00" in text_of(why)
    await seller.click(why, "All that comes by itself")
    assert "Look ahead" in text_of(await seller.next_message(where=lambda m: "What comes" in text_of(m)))
    await seller.click(why, "Turn this off")
    assert "Only when you ask: looks ahead" in text_of(await seller.next_message())
