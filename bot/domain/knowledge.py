"""What the knowledge files say, as values: lessons, question banks, cues and terms, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Source:
    """The article and the author whose idea a text carries."""

    article: str
    author: str


class Moment(StrEnum):
    """When a lesson helps (S7)."""

    FIRST_DAY = "first-day"
    BEFORE_MEETING = "before-meeting"
    BEFORE_REVIEW = "before-review"
    PLAN_CHECK = "plan-check"
    AFTER_ROUND = "after-round"
    AFTER_FAILED_TEST = "after-failed-test"
    PHASE_CHANGE = "phase-change"
    LIMIT_REACHED = "limit-reached"
    GOAL_FOURTH = "goal-fourth"
    ONE_SIDED = "one-sided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """What every file says of itself."""

    id: str
    rules: tuple[str, ...]
    source: Source
    reviewed: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson(Sourced):
    """A text of under 120 words for one of its moments (S7)."""

    title: str
    moments: tuple[Moment, ...]
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric(Sourced):
    """How actions are judged (R3), in Markdown."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Horizon:
    """Years from now that a question looks ahead."""

    start: int
    to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a round in several wordings; `{account}` stands in the tactegic ones (T1, T4)."""

    id: str
    field: str
    aim: str
    horizon: Horizon
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionBank(Sourced):
    """The questions of one kind of round."""

    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class MindsetQuestion:
    """A private question about one's attitude to `{contact}` (S1)."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MindsetBank(Sourced):
    """All private questions."""

    questions: tuple[MindsetQuestion, ...]


@dataclass(frozen=True, slots=True)
class QuickAnswer:
    """One answer to a clarifying question; `counts` is pass, fail or unclear."""

    label: str
    counts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarifyingQuestion:
    """What is asked when a test is unclear; `{contact}` is the name (R3)."""

    id: str
    text: str
    answers: tuple[QuickAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarifyingBank(Sourced):
    """Clarifying questions by test: invests, learns, illustrates."""

    tests: Mapping[str, tuple[ClarifyingQuestion, ...]]


@dataclass(frozen=True, slots=True)
class TestText:
    """What one investment test asks, and what it means (R3)."""

    __test__ = False

    asks: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestmentTestsBank(Sourced):
    """The three tests in words, by name: invests, learns, illustrates."""

    tests: Mapping[str, TestText]


@dataclass(frozen=True, slots=True)
class Scale:
    """Lowest and highest score."""

    lowest: int
    highest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One criterion for a strategic contact, each score in words (P2)."""

    id: str
    label: str
    question: str
    anchors: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotEnough:
    """A reason that does not make a contact strategic by itself (P2)."""

    id: str
    label: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaBank(Sourced):
    """The criteria for strategic contacts."""

    scale: Scale
    criteria: tuple[Criterion, ...]
    not_enough: NotEnough


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeText:
    """One of the three purposes of a new relationship (F1)."""

    id: str
    label: str
    explanation: str
    example: str
    ask: str


@dataclass(frozen=True, slots=True)
class NoPurpose:
    """What is said when none of the purposes fits."""

    label: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeBank(Sourced):
    """The three purposes."""

    purposes: tuple[PurposeText, ...]
    none: NoPurpose


@dataclass(frozen=True, slots=True, kw_only=True)
class AllianceTopic:
    """A point that an alliance paper deals with or misses; `belongs` is contract or team-document (S5)."""

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
class MethodTerm:
    """One of the method's own words (F6)."""

    term: str
    definition: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodGlossary:
    """The method's own words."""

    id: str
    title: str
    source: Source
    reviewed: date
    terms: tuple[MethodTerm, ...]


@dataclass(frozen=True, slots=True)
class Everyday:
    """Short words in capitals that anybody knows (F6)."""

    id: str
    reviewed: date
    acronyms: tuple[str, ...]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageTemplate:
    """The beginning of a message to copy; `needs` names the words of notes that fill it."""

    needs: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeWordings(Sourced):
    """How nudges begin, in variants, and messages to copy (B3)."""

    openings: tuple[str, ...]
    never: tuple[str, ...]
    """For somebody whom no touch is on record with."""
    mine: tuple[str, ...]
    """For what the member promised."""
    theirs: tuple[str, ...]
    """For what was promised to the member."""
    drafts: tuple[MessageTemplate, ...]
