"""The activities among the lines of an agenda or summary, each with where it comes from (R1, F4)."""

from __future__ import annotations

from datetime import date

from bot.core.meeting_points import MeetingPoint, Topic, day_and_month, without_full_stop
from bot.features.plans.contracts import Activity


def planned_point(activity: Activity, today: date) -> MeetingPoint:
    """An activity that is still to come, or whose day has passed."""
    text, on = without_full_stop(activity.text), activity.on
    was = "was planned for" if on is not None and on < today else "planned for"
    source = f"from the plan, {was} {day_and_month(on)}" if on else "from the plan"
    return MeetingPoint(Topic.NEXT, text, source, (activity.id,))


def done_point(activity: Activity) -> MeetingPoint:
    """An activity of the plan that is done.

    What came of it is a note of the member's own: its sentences are there to be ticked.
    """
    text = without_full_stop(activity.text)
    return MeetingPoint(Topic.ACCOMPLISHED, text, "done, from the plan", (activity.id,), activity.on)
