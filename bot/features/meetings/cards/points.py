"""The lines of an agenda or summary, each with where it comes from (F4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.core.notes import Commitment, Promiser
from bot.features.goals.contracts import Goal
from bot.features.meetings.rules import MeetingPoint, Topic
from bot.features.objectives.contracts.values import MutualObjective
from bot.features.plans.contracts import Activity


def objective_points(objective: MutualObjective) -> Iterator[MeetingPoint]:
    """The mutual objective, and what each side has of it."""
    about = (objective.id,)
    yield MeetingPoint(Topic.OBJECTIVES, objective.text, "mutual objective", about)
    for each in objective.benefits:
        yield MeetingPoint(Topic.OBJECTIVES, f"{each.party}: {each.text}", about=about)


def done_point(activity: Activity) -> MeetingPoint:
    """An activity of the plan that is done.

    What came of it is a note of the member's own: its sentences are there to be ticked.
    """
    text = _without_full_stop(activity.text)
    return MeetingPoint(Topic.ACCOMPLISHED, text, "done, from the plan", (activity.id,))


def kept_point(commitment: Commitment, name: str) -> MeetingPoint:
    """A promise that was kept."""
    return MeetingPoint(Topic.ACCOMPLISHED, _promise(commitment, name), "kept", (commitment.id,))


def reached_point(goal: Goal) -> MeetingPoint:
    """A goal that was reached."""
    return MeetingPoint(Topic.ACCOMPLISHED, goal.text, "goal reached", goal.about)


def goal_point(goal: Goal) -> MeetingPoint:
    """An open goal."""
    return MeetingPoint(Topic.NEXT, goal.text, f"goal until {_day(goal.ends)}", goal.about)


def promise_point(commitment: Commitment, name: str) -> MeetingPoint:
    """An open promise."""
    due = f"promised, due {_day(commitment.due_on)}" if commitment.due_on else "promised"
    return MeetingPoint(Topic.NEXT, _promise(commitment, name), due, (commitment.id,))


def _promise(commitment: Commitment, name: str) -> str:
    who = "We" if commitment.by is Promiser.MEMBER else name
    return f"{who}: {_without_full_stop(commitment.what)}"


def _without_full_stop(text: str) -> str:
    return text.strip().rstrip(".")


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
