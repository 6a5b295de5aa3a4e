"""Birthdays and other days of every year: how they are read, and when they come next."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.birthdays import next_anniversary, next_birthday
from bot.language.dates import read_dates

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz's birthday is on 29 February",
        "29 February is Ana's birthday",
        "our anniversary with Denholm is on Feb 29",
        "Ana was born on 29 February.",
    ],
)
def test_the_29th_of_february_of_every_year_is_a_day_in_any_year(text: str) -> None:
    read = read_dates(text, TODAY)

    [span] = read.spans
    assert (span.told.first, span.planned.first) == (date(2024, 2, 29), date(2028, 2, 29))
    assert not read.unread


@pytest.mark.parametrize(
    "text",
    [
        "I promised Ana a draft by 29 February",
        "Ana's birthday is on 30 February",
        "Ana's birthday. See 29 Feb",
    ],
)
def test_other_impossible_days_stay_impossible(text: str) -> None:
    read = read_dates(text, TODAY)

    assert not read.spans
    assert len(read.unread) == 1


def test_the_29th_of_february_is_the_28th_in_other_years() -> None:
    assert next_birthday("--02-29", date(2027, 1, 1)) == date(2027, 2, 28)
    assert next_birthday("1984-02-29", date(2027, 3, 1)) == date(2028, 2, 29)
    assert next_birthday("soon", TODAY) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_day_of_every_year_comes_within_a_year(day: date, today: date) -> None:
    comes = next_anniversary(day, today)

    assert today <= comes
    assert (comes - today).days <= 366
    assert comes.month == day.month
