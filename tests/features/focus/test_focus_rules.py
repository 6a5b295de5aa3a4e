"""S2: the levels of activities, as pure rules."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.config import data_root
from bot.core.identity import MemberId, Space, WorkspaceId
from bot.features.focus.rules import Level, level_of, sort_activities, to_delegate
from bot.features.plans.contracts import Activity, ActivityId
from bot.files.knowledge import FileKnowledge

KNOWLEDGE = FileKnowledge(data_root("knowledge"))
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TEAM, MINE = WorkspaceId("T1"), Space("m:U1")


def activity(id: str, text: str, owner: str = "U1", on: date | None = None) -> Activity:
    return Activity(
        id=ActivityId(id), workspace=TEAM, space=MINE, created_at=NOW, text=text, owner=MemberId(owner), on=on
    )


def test_s2_words_decide_the_level() -> None:
    cues = KNOWLEDGE.focus

    assert level_of("Listen to Ana for an hour", cues)[0] is Level.MINDSET
    assert level_of("Show her planner how we report", cues) == (Level.TEACHING, "Show her planner how")
    assert level_of("Send the price list", cues)[0] is Level.BUSINESS


@given(st.lists(st.tuples(st.text(max_size=30), st.integers(0, 3)), max_size=12))
def test_s2_every_activity_has_one_level_and_the_members_word_goes_first(rows: list[tuple[str, int]]) -> None:
    activities = [activity(str(n), text) for n, (text, _) in enumerate(rows)]
    choices = {str(n): level for n, (_, level) in enumerate(rows) if level}

    found = sort_activities(activities, KNOWLEDGE.focus, choices)

    assert sorted(each.activity.id for each in found) == sorted(each.id for each in activities)
    assert all(each.level == choices[each.activity.id] for each in found if each.activity.id in choices)
    assert [each.level for each in found] == sorted(each.level for each in found)
    assert all(each.level is Level.BUSINESS for each in to_delegate(found, "U1"))
    assert to_delegate(found, "U2") == []


def test_s2_what_is_done_decides_and_not_what_it_is_about() -> None:
    cues = KNOWLEDGE.focus

    assert level_of("Teach her product people to listen to customers", cues) == (Level.TEACHING, "Teach")
    assert level_of("Train the crew to apologise well", cues)[0] is Level.TEACHING
    assert level_of("Listen to what the workshop brought up", cues) == (Level.MINDSET, "Listen")
