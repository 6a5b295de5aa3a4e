"""Dates as people write them: told in a report, promised for a day (B1)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from dateutil.easter import easter as reference_easter
from hypothesis import given
from hypothesis import strategies as st

from bot.language.calendar import easter, plus_months, thanksgiving
from bot.language.dates import day_first_in, find_dates, read_date

TODAY = date(2026, 11, 22)  # a Sunday
DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = tuple(calendar.month_name)[1:]


def told(text: str, today: date = TODAY) -> date:
    [span] = find_dates(text, today)
    return span.told.last


def due(text: str, today: date = TODAY) -> date:
    [span] = find_dates(text, today)
    return span.due(today)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("last Thursday", date(2026, 11, 19)),
        ("yesterday", date(2026, 11, 21)),
        ("the day before yesterday", date(2026, 11, 20)),
        ("on 3 June", date(2026, 6, 3)),
        ("June 3rd", date(2026, 6, 3)),
        ("3 weeks ago", date(2026, 11, 1)),
        ("a month ago", date(2026, 10, 22)),
        ("2025-12-31", date(2025, 12, 31)),
        ("on the 31st", date(2026, 10, 31)),
        ("12.11.2026", date(2026, 11, 12)),
        ("this morning", TODAY),
        ("on Tuesday", date(2026, 11, 17)),
    ],
)
def test_what_is_told_lies_behind(text: str, day: date) -> None:
    assert told(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by Friday", date(2026, 11, 27)),
        ("by the 30th", date(2026, 11, 30)),
        ("before Wednesday", date(2026, 11, 24)),
        ("before Christmas", date(2026, 12, 24)),
        ("in two weeks", date(2026, 12, 6)),
        ("in two weeks' time", date(2026, 12, 6)),
        ("within three working days", date(2026, 11, 25)),
        ("next Tuesday", date(2026, 11, 24)),
        ("next week", date(2026, 11, 27)),
        ("by the end of next week", date(2026, 11, 27)),
        ("by end of month", date(2026, 11, 30)),
        ("end of quarter", date(2026, 12, 31)),
        ("by Q3", date(2027, 9, 30)),
        ("in May", date(2027, 5, 31)),
        ("by March", date(2027, 3, 1)),
        ("Thursday the 3rd", date(2026, 12, 3)),
        ("by EOD Tuesday", date(2026, 11, 24)),
        ("the day after tomorrow", date(2026, 11, 24)),
        ("on 4 December", date(2026, 12, 4)),
    ],
)
def test_what_is_promised_lies_ahead(text: str, day: date) -> None:
    assert due(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "may I ask",
        "we sat down",
        "12.5 million",
        "version 3.11.2",
        "24/7 support",
        "Jan van der Berg",
        "march on",
        "the 1st time",
        "in 10 min",
        "she may join",
        "the sun is out",
        "30/02/2026",
        "2026-02-30",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text, TODAY) == []


def test_a_small_number_is_read_by_the_custom_of_the_zone() -> None:
    assert not day_first_in("America/New_York")
    assert day_first_in("Europe/Berlin")
    [european] = find_dates("on 3/6", TODAY, day_first=True)
    [american] = find_dates("on 3/6", TODAY, day_first=False)
    assert (european.told.first, american.told.first) == (date(2026, 6, 3), date(2026, 3, 6))


def test_the_longest_reading_wins_and_none_overlap() -> None:
    spans = find_dates("Met on Monday, 5 January 2026, again by the end of next week.", TODAY)
    assert [span.written for span in spans] == ["Monday, 5 January 2026", "the end of next week"]


@given(DAYS, st.sampled_from(range(7)))
def test_a_weekday_is_found_within_a_week_on_either_side(today: date, weekday: int) -> None:
    [span] = find_dates(f"on {WEEKDAYS[weekday]}", today)
    assert span.told.first.weekday() == span.planned.first.weekday() == weekday
    assert timedelta(days=1) <= today - span.told.first <= timedelta(days=7)
    assert timedelta(days=1) <= span.planned.first - today <= timedelta(days=7)


@given(DAYS, st.sampled_from(range(7)))
def test_last_and_next_weekday_lie_in_the_past_and_in_the_week_to_come(today: date, weekday: int) -> None:
    name = WEEKDAYS[weekday]
    assert told(f"last {name}", today) < today
    monday = today - timedelta(days=today.weekday())
    assert due(f"next {name}", today) == monday + timedelta(days=7 + weekday)


@given(DAYS, DAYS)
def test_a_day_and_month_is_the_nearest_such_day(today: date, day: date) -> None:
    [span] = find_dates(f"{day.day} {MONTHS[day.month - 1]}", today)
    for found in (span.told.first, span.planned.first):
        assert (found.day, found.month) == (day.day, day.month)
    assert span.told.first <= today <= span.planned.first
    if (day.day, day.month) != (29, 2):
        assert (today - span.told.first).days <= 366
        assert (span.planned.first - today).days <= 366


@given(DAYS, DAYS)
def test_every_written_form_of_a_full_date_means_that_day(today: date, day: date) -> None:
    month = MONTHS[day.month - 1]
    for text in (day.isoformat(), f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}",
                 f"{day.day}.{day.month}.{day.year}", f"{day.day}/{day.month}/{day.year}"):  # fmt: skip
        assert read_date(f"on {text}", today, past=False) == day


@given(DAYS, st.integers(1, 31))
def test_a_day_of_the_month_exists_and_is_the_nearest(today: date, number: int) -> None:
    suffix = "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    [span] = find_dates(f"by the {number}{suffix}", today)
    assert span.told.first.day == span.planned.first.day == number
    assert span.told.first <= today <= span.planned.first
    assert (span.planned.first - today).days <= 62


@given(DAYS, st.integers(1, 60))
def test_ahead_and_ago_mirror_each_other(today: date, count: int) -> None:
    assert due(f"in {count} days", today) - today == today - told(f"{count} days ago", today)


@given(DAYS)
def test_a_month_on_stays_within_the_next_month(today: date) -> None:
    later = due("in one month", today)
    assert later == plus_months(today, 1)
    assert (later.year * 12 + later.month) - (today.year * 12 + today.month) == 1
    assert later.day == min(today.day, calendar.monthrange(later.year, later.month)[1])


@given(DAYS)
def test_ends_of_periods_are_their_last_days(today: date) -> None:
    assert (due("by the end of the month", today) + timedelta(days=1)).day == 1
    quarter_end = due("by the end of the quarter", today)
    assert quarter_end.month % 3 == 0
    assert quarter_end >= today
    assert due("by the end of the week", today).weekday() == 4


@given(DAYS, st.text(max_size=200))
def test_no_text_breaks_the_reader_and_every_span_stands_in_it(today: date, text: str) -> None:
    for span in find_dates(text, today):
        assert text[span.start : span.end] == span.written
        assert span.told.first <= span.told.last
        assert span.planned.first <= span.planned.last


@pytest.mark.parametrize("year", range(1990, 2060))
def test_easter_agrees_with_dateutil(year: int) -> None:
    assert easter(year) == reference_easter(year)


@given(st.integers(1990, 2060))
def test_thanksgiving_is_the_fourth_thursday(year: int) -> None:
    day = thanksgiving(year)
    assert day.weekday() == 3
    assert 22 <= day.day <= 28
