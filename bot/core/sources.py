"""What a figure or a sign rests on, and how it is named on a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.notes import Commitment, Note, Touch
from bot.core.rich import Day, Rich, Span, rich


class SourceKind(StrEnum):
    """What kind of record a point comes from."""

    NOTE = "note"
    TOUCH = "touch"
    COMMITMENT = "commitment"
    OBJECTIVE = "objective"


@dataclass(frozen=True, slots=True)
class ScoreSource:
    """A record that carries a point; `on` is its local date."""

    kind: SourceKind
    id: str
    on: date


def source_of(record: Note | Touch | Commitment) -> ScoreSource:
    """A note, touch or promise as what a point rests on."""
    match record:
        case Note():
            return ScoreSource(SourceKind.NOTE, record.id, record.occurred_on)
        case Touch():
            return ScoreSource(SourceKind.TOUCH, record.id, record.occurred_on)
        case Commitment():
            return ScoreSource(SourceKind.COMMITMENT, record.id, record.created_at.date())


def source_words(sources: Sequence[ScoreSource]) -> Rich:
    """ "note of 3 March 2026, touch of 9 May 2026"."""
    spans: list[Span] = []
    for source in sources:
        spans += [", " if spans else "", f"{source.kind.value} of ", Day(source.on)]
    return rich(*spans)
