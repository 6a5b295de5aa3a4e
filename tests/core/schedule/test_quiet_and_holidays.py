"""When somebody is not to be disturbed: Slack's Do Not Disturb, public holidays, the named provider."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.calendars import PublicHolidays
from bot.slack.directory import read_quiet

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def stamp(hours: float) -> int:
    return int((NOW + timedelta(hours=hours)).timestamp())


@pytest.mark.parametrize(
    ("info", "hours"),
    [
        ({}, None),
        ({"dnd_enabled": True, "next_dnd_start_ts": stamp(-1), "next_dnd_end_ts": stamp(2)}, 2),
        ({"dnd_enabled": True, "next_dnd_start_ts": stamp(3), "next_dnd_end_ts": stamp(9)}, None),
        ({"dnd_enabled": False, "next_dnd_start_ts": stamp(-1), "next_dnd_end_ts": stamp(2)}, None),
        ({"snooze_enabled": True, "snooze_endtime": stamp(1)}, 1),
        ({"snooze_enabled": True, "snooze_endtime": stamp(-1)}, None),
        (
            {
                "snooze_enabled": True,
                "snooze_endtime": stamp(1),
                "dnd_enabled": True,
                "next_dnd_start_ts": stamp(-1),
                "next_dnd_end_ts": stamp(4),
            },
            4,
        ),
    ],
)
def test_do_not_disturb_is_read_from_slack(info: dict[str, Any], hours: int | None) -> None:
    assert read_quiet(info, NOW) == (None if hours is None else NOW + timedelta(hours=hours))


def test_holidays_of_a_country_are_known_across_the_turn_of_the_year() -> None:
    found = PublicHolidays().holidays("DE", date(2026, 12, 20), date(2027, 1, 2))

    assert found == {date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)}


def test_an_unknown_country_and_none_have_no_holidays() -> None:
    calendars = PublicHolidays()

    assert calendars.holidays("XX", NOW.date(), NOW.date()) == frozenset()
    assert calendars.holidays("", NOW.date(), NOW.date()) == frozenset()
    assert calendars.countries()["ES"] == "Spain"
    assert calendars.countries()["US"] == "United States"


def test_a_time_zone_suggests_a_country_by_its_newer_and_its_older_name() -> None:
    calendars = PublicHolidays()

    suggested = {
        zone: calendars.country_of(zone) for zone in ("Europe/Berlin", "Asia/Kolkata", "Asia/Calcutta")
    }

    assert suggested == {"Europe/Berlin": "DE", "Asia/Kolkata": "IN", "Asia/Calcutta": "IN"}
    assert calendars.country_of("UTC") == calendars.country_of("nowhere") == ""
    assert calendars.country_of("America/New_York") in calendars.countries()
