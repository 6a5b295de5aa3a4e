"""The facts behind each measure of a score (S3); `texts.score` puts them into words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.value import Value


@dataclass(frozen=True, slots=True)
class RhythmFacts:
    """How many days ago the last touch was (None without one in the last year), against which rhythm."""

    quiet_days: int | None
    ideal_days: int
    is_chosen: bool
    """The member set the rhythm; otherwise it is the one that holds for everybody."""


@dataclass(frozen=True, slots=True)
class ReciprocityFacts:
    """How many touches each side took part in, and how many promises each side made."""

    touches: int
    mine: int
    theirs: int
    my_promises: int
    their_promises: int


@dataclass(frozen=True, slots=True)
class DepthFacts:
    """How many personal talks and notes there are, and how many notes tell of something frank."""

    talks: int
    notes: int
    frank: int


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """How many promises were kept, and how many were broken or are overdue."""

    kept: int
    missed: int


@dataclass(frozen=True, slots=True)
class ObjectiveFacts:
    """Whether a mutual objective is written down."""

    is_written: bool


@dataclass(frozen=True, slots=True)
class FutureFacts:
    """How many times the coming years were spoken of."""

    times: int


@dataclass(frozen=True, slots=True)
class ValueFacts:
    """Which kinds of value passed, by the alphabet."""

    kinds: tuple[Value, ...]


ScoreFacts = (
    RhythmFacts | ReciprocityFacts | DepthFacts | PromiseFacts | ObjectiveFacts | FutureFacts | ValueFacts
)
