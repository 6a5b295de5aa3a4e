"""What the question files say: rounds, private questions, clarifying questions (T1, T4, S1, R3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.knowledge.basics import Sourced


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
    meaning: str = ""
    """What it asks for, in one or two sentences, for whoever asks what is meant."""


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
    fits: str = ""
    """A pattern of the actions that it would settle first; empty where none is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarifyingBank(Sourced):
    """Clarifying questions by test: invests, learns, illustrates."""

    tests: Mapping[str, tuple[ClarifyingQuestion, ...]]
