"""At most one look back or ahead comes a day, whatever became due meanwhile."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.schedule.availability import Availability, find_available_time
from bot.core.schedule.recurrence import WorkingHours, is_working
from bot.core.settings import EffectiveSettings
from bot.features.period_ends.rules import LatestPrompt, has_room
from tests.support.stores import ANA

KINDS = ("goals", "meeting", "mindset", "vision", "look-back")
MONDAY = datetime(2027, 7, 5, 9, tzinfo=UTC)
WEEKDAYS = st.frozensets(st.integers(0, 6), min_size=1)


def came(kind: str, at: datetime) -> LatestPrompt:
    return LatestPrompt(
        id=ANA.member,
        workspace=ANA.workspace,
        space=ANA.own,
        created_at=at,
        kind=kind,
        key="2027-W27",
        on=at.date(),
    )


@settings(max_examples=50)
@given(st.lists(st.sampled_from(KINDS), unique=True), st.integers(0, 20), WEEKDAYS)
def test_what_met_on_one_day_comes_on_working_days_one_each(
    kinds: list[str], days: int, weekdays: frozenset[int]
) -> None:
    hour = Availability(zone="UTC", settings=EffectiveSettings(hours=WorkingHours(weekdays=weekdays)))
    begin = find_available_time(MONDAY + timedelta(days=days), hour)
    waiting: list[tuple[datetime, str]] = [(begin, kind) for kind in kinds if begin is not None]
    latest, order = None, list[tuple[date, str]]()

    while waiting:
        now, kind = waiting.pop(0)
        assert is_working(now, ZoneInfo("UTC"), hour.settings.hours)
        if has_room(latest, kind, "2027-W27", now.date()):
            latest = came(kind, now)
            order.append((now.date(), kind))
            continue
        again = find_available_time(now.replace(hour=0) + timedelta(days=1), hour)
        assert again is not None
        waiting = sorted([*waiting, (again, kind)], key=lambda each: each[0])

    assert sorted(kind for _, kind in order) == sorted(kinds)
    assert len({day for day, _ in order}) == len(kinds)


def test_the_same_prompt_tried_again_has_its_place() -> None:
    latest = came("goals", MONDAY)

    assert has_room(latest, "goals", "2027-W27", MONDAY.date())
    assert not has_room(latest, "goals", "2027-W28", MONDAY.date())
    assert not has_room(latest, "vision", "2027-Q3", MONDAY.date())
    assert has_room(latest, "vision", "2027-Q3", MONDAY.date() + timedelta(days=1))
    assert has_room(None, "vision", "2027-Q3", MONDAY.date())
