"""The hour at which a member is nudged follows the hours at which they answer (B3, T1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from bot.core.identity import WORKSPACE_SPACE
from bot.core.schedule.answer_hours import ENOUGH, best_hour
from bot.core.schedule.recurrence import Daily, Weekly, WorkingHours
from bot.core.schedule.times import nudges, weekly_round
from bot.core.settings import (
    DEFAULTS_ID,
    EffectiveSettings,
    MemberSettings,
    Wishes,
    WorkspaceDefaults,
    effective_settings,
)
from tests.core.schedule.test_kinds import MEMBER

DAY = WorkingHours()
ANY_TIME = st.times()


def test_the_hour_of_most_answers_is_taken_once_there_are_enough() -> None:
    afternoons = [time(15, minute) for minute in range(ENOUGH)]

    assert best_hour(afternoons, DAY) == time(15)
    assert best_hour(afternoons[1:], DAY) is None
    assert best_hour([time(22)] * 50, DAY) is None  # nobody is written to then


def test_hours_beside_one_another_count_together() -> None:
    scattered = [time(9, 5)] * 5 + [time(13, 10)] * 4 + [time(14, 50)] * 4 + [time(15, 10)] * 3

    assert best_hour(scattered, DAY) == time(14)


@given(st.lists(ANY_TIME, max_size=60))
def test_it_lies_within_the_working_day(answered: list[time]) -> None:
    found = best_hour(answered, DAY)

    assert found is None or DAY.begin <= found < DAY.end


def test_nudges_come_at_that_hour_and_late_in_the_morning_without_one() -> None:
    assert nudges(MEMBER, EffectiveSettings()) == Daily(time(11, 30))
    assert nudges(MEMBER, EffectiveSettings(best_at=time(15))) == Daily(time(15))
    early = EffectiveSettings(hours=WorkingHours(begin=time(6), end=time(14)), best_at=time(15))
    assert nudges(MEMBER, early) == Daily(time(9, 30))


def test_t1_a_round_comes_at_that_hour_too_unless_the_member_or_an_admin_set_its_time() -> None:
    mine = {"workspace": MEMBER.workspace, "created_at": MEMBER.created_at}
    learned = MemberSettings(id=MEMBER.id, space=MEMBER.space, answers_at=time(14), **mine)  # type: ignore[arg-type]
    at_ten = Wishes(round_at=time(10))
    everybody = WorkspaceDefaults(id=DEFAULTS_ID, space=WORKSPACE_SPACE, wishes=at_ten, **mine)  # type: ignore[arg-type]
    wished = replace(learned, wishes=Wishes(round_at=time(8, 30)))
    late = replace(learned, answers_at=time(19))

    assert weekly_round(MEMBER, effective_settings(learned)) == Weekly(0, time(14))
    assert weekly_round(MEMBER, effective_settings(learned, everybody)) == Weekly(0, time(10))
    assert weekly_round(MEMBER, effective_settings(wished)) == Weekly(0, time(8, 30))
    assert weekly_round(MEMBER, effective_settings(late)) == Weekly(0, time(9))
