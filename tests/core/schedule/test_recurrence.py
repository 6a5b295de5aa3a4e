"""Due times over every zone: each period has exactly one occurrence, whatever the clocks do."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.schedule.recurrence import (
    Away,
    Daily,
    Monthly,
    Occurrence,
    Quarterly,
    Recurrence,
    Weekly,
    WorkingHours,
    is_working,
    latest_due,
    next_occurrence,
    next_working,
    utc_of,
)

ZONES = sorted(zoneinfo.available_timezones() - {"localtime"})
BEGIN = datetime(2020, 1, 1, tzinfo=UTC)

zones = st.sampled_from(ZONES).map(ZoneInfo)
times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
moments = st.timedeltas(timedelta(0), timedelta(days=25 * 365)).map(
    lambda passed: datetime(2010, 1, 1, tzinfo=UTC) + passed
)
weeklies = st.builds(Weekly, st.integers(0, 6), times)
recurrences: st.SearchStrategy[Recurrence] = st.one_of(
    weeklies,
    st.builds(Daily, times),
    st.builds(Monthly, st.integers(0, 6), times),
    st.builds(Quarterly, st.integers(0, 6), times),
)


def following(recurrence: Recurrence, zone: ZoneInfo, start: datetime, until: datetime) -> list[Occurrence]:
    found = [next_occurrence(recurrence, zone, after=start)]
    while found[-1].due < until:
        found.append(next_occurrence(recurrence, zone, after=found[-1].due, last_key=found[-1].key))
    return found


@pytest.mark.parametrize("zone", ZONES)
def test_ten_years_of_weeks_have_one_occurrence_each(zone: str) -> None:
    for weekday, at in ((0, time(9)), (6, time(2, 30)), (4, time(0))):
        found = following(Weekly(weekday, at), ZoneInfo(zone), BEGIN, BEGIN + timedelta(days=3653))

        weeks = [occurrence.on.isocalendar()[:2] for occurrence in found]
        assert len(set(weeks)) == len(weeks)
        assert all(later.on - earlier.on == timedelta(days=7) for earlier, later in pairwise(found))
        assert all(earlier.due < later.due for earlier, later in pairwise(found))


@given(recurrences, zones, moments)
def test_the_local_time_is_kept_outside_gaps(recurrence: Recurrence, zone: ZoneInfo, now: datetime) -> None:
    occurrence = next_occurrence(recurrence, zone, after=now)
    local = occurrence.due.astimezone(zone)

    nominal = datetime.combine(occurrence.on, recurrence.at)
    late = local.replace(tzinfo=None) - nominal
    exists = nominal.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == nominal
    assert late == timedelta(0) if exists else timedelta(0) < late <= timedelta(days=1)
    assert local.fold == 0
    assert occurrence.due > now


@given(recurrences, zones, moments)
def test_keys_sort_as_time_does(recurrence: Recurrence, zone: ZoneInfo, now: datetime) -> None:
    found = following(recurrence, zone, now, now + timedelta(days=40))

    assert [o.key for o in found] == sorted({o.key for o in found})


@given(weeklies, zones, zones, moments, st.integers(0, 20))
def test_a_move_between_zones_neither_repeats_nor_loses_a_week(
    weekly: Weekly, home: ZoneInfo, there: ZoneInfo, start: datetime, days: int
) -> None:
    moved = start + timedelta(days=days)
    at_home = [o for o in following(weekly, home, start, moved) if o.due <= moved]
    last = at_home[-1].key if at_home else ""

    abroad, missed = latest_due(weekly, there, since=start, now=moved + timedelta(days=8), last_key=last)

    keys = [o.key for o in at_home] + ([abroad.key] if abroad else [])
    assert len(set(keys)) == len(keys)
    assert missed <= 2


@given(recurrences, zones, moments, st.timedeltas(timedelta(0), timedelta(days=15)))
def test_an_outage_is_caught_up_once(
    recurrence: Recurrence, zone: ZoneInfo, down: datetime, outage: timedelta
) -> None:
    up = down + outage
    expected = [o for o in following(recurrence, zone, down, up) if o.due <= up]

    latest, missed = latest_due(recurrence, zone, since=down, now=up)

    assert latest == (expected[-1] if expected else None)
    assert missed == max(len(expected) - 1, 0)


def test_a_skipped_hour_moves_forward_and_a_repeated_one_is_taken_first() -> None:
    berlin = ZoneInfo("Europe/Berlin")

    assert utc_of(date(2026, 3, 29), time(2, 30), berlin).astimezone(berlin).time() == time(3, 30)
    assert utc_of(date(2026, 10, 25), time(2, 30), berlin) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_skipped_day_moves_to_the_next() -> None:
    apia = ZoneInfo("Pacific/Apia")

    skipped = next_occurrence(Weekly(4, time(9)), apia, after=datetime(2011, 12, 27, tzinfo=UTC))

    assert skipped.on == date(2011, 12, 30)
    assert skipped.due.astimezone(apia).date() == date(2011, 12, 31)


@given(zones, moments, times, times, st.frozensets(st.integers(0, 6), min_size=1))
def test_the_next_working_time_is_working_time(
    zone: ZoneInfo, now: datetime, one: time, other: time, weekdays: frozenset[int]
) -> None:
    begin, end = min(one, other), max(one, other)
    if begin == end:
        return
    hours = WorkingHours(begin, end, weekdays)

    found = next_working(now, zone, hours)

    assert found is not None
    assert found >= now
    local = found.astimezone(zone)
    # Where the clocks skip the beginning of the day, its first moment may fall after a very early end.
    assert local.weekday() in weekdays or _skipped(zone, local)
    assert is_working(found, zone, hours) or _skipped(zone, local)


def _skipped(zone: ZoneInfo, local: datetime) -> bool:
    return local.utcoffset() != (local - timedelta(hours=26)).astimezone(UTC).astimezone(zone).utcoffset()


def test_leave_and_holidays_are_no_working_days() -> None:
    zone = ZoneInfo("Europe/Madrid")
    friday_evening = datetime(2026, 12, 18, 20, tzinfo=UTC)
    leave = (Away(date(2026, 12, 21), date(2026, 12, 24)),)
    holidays = frozenset({date(2026, 12, 25)})

    found = next_working(friday_evening, zone, WorkingHours(), leave, holidays)

    assert found == datetime(2026, 12, 28, 7, tzinfo=UTC)


def test_an_open_leave_has_no_next_working_time() -> None:
    now = datetime(2026, 12, 18, 20, tzinfo=UTC)

    assert next_working(now, ZoneInfo("UTC"), WorkingHours(), (Away(date(2026, 12, 1)),)) is None


def test_working_hours_need_an_order() -> None:
    with pytest.raises(ValueError, match="before their end"):
        WorkingHours(time(18), time(8))
