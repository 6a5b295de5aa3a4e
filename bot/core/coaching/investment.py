"""R3, R4: the three tests that a relationship investment has to pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.core.coaching.understanding import Excerpt, Provenance
from bot.core.contacts import ContactId
from bot.core.identity import Space, WorkspaceId

AssessmentId = NewType("AssessmentId", str)


class InvestmentTest(StrEnum):
    """One of the three tests; each is judged on its own."""

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


class ActionOutcome(StrEnum):
    """What a tested action led to, as the member said weeks later."""

    SOMETHING = "something"
    NOTHING = "nothing"
    """Nothing so far."""
    NOT_DONE = "not done"


@dataclass(frozen=True, slots=True)
class VerdictEvidence:
    """Words that a verdict rests on: of the action itself, or of the note with this id."""

    quote: str
    note_id: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One test's verdict, what it rests on, and one sentence why."""

    test: InvestmentTest
    verdict: Verdict
    why: str
    evidence: tuple[VerdictEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Clarification:
    """An answer to the question that was asked about an unclear test.

    `counts` is what a prepared answer makes of the test; None for the member's own words.
    """

    test: InvestmentTest
    question: str
    answer: str
    counts: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A member's disagreement with one verdict; it is kept, and shown to the next assessment."""

    test: InvestmentTest
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """What is known of whom an action is for, beside the notes; empty where nobody said."""

    title: str = ""
    company: str = ""
    pronouns: str = ""
    """As the member chose them, e.g. "she/her"."""
    phase: str = ""
    """How far the relationship is (P3)."""
    promised: str = ""
    """What the member promised and has not done yet."""
    is_met: bool = True
    """Whether the two have ever been in touch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An action to be held against the tests, with what a coach may know of it.

    `network` is None where the member did not say whose it serves. `disputes` are the member's earlier
    disagreements about the same contact.
    """

    action: str
    contact: str = ""
    """The name of whom it is for, empty when nobody known is named."""
    network: Network | None = None
    excerpts: tuple[Excerpt, ...] = ()
    clarifications: tuple[Clarification, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    whom: Whom = Whom()
    told: frozenset[str] = frozenset()
    """Ids of the shapes that the member was given of late: none of them is given again."""
    told_before: frozenset[str] = frozenset()
    """Ids of the shapes that the member was given for the same person at any time."""
    seed: str = ""
    """What decides among shapes that fit equally well."""

    @property
    def said(self) -> tuple[str, ...]:
        """The member's own words: the action, and the answers to what was asked about it."""
        return (self.action, *(each.answer for each in self.clarifications))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A coach's proposal of the three verdicts; code decides which of them stand."""

    judgements: tuple[Judgement, ...]
    provenance: Provenance
    network: Network = Network.CLIENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """A coach's proposal of an action that would pass; empty text where it found none.

    `note_ids` are the notes that it builds on. A template was not written for this case.
    """

    text: str
    provenance: Provenance
    note_ids: tuple[str, ...] = ()
    is_template: bool = False
    shape: str = ""
    """The id of the template's shape."""


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
    rewrite_notes: tuple[str, ...] = ()
    """Ids of the notes that the rewritten action builds on."""
    rewrite_is_template: bool = False
    rewrite_shape: str = ""
    """Which shape the template has; empty where a model wrote it."""
    rewrite_provenance: Provenance | None = None
    clarifications: tuple[Clarification, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    revises: AssessmentId | None = None
    activity_id: str = ""
    """The activity on a plan that was assessed, or that came of this; empty where there is none."""
    card: str = ""
    """The subject under which its card was posted."""
    unknown_people: tuple[str, ...] = ()
    """Names in the action that no contact has."""
    outcome: ActionOutcome | None = None
    """What followed; None while the member has not said."""
    outcome_words: str = ""
    """What followed, in the member's words; may be empty."""
    outcome_at: datetime | None = None
    """When the member said so (UTC)."""
    look_back: str = ""
    """The key of the look back that asked what followed; empty where none has."""
    proposed: bool = False
    """True where nobody asked for the test: it came with an action that was proposed."""

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that a card which quotes it speaks of."""
        return (self.id, *self.contact_ids)

    @property
    def cited_note_ids(self) -> tuple[str, ...]:
        """The ids of the notes that verdicts and better action rest on, as their cards number them."""
        ids = [evidence.note_id for judgement in self.judgements for evidence in judgement.evidence]
        return tuple(dict.fromkeys(id for id in (*ids, *self.rewrite_notes) if id))

    @property
    def verdict(self) -> Verdict:
        """The verdict on the whole action."""
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
    """The verdict on an action: it passes when all three tests pass, and fails when one fails."""
    found = list(verdicts)
    if len(found) != len(InvestmentTest):
        raise ValueError("an assessment has exactly one verdict for each of the three tests")
    if Verdict.FAIL in found:
        return Verdict.FAIL
    return Verdict.UNCLEAR if Verdict.UNCLEAR in found else Verdict.PASS


def keep_supported(
    judgements: Sequence[Judgement], action: str, notes: dict[str, str], answers: Sequence[str] = ()
) -> tuple[Judgement, ...]:
    """Judgements with only the evidence that stands in the action, an answer, or a note that was shown.

    A verdict that loses all its evidence becomes unclear: nobody is judged on words that nobody said.
    """
    said = (action, *answers)
    return tuple(_supported(judgement, said, notes) for judgement in judgements)


def _supported(judgement: Judgement, said: Sequence[str], notes: dict[str, str]) -> Judgement:
    def stands(evidence: VerdictEvidence) -> bool:
        places = (notes.get(evidence.note_id, ""),) if evidence.note_id else said
        return bool(evidence.quote.strip()) and any(evidence.quote in place for place in places)

    kept = tuple(filter(stands, judgement.evidence))
    lost_all = bool(judgement.evidence) and not kept
    verdict = Verdict.UNCLEAR if lost_all else judgement.verdict
    return Judgement(judgement.test, verdict, judgement.why, kept)
