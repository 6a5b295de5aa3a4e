"""What the learned reader says of a text; code decides what is made of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.coach.reader.labels import ClauseLabel, NameLabel
from bot.core.coaching.understanding import Intent, TouchReading


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name, job or day at `start` to `end` of the text, with a probability of 0 to 1."""

    start: int
    end: int
    label: NameLabel
    probability: float
    as_person: float = 0.0
    as_company: float = 0.0
    """How probable it is that the same words name a person, or a company."""


@dataclass(frozen=True, slots=True)
class ClauseSpan:
    """A promise, deed, assumption or request at `start` to `end` of the text."""

    start: int
    end: int
    label: ClauseLabel
    probability: float


@dataclass(frozen=True, slots=True)
class MessageReading:
    """All that was read from a text. The distributions hold probabilities, the likeliest first."""

    names: tuple[NameSpan, ...]
    clauses: tuple[ClauseSpan, ...]
    intents: tuple[tuple[Intent, float], ...]
    commands: tuple[tuple[str, float], ...]
    """The likeliest subcommands, in case the text asks for one."""
    touches: tuple[tuple[TouchReading, float], ...]
