"""The investment tests by a language model: what it is shown, and what of its drafts is kept (R3, R4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from bot.coach.model.drafts import StrictDraft
from bot.coach.model.grounding.addresses import sends_elsewhere
from bot.coach.model.grounding.deciding import invention_in
from bot.coach.model.grounding.excerpts import ground_sources
from bot.coach.model.grounding.flaws import GroundSource
from bot.core.coaching.investment import (
    InvestmentTest,
    Judged,
    Judgement,
    Network,
    Proposal,
    Rewrite,
    Verdict,
    VerdictEvidence,
    keep_supported,
)
from bot.core.coaching.understanding import Excerpt, Provenance
from bot.core.ports.errors import Unfounded
from bot.language.names import with_name

_LONGEST_TEXT = 4_000
_MOST_QUOTES = 3
_LONGEST_ACTION = 600
_NOTHING = "(none)"


class QuoteDraft(StrictDraft):
    """Words that a verdict rests on; note 0 is the member's own words."""

    text: str
    note: int


class JudgementDraft(StrictDraft):
    """One test as the model judged it: the reason comes before the verdict."""

    why: str
    quotes: list[QuoteDraft]
    verdict: Literal["pass", "fail", "unclear"]


class AssessmentDraft(StrictDraft):
    """The three tests as the model judged them."""

    invests: JudgementDraft
    learns: JudgementDraft
    illustrates: JudgementDraft
    network: Literal["client", "career"]

    def verify(self, proposal: Proposal, provenance: Provenance, *, today: date) -> Judged:
        """Drop quotes that do not stand where the draft says; a pass without any quote becomes unclear."""
        notes = {excerpt.note_id: excerpt.text for excerpt in proposal.excerpts}
        by_number = {excerpt.number: excerpt.note_id for excerpt in proposal.excerpts}
        drafts = {
            InvestmentTest.INVESTS: self.invests,
            InvestmentTest.LEARNS: self.learns,
            InvestmentTest.ILLUSTRATES: self.illustrates,
        }
        read = [_judgement(test, draft, by_number, proposal, today) for test, draft in drafts.items()]
        kept = keep_supported(read, proposal.action, notes, [each.answer for each in proposal.clarifications])
        return Judged(
            judgements=tuple(map(_with_ground, kept)),
            provenance=provenance,
            network=proposal.network or Network(self.network),
        )


class RewriteDraft(StrictDraft):
    """A better action as the model wrote it."""

    text: str
    builds_on: list[int]

    def verify(self, proposal: Proposal, provenance: Provenance, *, today: date) -> Rewrite:
        """Drop notes that were not shown; raises Unfounded where it says what nobody gave."""
        by_number = {excerpt.number: excerpt.note_id for excerpt in proposal.excerpts}
        used = (by_number[number] for number in self.builds_on if number in by_number)
        text = " ".join(self.text.split())
        if len(text) > _LONGEST_ACTION or _is_made_up(text, proposal, today):
            raise Unfounded("the action did not pass its check")
        return Rewrite(text=text, provenance=provenance, note_ids=tuple(dict.fromkeys(used)))


def assess_inputs(proposal: Proposal) -> dict[str, Any]:
    """Return what the prompt `assess` shows."""
    whom = proposal.contact or "the other side"
    answers = (
        f"Q: {with_name(each.question, 'contact', whom)}\nA: {each.answer}"
        for each in proposal.clarifications
    )
    return _shared(proposal) | {"answers": "\n".join(answers) or _NOTHING}


def rewrite_inputs(proposal: Proposal, judgements: Sequence[Judgement]) -> dict[str, Any]:
    """Return what the prompt `rewrite` shows."""
    verdicts = ", ".join(f"{each.test}: {each.verdict}" for each in judgements)
    return _shared(proposal) | {"verdicts": verdicts or "not judged yet"}


def _shared(proposal: Proposal) -> dict[str, Any]:
    disputes = (f"{each.test} ({each.at.date().isoformat()}): {each.reason}" for each in proposal.disputes)
    return {
        "action": proposal.action[:_LONGEST_TEXT],
        "contact": proposal.contact or "(nobody known)",
        "network": proposal.network.value if proposal.network else "not said",
        "notes": "\n\n".join(map(_shown, proposal.excerpts)) or _NOTHING,
        "disputes": "\n".join(disputes) or _NOTHING,
    }


def _shown(excerpt: Excerpt) -> str:
    return f"[{excerpt.number}] {excerpt.occurred_on.isoformat()}:\n{excerpt.text[:_LONGEST_TEXT]}"


def _told(proposal: Proposal) -> list[GroundSource]:
    """All that the model was shown: what it writes names nobody else and no other number."""
    asked = (each.question for each in proposal.clarifications)
    said = [*proposal.said, proposal.contact, *asked, *(each.reason for each in proposal.disputes)]
    return [*ground_sources(proposal.excerpts), *(GroundSource("", each) for each in said)]


def _is_made_up(text: str, proposal: Proposal, today: date) -> bool:
    """Return whether a text says what nobody gave, or sends the member to an address not their own."""
    own = " ".join((proposal.action, *(each.answer for each in proposal.clarifications)))
    return sends_elsewhere(text, own) or invention_in(text, _told(proposal), "", today) is not None


def _judgement(
    test: InvestmentTest,
    draft: JudgementDraft,
    by_number: dict[int, str],
    proposal: Proposal,
    today: date,
) -> Judgement:
    # A note that was not shown keeps an id that no note has, so that the check drops its quote.
    evidence = tuple(
        VerdictEvidence(quote.text, by_number.get(quote.note, "not shown") if quote.note else "")
        for quote in draft.quotes[:_MOST_QUOTES]
    )
    why = "" if _is_made_up(draft.why, proposal, today) else " ".join(draft.why.split())
    return Judgement(test, Verdict(draft.verdict), why, evidence)


def _with_ground(judgement: Judgement) -> Judgement:
    if judgement.verdict is Verdict.PASS and not judgement.evidence:
        return Judgement(judgement.test, Verdict.UNCLEAR, judgement.why)
    return judgement
