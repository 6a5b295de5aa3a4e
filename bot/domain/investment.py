"""The three tests that a relationship investment has to pass (R3, R4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.contacts import ContactId
from bot.domain.identity import Space, WorkspaceId
from bot.domain.understanding import Provenance

AssessmentId = NewType("AssessmentId", str)


class InvestmentTest(StrEnum):
    """Each is judged on its own (R3)."""

    INVESTS = "invests"
    """Shows willingness to spend one's own time to earn and deserve the relationship."""
    LEARNS = "learns"
    """Is done so that one learns more about the client by doing it."""
    ILLUSTRATES = "illustrates"
    """Gives the chance to show, rather than claim, usefulness beyond the present work."""


class Verdict(StrEnum):
    """How one test, or the whole, came out."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    UNCLEAR = "unclear"


class Network(StrEnum):
    """Whose network an action serves: the tests are the same (R4)."""

    CLIENT = "client"
    CAREER = "career"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that a verdict rests on: of the action itself, or of the note with this id."""

    quote: str
    note_id: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One test's verdict, what it rests on, and one sentence why."""

    test: InvestmentTest
    verdict: Verdict
    why: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Clarification:
    """An answer to the question that was asked about an unclear test."""

    test: InvestmentTest
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """A member's disagreement with one verdict; it is kept, and shown to the next assessment."""

    test: InvestmentTest
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """An action held against the three tests, as it was judged at one time (UTC)."""

    id: AssessmentId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    action: str
    judgements: tuple[Judgement, ...]
    provenance: Provenance
    network: Network = Network.CLIENT
    contact_ids: tuple[ContactId, ...] = ()
    rewrite: str = ""
    """An action that would pass, where this one fails; empty where none was found."""
    clarifications: tuple[Clarification, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    revises: AssessmentId | None = None

    @property
    def verdict(self) -> Verdict:
        """The whole."""
        return whole(judgement.verdict for judgement in self.judgements)

    @property
    def passed(self) -> int:
        """How many of the three tests pass."""
        return sum(judgement.verdict is Verdict.PASS for judgement in self.judgements)

    @property
    def next_unclear(self) -> InvestmentTest | None:
        """The test to ask about next: one question at a time, and none twice."""
        asked = {clarification.test for clarification in self.clarifications}
        for judgement in self.judgements:
            if judgement.verdict is Verdict.UNCLEAR and judgement.test not in asked:
                return judgement.test
        return None


def whole(verdicts: Iterable[Verdict]) -> Verdict:
    """Passes when all three pass, fails when one fails, and is unclear otherwise (R3)."""
    found = list(verdicts)
    if len(found) != len(InvestmentTest):
        raise ValueError("an assessment has exactly one verdict for each of the three tests")
    if Verdict.FAIL in found:
        return Verdict.FAIL
    return Verdict.UNCLEAR if Verdict.UNCLEAR in found else Verdict.PASS


def supported(judgements: Sequence[Judgement], action: str, notes: dict[str, str]) -> tuple[Judgement, ...]:
    """Judgements with only the evidence that really stands in the action or in a note that was shown.

    A verdict that loses all its evidence becomes unclear: nobody is judged on words that nobody said.
    """
    return tuple(_supported(judgement, action, notes) for judgement in judgements)


def _supported(judgement: Judgement, action: str, notes: dict[str, str]) -> Judgement:
    kept = tuple(
        evidence
        for evidence in judgement.evidence
        if evidence.quote
        and evidence.quote in (notes.get(evidence.note_id, "") if evidence.note_id else action)
    )
    lost_all = bool(judgement.evidence) and not kept
    verdict = Verdict.UNCLEAR if lost_all else judgement.verdict
    return Judgement(judgement.test, verdict, judgement.why, kept)
