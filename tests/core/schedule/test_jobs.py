"""Scheduled jobs: each occurrence once, whatever zone moves, outages and putting off do to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.identity import MemberId, WorkspaceId
from bot.core.schedule.jobs import (
    COME_ONCE,
    CatchUp,
    ScheduledJob,
    occurrence_of,
    put_off,
    read_recurrence,
    schedule_recurring,
    take,
    write_recurrence,
)
from bot.core.schedule.recurrence import Daily, Monthly, Quarterly, Recurrence, Weekly, next_occurrence

START = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
"""A Monday, before nine in Berlin."""
ZONES = ["Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "Pacific/Kiritimati", "UTC"]
MONDAYS = Weekly(0, time(9))

zones = st.sampled_from(ZONES)
times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
weekdays = st.integers(0, 6)
recurrences: st.SearchStrategy[Recurrence] = st.one_of(
    st.builds(Daily, times),
    st.builds(Weekly, weekdays, times),
    st.builds(Monthly, weekdays, times),
    st.builds(Quarterly, weekdays, times),
)


def made(
    recurrence: Recurrence = MONDAYS,
    zone: str = "Europe/Berlin",
    now: datetime = START,
    old: ScheduledJob | None = None,
) -> ScheduledJob:
    return schedule_recurring(
        old,
        workspace=WorkspaceId("T1"),
        member=MemberId("U1"),
        kind="round",
        recurrence=recurrence,
        zone=zone,
        now=now,
    )


@given(recurrences)
def test_a_recurrence_is_read_as_it_was_written(recurrence: Recurrence) -> None:
    assert read_recurrence(write_recurrence(recurrence)) == recurrence


def test_what_comes_once_has_no_recurrence_and_nonsense_is_refused() -> None:
    assert read_recurrence(write_recurrence(None)) is None
    with pytest.raises(ValueError, match="not a recurrence"):
        read_recurrence("yearly 1")


@given(recurrences, zones, st.integers(0, 3000))
def test_an_occurrence_is_found_again_by_its_key(recurrence: Recurrence, zone: str, days: int) -> None:
    found = next_occurrence(recurrence, ZoneInfo(zone), after=START + timedelta(days=days))

    assert occurrence_of(recurrence, ZoneInfo(zone), found.key) == found


@given(recurrences, zones, st.lists(st.integers(1, 2000), min_size=1, max_size=25))
def test_however_the_clock_jumps_ahead_no_occurrence_comes_twice(
    recurrence: Recurrence, zone: str, hours: list[int]
) -> None:
    job, now, keys = made(recurrence, zone), START, []
    for ahead in hours:
        now += timedelta(hours=ahead)
        if job.next_at > now:
            continue
        taken = take(job, COME_ONCE, now)
        assert taken.firing is not None
        assert taken.firing.due <= now
        assert taken.following is not None
        assert taken.following.next_at > now
        keys.append(taken.firing.key)
        job = taken.following

    assert keys == sorted(set(keys))


@given(recurrences, st.lists(st.tuples(zones, st.integers(1, 400)), min_size=1, max_size=12))
def test_moving_through_zones_loses_and_repeats_no_occurrence(
    recurrence: Recurrence, moves: list[tuple[str, int]]
) -> None:
    every_key = keys_from_the_start(recurrence, sum(hours for _, hours in moves) // 24 + 4)
    job, now, stood_for = made(recurrence), START, 0
    for zone, hours in moves:
        now += timedelta(hours=hours)
        job = made(recurrence, zone, now, job)
        while job.next_at <= now:
            taken = take(job, COME_ONCE, job.next_at)
            assert taken.firing is not None
            assert taken.following is not None
            stood_for += 1 + taken.firing.missed
            assert taken.firing.key == every_key[stood_for - 1]
            job = taken.following


def keys_from_the_start(recurrence: Recurrence, count: int) -> list[str]:
    found: list[str] = []
    job = made(recurrence)
    while len(found) < count:
        found.append(job.key)
        following = take(job, COME_ONCE, job.next_at).following
        assert following is not None
        job = following
    return found


def test_a_move_east_past_the_hour_brings_this_weeks_occurrence_at_once() -> None:
    in_berlin = made()
    now = START + timedelta(minutes=30)

    in_auckland = made(MONDAYS, "Pacific/Auckland", now, in_berlin)

    assert in_auckland.key == in_berlin.key == "2026-W10"
    assert in_auckland.next_at == now


def test_a_move_west_after_this_weeks_occurrence_brings_no_second_one() -> None:
    taken = take(made(), COME_ONCE, START + timedelta(hours=2)).following
    assert taken is not None

    moved = made(MONDAYS, "America/New_York", START + timedelta(hours=3), taken)

    assert moved.key == "2026-W11"


def test_another_weekday_counts_from_now_on() -> None:
    wednesday = START + timedelta(days=2)
    taken = take(made(), COME_ONCE, START + timedelta(hours=2)).following

    assert made(Weekly(4, time(9)), now=wednesday, old=taken).key == "2026-W11"
    assert made(Weekly(4, time(9)), now=wednesday).key == "2026-W10"


@given(times, times, st.integers(0, 24 * 8))
def test_another_hour_of_the_same_day_loses_no_occurrence_and_repeats_none(
    old: time, new: time, hours: int
) -> None:
    job, now, taken = made(Weekly(0, old)), START + timedelta(hours=hours), list[str]()
    while job.next_at <= now:
        moved = take(job, COME_ONCE, job.next_at)
        assert moved.firing is not None
        assert moved.following is not None
        taken.append(moved.firing.key)
        job = moved.following

    after = made(Weekly(0, new), now=now, old=job)

    assert after.next_at > now
    assert after.key not in taken
    if taken:
        assert after.key == job.key  # the week that was to come next is still the next one


def test_what_was_put_off_keeps_its_time_when_the_hour_changes() -> None:
    moved = take(made(), COME_ONCE, START + timedelta(hours=1))
    assert moved.following is not None
    assert moved.firing is not None
    later = put_off(moved.following, moved.firing.key, 0, START + timedelta(hours=9))
    assert later is not None

    kept = made(Weekly(0, time(15)), now=START + timedelta(hours=2), old=later)

    assert (kept.key, kept.next_at, kept.recurrence) == (later.key, later.next_at, Weekly(0, time(15)))


@pytest.mark.parametrize(("hours", "missed"), [(1, 0), (24, 0), (24 * 14, 2)])
def test_after_an_outage_only_the_latest_comes_and_says_how_many_it_stands_for(
    hours: int, missed: int
) -> None:
    job = made()

    taken = take(job, COME_ONCE, job.next_at + timedelta(hours=hours))

    assert taken.firing is not None
    assert (taken.firing.missed, taken.firing.folded) == (missed, False)


def test_what_is_stale_is_dropped_and_goes_on() -> None:
    job = made()

    taken = take(job, CatchUp(stale_after=timedelta(days=2)), job.next_at + timedelta(days=3))

    assert taken.firing is None
    assert taken.following is not None
    assert taken.following.key == "2026-W11"


def test_what_is_late_or_stands_for_others_is_folded() -> None:
    job, fold = made(Daily(time(9))), CatchUp(fold_after=timedelta(hours=20))

    in_time = take(job, fold, job.next_at + timedelta(hours=3)).firing
    late = take(job, fold, job.next_at + timedelta(hours=21)).firing
    several = take(job, fold, job.next_at + timedelta(days=4)).firing

    assert [each is not None and each.folded for each in (in_time, late, several)] == [False, True, True]


def test_what_comes_back_in_the_night_is_still_folded_in_the_morning() -> None:
    job, fold = made(Daily(time(18))), CatchUp(fold_after=timedelta(hours=14))
    back = job.next_at + timedelta(days=3, hours=10)
    taken = take(job, fold, back)
    assert taken.firing is not None
    assert taken.following is not None

    later = put_off(taken.following, taken.firing.key, taken.firing.turn, back + timedelta(hours=5))
    assert later is not None
    morning = take(later, fold, later.next_at).firing

    assert morning is not None
    assert (morning.key, morning.turn, morning.folded) == (taken.firing.key, 1, True)


def test_what_comes_once_is_gone_when_it_was_taken() -> None:
    alone = replace(made(), recurrence=None)

    taken = take(alone, COME_ONCE, alone.next_at + timedelta(days=90))

    assert taken.following is None
    assert taken.firing is not None
    assert taken.firing.once


def test_an_occurrence_put_off_keeps_its_key_and_comes_again() -> None:
    job = made()
    taken = take(job, COME_ONCE, job.next_at)
    assert taken.following is not None
    until = job.next_at + timedelta(days=2)

    again = put_off(taken.following, "2026-W10", 0, until)
    assert again is not None
    second = take(again, COME_ONCE, until)

    assert second.firing is not None
    assert (second.firing.key, second.firing.turn) == ("2026-W10", 1)
    assert second.following is not None
    assert second.following.key == "2026-W11"


def test_an_occurrence_put_off_past_the_next_one_gives_way_to_it() -> None:
    job = made()
    following = take(job, COME_ONCE, job.next_at).following
    assert following is not None

    assert put_off(following, "2026-W10", 0, following.next_at) is None
    assert put_off(following, "2026-W09", 0, job.next_at + timedelta(hours=1)) is None
