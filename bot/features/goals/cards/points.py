"""The goals among the lines of an agenda or summary, each with where it comes from (F3, F4)."""

from __future__ import annotations

from bot.core.meeting_points import MeetingPoint, Topic, day_and_month
from bot.features.goals.contracts import Goal


def reached_point(goal: Goal) -> MeetingPoint:
    """A goal that was reached."""
    return MeetingPoint(
        Topic.ACCOMPLISHED, goal.text, "goal reached", goal.about, goal.ends, goal.for_partner
    )


def goal_point(goal: Goal) -> MeetingPoint:
    """An open goal."""
    source = f"goal until {day_and_month(goal.ends)}"
    return MeetingPoint(Topic.NEXT, goal.text, source, goal.about, for_partner=goal.for_partner)
