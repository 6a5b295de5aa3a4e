"""What the files behind a choice say: criteria, purposes, the three tests (P2, F1, R3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.knowledge.basics import Sourced


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
class CriterionWording:
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
    criteria: tuple[CriterionWording, ...]
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
