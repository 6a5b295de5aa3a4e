"""What the knowledge files say, as values: lessons, terms and wordings, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """The article and the author whose idea a text carries."""

    article: str
    author: str


class LessonMoment(StrEnum):
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
    source: ArticleSource
    reviewed: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson(Sourced):
    """A text of under 120 words for one of its moments (S7)."""

    title: str
    moments: tuple[LessonMoment, ...]
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric(Sourced):
    """How actions are judged (R3), in Markdown."""

    title: str
    body: str


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
    source: ArticleSource
    reviewed: date
    terms: tuple[MethodTerm, ...]


@dataclass(frozen=True, slots=True)
class Everyday:
    """Short words in capitals that anybody knows (F6)."""

    id: str
    reviewed: date
    acronyms: tuple[str, ...]


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
    due: Mapping[str, str]
    """What a message says of the day on which something is due: `late` or `ahead`."""
    drafts: tuple[MessageTemplate, ...]
