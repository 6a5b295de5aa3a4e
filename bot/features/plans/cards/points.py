"""The activities among the lines of an agenda or summary, each with where it comes from (R1, F4)."""

from __future__ import annotations

from bot.core.meeting_points import MeetingPoint, Topic, without_full_stop
from bot.features.plans.contracts import Activity


def done_point(activity: Activity) -> MeetingPoint:
    """An activity of the plan that is done.

    What came of it is a note of the member's own: its sentences are there to be ticked.
    """
    text = without_full_stop(activity.text)
    return MeetingPoint(Topic.ACCOMPLISHED, text, "done, from the plan", (activity.id,), activity.on)
