"""What became of an expectation, as the member said (R2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.core.identity import Space, WorkspaceId


class ExpectationAnswer(StrEnum):
    """What a member says of an expectation whose time has passed."""

    YES = "yes"
    NO = "no"
    MOVED = "moved"
    """Not yet: it was put off."""
    DROPPED = "dropped"
    """It was none, or is not worth an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectationOutcome:
    """An expectation of a note that was asked about or answered; holds none of its words.

    Its id follows from the note and the words.
    """

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    note_id: str
    over_on: date
    """The last local date of the time that the expectation named."""
    answer: ExpectationAnswer | None = None
    """None while the member has not answered."""
    look_back: str = ""
    """The key of the look back that asked about it; empty where the member answered without being asked."""


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How expectations that a member answered for turned out."""

    came_true: int = 0
    did_not: int = 0
    moved: int = 0

    @property
    def decided(self) -> int:
        """How many of them came true or did not."""
        return self.came_true + self.did_not


def track_record(answers: Iterable[ExpectationAnswer | None]) -> TrackRecord:
    """Count how expectations turned out; those that were dropped say nothing."""
    found = list(answers)
    return TrackRecord(
        came_true=found.count(ExpectationAnswer.YES),
        did_not=found.count(ExpectationAnswer.NO),
        moved=found.count(ExpectationAnswer.MOVED),
    )
