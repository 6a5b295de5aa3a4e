"""The time zone of a place, where the words tell one and only one."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.local_times import local_time_in, zone_of


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("Singapore", "Asia/Singapore"),
        ("Leeds, United Kingdom", "Europe/London"),
        ("1 Main Street, Leeds, UK", "Europe/London"),
        ("Paris", "Europe/Paris"),
        ("Köln", "Europe/Berlin"),
        ("Cologne", "Europe/Berlin"),
        ("Portland, Oregon", "America/Los_Angeles"),
        ("Cambridge, MA", "America/New_York"),
        ("Austin, TX", "America/Chicago"),
        ("San Francisco Bay Area", "America/Los_Angeles"),
        ("Germany", "Europe/Berlin"),
        ("Europe/Lisbon", "Europe/Lisbon"),
    ],
)
def test_a_place_has_its_zone(place: str, zone: str) -> None:
    assert zone_of(place) == zone


@pytest.mark.parametrize(
    "place",
    ["", "Springfield", "Birmingham", "Portugal", "US", "Remote", "Nowhere at all", "Asia/Nowhere", "MA"],
)
def test_what_is_unknown_or_in_several_zones_has_none(place: str) -> None:
    assert zone_of(place) is None


def test_the_time_there_follows_summer_time() -> None:
    winter = local_time_in("Leeds, UK", datetime(2027, 1, 15, 12, tzinfo=UTC))
    summer = local_time_in("Leeds, UK", datetime(2027, 7, 15, 12, tzinfo=UTC))

    assert winter is not None
    assert summer is not None
    assert (winter.at.hour, summer.at.hour, summer.place) == (12, 13, "Leeds, UK")


@given(st.text(max_size=80))
def test_any_words_give_a_zone_that_exists_or_none(place: str) -> None:
    zone = zone_of(place)
    assert zone is None or ZoneInfo(zone).key == zone
