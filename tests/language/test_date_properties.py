"""What holds for dates on all days, in all zones and locales (B1)."""

from __future__ import annotations

import calendar
import gc
import re
import time
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.dates import day_first_in, find_dates, read_dates

DAYS = st.dates(date(2020, 1, 1), date(2034, 12, 31))
MONTHS = tuple(calendar.month_name)[1:]
WEEKDAYS = tuple(calendar.day_name)
PLACES = ("first", "second", "third", "fourth", "fifth")
ZONES = st.sampled_from(sorted(available_timezones()))
LOCALES = st.sampled_from(["", "en-US", "en-GB", "de-DE", "fr_FR", "en-AU", "es-MX", "zh-Hant-TW", "en"])


@given(DAYS, DAYS, ZONES, LOCALES, st.sampled_from(["", ".", ",", "!", " at 9", "\n"]))
def test_a_day_in_digits_is_read_by_the_place_whatever_stands_behind_it(
    today: date, day: date, zone: str, locale: str, behind: str
) -> None:
    first = day_first_in(zone, locale)
    digits = f"{day.day}/{day.month}" if first else f"{day.month}/{day.day}"
    for written in (digits, f"{digits}/{day.year}"):
        [span] = find_dates(f"I send it by {written}{behind}", today, day_first=first)
        assert (span.planned.last.day, span.planned.last.month) == (day.day, day.month)
    [dotted] = find_dates(f"by {digits.replace('/', '.')}.{day.year}{behind}", today, day_first=first)
    assert dotted.planned.last == day


@given(ZONES)
def test_a_chosen_locale_of_another_country_puts_the_day_first_everywhere(zone: str) -> None:
    assert day_first_in(zone, "en-GB")
    assert day_first_in(zone, "en-US") is day_first_in(zone)


@given(
    DAYS,
    st.integers(1, 31),
    st.integers(1, 12),
    st.sampled_from(["{d} {m}", "{m} {d}", "the {d}. of {m}", "{d}/{n}"]),
)
def test_a_day_is_read_as_itself_or_said_not_to_exist(today: date, day: int, month: int, form: str) -> None:
    text = "by " + form.format(d=day, m=MONTHS[month - 1], n=month)
    read = read_dates(text, today)
    leap = any(calendar.isleap(each.year) for each in (today - timedelta(366), today, today + timedelta(366)))
    if (day, month) == (29, 2) and (leap or not read.unread):
        return
    if day > calendar.monthrange(2024 if leap else 2023, month)[1]:
        assert read.spans == ()
        assert len(read.unread) == 1
    elif day <= 12 or "/" not in form:
        [span] = read.spans
        assert (span.due(today).day, span.due(today).month) == (day, month)


@given(DAYS, DAYS)
def test_a_day_without_its_year_is_overdue_for_two_months_and_ahead_after_that(
    today: date, day: date
) -> None:
    if (day.day, day.month) == (29, 2):
        return
    [span] = find_dates(f"by {day.day} {MONTHS[day.month - 1]}", today)
    assert -61 <= (span.due(today) - today).days < 366 - 61
    assert span.told.last <= today <= span.planned.first
    assert span.has_gone_by(today) is (span.due(today) < today)


@given(DAYS, st.integers(1, 12), st.integers(0, 6), st.integers(1, 5))
def test_the_nth_weekday_of_a_month_is_that_of_the_calendar(
    today: date, month: int, weekday: int, place: int
) -> None:
    days = [week[weekday] for week in calendar.monthcalendar(today.year, month) if week[weekday]]
    read = read_dates(
        f"by the {PLACES[place - 1]} {WEEKDAYS[weekday]} of {MONTHS[month - 1]} {today.year}", today
    )
    if place > len(days):
        assert (read.spans, len(read.unread)) == ((), 1)
    else:
        [span] = read.spans
        assert span.planned.first == date(today.year, month, days[place - 1])
    [last] = find_dates(f"the last {WEEKDAYS[weekday]} in {MONTHS[month - 1]} {today.year}", today)
    assert last.planned.first == date(today.year, month, days[-1])


@given(DAYS, st.integers(0, 6), st.integers(1, 9))
def test_weeks_from_a_weekday_are_counted_from_the_next_one(today: date, weekday: int, count: int) -> None:
    [plain] = find_dates(f"on {WEEKDAYS[weekday]}", today)
    [later] = find_dates(f"{count} weeks from {WEEKDAYS[weekday]}", today)
    assert later.due(today) == plain.planned.first + timedelta(weeks=count)


