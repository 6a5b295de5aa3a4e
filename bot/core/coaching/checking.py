"""What a check of a text finds, and what a coach adds to it (P5, R2, S5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.core.coaching.understanding import Provenance
from bot.core.documents import DocumentPlace, TextDocument


class Sort(StrEnum):
    """What a text is, which decides what is proposed first."""

    PLAN = "plan"
    CONTRACT = "contract"
    TEAM_DOCUMENT = "team document"


class Mark(StrEnum):
    """What a quoted passage does."""

    TODAY = "today"
    """It goes on from the present (P5)."""
    FUTURE = "future"
    """It works from a picture of the future (P5)."""
    CONTROL = "control"
    """It states a buyer's act as settled (R2)."""


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A passage, quoted literally with its place; `says` is what the words do."""

    mark: Mark
    quote: str
    place: DocumentPlace
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlliancePoint:
    """An alliance point: where the text deals with it, or what it could say (S5)."""

    topic: str
    label: str
    belongs: str
    """contract or team-document."""
    good: str
    proposal: str
    quote: str = ""
    place: DocumentPlace | None = None

    @property
    def is_there(self) -> bool:
        """Whether the text deals with it."""
        return bool(self.quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found; `gaps` are proposals for what a strategy would still need (P5)."""

    sort: Sort
    statements: int
    findings: tuple[MarkedPassage, ...]
    points: tuple[AlliancePoint, ...]
    gaps: tuple[str, ...]

    def marked(self, mark: Mark) -> tuple[MarkedPassage, ...]:
        """The passages with this mark, in the text's order."""
        return tuple(finding for finding in self.findings if finding.mark is mark)

    @property
    def missing(self) -> tuple[AlliancePoint, ...]:
        """The alliance points that the text leaves out."""
        return tuple(point for point in self.points if not point.is_there)


@dataclass(frozen=True, slots=True)
class PassageReading:
    """A passage as a coach read it: a mark, or an alliance topic, and words that must stand in the text."""

    quote: str
    mark: Mark | None = None
    topic: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Examined:
    """A check, with the mode and the prompt that it came about by."""

    checked: Checked
    provenance: Provenance


def add_readings(checked: Checked, document: TextDocument, readings: Sequence[PassageReading]) -> Checked:
    """The check with the findings of a coach in place of those by cues; what is not in the text is dropped.

    Alliance points that the cues found stay found; a coach can only add to them.
    """
    placed = [(each, place) for each in readings if (place := document.place_of(each.quote)) is not None]
    findings = [MarkedPassage(each.mark, each.quote, place, each.says) for each, place in placed if each.mark]
    topics = {each.topic: (each.quote, place) for each, place in placed if each.topic}
    points = [
        replace(point, quote=topics[point.topic][0], place=topics[point.topic][1])
        if point.topic in topics
        else point
        for point in checked.points
    ]
    ordered = sorted(findings, key=lambda each: (each.place.page, each.place.line))
    return replace(checked, findings=tuple(ordered) or checked.findings, points=tuple(points))
