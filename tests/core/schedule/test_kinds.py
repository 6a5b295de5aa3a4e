"""Which scheduled jobs follow from settings, zone and role, and when a member may be written to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.dispatch import ACTIONS
from bot.core.identity import Space, WorkspaceId
from bot.core.members import Member, Role
from bot.core.schedule.availability import Availability, find_available_time
from bot.core.schedule.jobs import COME_ONCE, ScheduledJob, take
from bot.core.schedule.kinds import SCHEDULED_KINDS, ScheduledKind, find_schedule_changes, index_by_kind
from bot.core.schedule.recurrence import Away, Quarterly, Weekly, WorkingHours, is_working
from bot.core.schedule.times import DORMANT, NUDGE_DIGEST, NUDGES, opening_time
from bot.core.settings import (
    DEFAULTS_ID,
    EffectiveSettings,
    MemberSettings,
    RoundInterval,
    Routine,
    Wishes,
    WorkspaceDefaults,
    effective_settings,
)
from tests.support.stores import ANA, START

MEMBER = Member(
    id=ANA.member,
    workspace=ANA.workspace,
    space=ANA.own,
    name="Kim Park",
    zone="Europe/Berlin",
    created_at=START,
    refreshed_at=START,
)


def own(**wishes: object) -> MemberSettings:
    made = Wishes(**wishes)  # type: ignore[arg-type]
    return MemberSettings(
        id=ANA.member, workspace=ANA.workspace, space=ANA.own, created_at=START, wishes=made
    )


def defaults(**wishes: object) -> WorkspaceDefaults:
    made = Wishes(**wishes)  # type: ignore[arg-type]
    return WorkspaceDefaults(
        id=DEFAULTS_ID, workspace=WorkspaceId("T1"), space=Space("w"), created_at=START, wishes=made
    )


def test_a_members_wish_comes_before_the_workspaces_and_that_before_ours() -> None:
    found = effective_settings(own(nudges_a_day=0), defaults(nudges_a_day=5, nudges_a_week=9))

    assert (found.nudges_a_day, found.nudges_a_week, found.floor_percent) == (0, 9, 10)


def test_hours_that_do_not_fit_each_other_fall_back() -> None:
    assert effective_settings(own(begin=time(19)), None).hours == WorkingHours()
    assert effective_settings(own(weekdays=()), None).hours.weekdays == WorkingHours().weekdays


def test_every_scheduled_kind_has_an_action() -> None:
    assert set(SCHEDULED_KINDS) == set(ACTIONS)


def test_standing_kinds_begin_by_themselves_and_others_when_awakened() -> None:
    kept = find_schedule_changes(MEMBER, EffectiveSettings(), (), START)
    awake = find_schedule_changes(MEMBER, EffectiveSettings(), kept.scheduled, START, begins=NUDGES)

    assert {NUDGES, NUDGE_DIGEST}.isdisjoint(each.kind for each in kept.scheduled)
    assert [each.kind for each in awake.scheduled] == [NUDGES]
    assert (
        find_schedule_changes(
            MEMBER, EffectiveSettings(), (*kept.scheduled, *awake.scheduled), START
        ).scheduled
        == ()
    )


def test_what_is_turned_off_is_cancelled() -> None:
    held = find_schedule_changes(MEMBER, EffectiveSettings(), (), START, begins=NUDGES).scheduled

    kept = find_schedule_changes(MEMBER, EffectiveSettings(nudges_a_day=0), held, START)

    assert [each.kind for each in kept.cancelled] == [NUDGES, DORMANT]


def test_what_came_once_or_has_a_subject_is_left_alone() -> None:
    known = index_by_kind(ScheduledKind(kind="x"))
    once = ScheduledJob(
        workspace=ANA.workspace, member=ANA.member, kind="x", zone="UTC", next_at=START, key="k"
    )
    named = replace(once, subject="goal", recurrence=Weekly(0, time(9)))

    assert (
        find_schedule_changes(MEMBER, EffectiveSettings(), (once, named), START, known=known).cancelled == ()
    )


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(["Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu"]),
    st.integers(0, 30),
    st.integers(0, 20),
    st.booleans(),
)
def test_whatever_comes_comes_in_working_hours(
    now: datetime, zone: str, away: int, quiet_hours: int, holiday: bool
) -> None:
    leave = (Away(now.date(), now.date() + timedelta(days=away)),) if away else ()
    hour = Availability(
        zone=zone,
        settings=EffectiveSettings(leave=leave),
        holidays=frozenset({now.date() + timedelta(days=away + 1)} if holiday else ()),
        reachable_at=now + timedelta(hours=quiet_hours) if quiet_hours else None,
    )

    at = find_available_time(now, hour)

    assert at is not None
    assert at >= now + timedelta(hours=quiet_hours)
    assert is_working(at, ZoneInfo(zone), EffectiveSettings().hours, leave, hour.holidays)


def test_a_pause_or_a_leave_without_an_end_lets_nothing_come() -> None:
    open_leave = EffectiveSettings(leave=(Away(date(2026, 3, 1)),))

    assert (
        find_available_time(START, Availability(zone="UTC", settings=EffectiveSettings(paused=True))) is None
    )
    assert find_available_time(START, Availability(zone="UTC", settings=open_leave)) is None


@given(st.integers(0, 22), st.integers(1, 10))
def test_the_opening_is_within_the_day(begin: int, length: int) -> None:
    hours = WorkingHours(time(begin), time(min(begin + length, 23), 30))

    assert hours.begin <= opening_time(EffectiveSettings(hours=hours)) < hours.end


def test_a_leader_gets_their_own_rounds() -> None:
    kinds = {
        each.kind
        for each in find_schedule_changes(
            replace(MEMBER, role=Role.LEADER), EffectiveSettings(), (), START
        ).scheduled
    }

    assert "stratical-round" in kinds
    assert "round" not in kinds


@given(st.sets(st.sampled_from(Routine)), st.sampled_from(Role))
def test_what_a_member_turned_off_is_not_in_their_schedule(off: set[Routine], role: Role) -> None:
    member, settings = replace(MEMBER, role=role), effective_settings(own(off=tuple(off)))

    kinds = {each.kind for each in find_schedule_changes(member, settings, (), START).scheduled}

    everything = {
        each.kind for each in find_schedule_changes(member, EffectiveSettings(), (), START).scheduled
    }
    assert kinds == everything - {kind for part in off for kind in PARTS[part]}


PARTS = {
    Routine.ROUNDS: ("round", "stratical-round"),
    Routine.ROLL_UPS: ("roll-up",),
    Routine.REVIEWS: ("goals", "meeting", "look-back"),
    Routine.MINDSET: ("mindset",),
    Routine.VISION: ("vision",),
}


def test_t4_a_leader_may_look_ahead_by_the_quarter() -> None:
    leader, quarterly = (
        replace(MEMBER, role=Role.LEADER),
        effective_settings(own(leaders_every=RoundInterval.QUARTER)),
    )

    found = {
        each.kind: each.recurrence for each in find_schedule_changes(leader, quarterly, (), START).scheduled
    }

    assert found["stratical-round"] == Quarterly(0, time(9))


def test_nudges_after_an_outage_are_folded() -> None:
    [held] = [
        e
        for e in find_schedule_changes(MEMBER, EffectiveSettings(), (), START, begins=NUDGES).scheduled
        if e.kind == NUDGES
    ]
    catch_up = SCHEDULED_KINDS[NUDGES].catch_up

    in_time = take(held, catch_up, held.next_at + timedelta(hours=1)).firing
    late = take(held, catch_up, held.next_at + timedelta(days=14)).firing

    assert in_time is not None
    assert late is not None
    assert (in_time.folded, late.folded, late.missed) == (False, True, 14)
    assert take(held, COME_ONCE, held.next_at).firing is not None
