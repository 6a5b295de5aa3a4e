"""What the files of cues say: wordings that a text is checked for (R2, P5, S2, S5)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.knowledge.basics import Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class AllianceTopic:
    """A point that an alliance document deals with or misses; `belongs` is contract or team-document (S5)."""

    id: str
    label: str
    cues: tuple[str, ...]
    good: str
    proposal: str
    belongs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AllianceBank(Sourced):
    """The points of the alliance check."""

    topics: tuple[AllianceTopic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionPattern:
    """A wording that states a buyer's act as settled; `{buyer}` and `{act}` stand for alternatives (R2)."""

    id: str
    pattern: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionCues(Sourced):
    """What marks a sentence as an assumption, and what already says that it is none (R2)."""

    acts: tuple[str, ...]
    patterns: tuple[AssumptionPattern, ...]
    phrases: tuple[str, ...]
    hedges: tuple[str, ...]
    reply: str
    says: str
    """What is wrong with such a sentence in a text that is checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCue:
    """A regular expression for one sentence of a plan, and what a hit says (P5)."""

    id: str
    pattern: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSide:
    """Going on from today, or working from a future."""

    label: str
    cues: tuple[PlanCue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPart:
    """What to propose where none of the named cues is found."""

    id: str
    when_absent: tuple[str, ...]
    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCues(Sourced):
    """The cues of P5."""

    extrapolates: PlanSide
    works_from_future: PlanSide
    missing: tuple[MissingPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusLevel:
    """One of the three levels of focus, 1 to 3, with the wordings that speak for it."""

    level: int
    label: str
    explanation: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusCues(Sourced):
    """The three levels of focus, the first first (S2)."""

    levels: tuple[FocusLevel, ...]