@given(DAYS, st.integers(0, 6))
def test_the_weekday_of_a_week_lies_in_that_week(today: date, weekday: int) -> None:
    monday = today - timedelta(days=today.weekday())
    for text in (f"{WEEKDAYS[weekday]} next week", f"next week on {WEEKDAYS[weekday]}"):
        [span] = find_dates(text, today)
        assert span.due(today) == monday + timedelta(days=7 + weekday)


@given(DAYS, st.integers(1, 31))
def test_a_day_of_next_month_is_there_or_said_not_to_exist(today: date, day: int) -> None:
    suffix = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    read = read_dates(f"by the {day}{suffix} of next month", today)
    year, month = (today.year, today.month + 1) if today.month < 12 else (today.year + 1, 1)
    if day > calendar.monthrange(year, month)[1]:
        assert (read.spans, len(read.unread)) == ((), 1)
    else:
        assert [span.due(today) for span in read.spans] == [date(year, month, day)]


@given(DAYS, DAYS)
def test_a_weekday_that_is_not_the_days_own_is_told(today: date, day: date) -> None:
    wrong = WEEKDAYS[(day.weekday() + 3) % 7]
    read = read_dates(f"on {wrong}, {day.day} {MONTHS[day.month - 1]} {day.year}", today)
    assert (read.spans, len(read.unread)) == ((), 1)
    right = read_dates(f"on {WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}", today)
    assert [span.planned.first for span in right.spans] == [day]


@given(DAYS, st.integers(1, 53))
def test_a_numbered_week_has_that_number(today: date, number: int) -> None:
    [span] = find_dates(f"in week {number}", today)
    assert span.planned.first.isocalendar().week == number
    assert span.planned.last >= today


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "the last first third Friday Mon week weekend next this of in from after before end mid May june 31 4"
        " 5/6 to and a two weeks days ago by EOD tomorrow at 9 month quarter Q3 Easter - , . ( ) year or",
    )
)


@given(DAYS, st.lists(WORDS, max_size=14).map(" ".join))
def test_no_order_of_date_words_breaks_the_reader(today: date, text: str) -> None:
    read = read_dates(text, today)
    taken = sorted([(one.start, one.end) for one in (*read.spans, *read.unread)])
    assert all(end <= start for (_, end), (start, _) in pairwise(taken))
    for span in read.spans:
        assert text[span.start : span.end] == span.written
        assert span.told.first <= span.told.last
        assert span.planned.first <= span.planned.last


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "the last Friday of ",
        "in two weeks ",
        "a ",
        "the ",
        " ",
        "9",
        "4/5-",
        "Friday to ",
        "week of ",
        "31 April ",
    ],
)
def test_time_grows_in_proportion_to_the_text(piece: str) -> None:
    # Twenty times the text: a reader whose time grows with the square would take four hundred times as long.
    assert _least_seconds(piece, 20_000) <= 80 * max(_least_seconds(piece, 1_000), 0.001)


def _least_seconds(piece: str, length: int) -> float:
    """Return the processor time for a text of this length: the least of three tries, without collections.

    A garbage collection looks at all that the whole run of tests has made: that may take longer than reading.
    """
    text = (piece * length)[:length]
    tries = []
    collects = gc.isenabled()
    gc.disable()
    try:
        for _ in range(3):
            begun = time.process_time()
            read_dates(text, date(2026, 4, 15))
            tries.append(time.process_time() - begun)
    finally:
        if collects:
            gc.enable()
    return min(tries)


@pytest.mark.parametrize(
    "text", ["every Monday", "each Friday", "every last Friday of the month", "any Tuesday"]
)
def test_what_comes_again_and_again_is_no_one_day(text: str) -> None:
    assert find_dates(f"I call her {text}", date(2026, 4, 15)) == []


@pytest.mark.parametrize(
    ("text", "due"),
    [("it was due on Monday", date(2026, 4, 13)), ("it should have come by 4 May", date(2025, 5, 4))],
)
def test_what_was_due_stays_in_the_past_where_the_caller_says_so(text: str, due: date) -> None:
    [span] = find_dates(text, date(2026, 4, 15))
    assert span.due(date(2026, 4, 15), is_past=True) == due
