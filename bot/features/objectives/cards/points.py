"""The mutual objective among the lines of an agenda or summary (F7, F4)."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.meeting_points import MeetingPoint, Topic
from bot.features.objectives.contracts.values import MutualObjective


def objective_points(objective: MutualObjective) -> Iterator[MeetingPoint]:
    """The mutual objective, and what each side has of it: the partner, who is on it, may read both."""
    about = (objective.id,)
    yield MeetingPoint(Topic.OBJECTIVES, objective.text, "mutual objective", about, for_partner=True)
    for each in objective.benefits:
        yield MeetingPoint(Topic.OBJECTIVES, f"{each.party}: {each.text}", about=about, for_partner=True)
