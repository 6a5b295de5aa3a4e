"""The points of a review meeting, which several features add to its agenda and summary (F4)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Topic(StrEnum):
    """The three parts of a review meeting (F4)."""

    OBJECTIVES = "objectives"
    ACCOMPLISHED = "accomplished"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class MeetingPoint:
    """A line of an agenda or summary, and what it comes from; `source` is in words, such as a date."""

    topic: Topic
    text: str
    source: str = ""
    about: tuple[str, ...] = ()
    """The ids of what it quotes."""
    on: date | None = None
    """The member's local date on which it was accomplished; None where that is not known."""
    for_partner: bool = False
    """Whether the member marked it for the partner to read. What is not marked is for the member alone, and
    comes into a paper only where the member ticks it."""

    @property
    def key(self) -> str:
        """How a form names it: a changed text is another line, which nobody ticked."""
        return hashlib.sha256(f"{self.topic}\n{self.text}".encode()).hexdigest()[:16]


def without_full_stop(text: str) -> str:
    """A text as a line of an agenda has it."""
    return text.strip().rstrip(".")


def day_and_month(day: date) -> str:
    """ "3 March"."""
    return f"{day.day} {day:%B}"
