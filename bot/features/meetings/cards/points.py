"""The promises among the lines of an agenda or summary, each with where it comes from (F4)."""

from __future__ import annotations

from bot.core.meeting_points import MeetingPoint, Topic, day_and_month, without_full_stop
from bot.core.notes import Commitment, Promiser


def kept_point(commitment: Commitment, name: str) -> MeetingPoint:
    """A promise that was kept."""
    return MeetingPoint(Topic.ACCOMPLISHED, _promise(commitment, name), "kept", (commitment.id,))


def promise_point(commitment: Commitment, name: str) -> MeetingPoint:
    """An open promise."""
    due = f"promised, due {day_and_month(commitment.due_on)}" if commitment.due_on else "promised"
    return MeetingPoint(Topic.NEXT, _promise(commitment, name), due, (commitment.id,))


def _promise(commitment: Commitment, name: str) -> str:
    who = "We" if commitment.by is Promiser.MEMBER else name
    return f"{who}: {without_full_stop(commitment.what)}"
