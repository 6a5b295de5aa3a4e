"""Holds an action against the tests, for any feature: assessment (R3, R4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.core.coaching.investment import (
    Assessment,
    AssessmentId,
    Dispute,
    Judgement,
    Network,
    Proposal,
    Rewrite,
    Verdict,
    keep_supported,
    whole,
)
from bot.core.coaching.understanding import Circumstances
from bot.core.contacts import ContactId
from bot.core.excerpts import excerpts_of
from bot.core.fairness import pick_fairly
from bot.core.notes import Note
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.features.assessment.contracts.advice import read_advised, read_whom
from bot.features.assessment.rules import without_praise

_READ = 8
"""How many of the contact's notes a coach reads for one action."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """An action that a member thinks of, and for whom."""

    action: str
    contact_ids: tuple[ContactId, ...] = ()
    unknown: tuple[str, ...] = ()
    """Names in it that no contact has."""
    network: Network | None = None
    """Whose network it serves, where the member chose."""
    activity_id: str = ""
    revises: AssessmentId | None = None


async def judge(turn: Turn[Any], idea: Idea) -> Assessment:
    """Make an assessment of an idea, with a better action where it fails; nothing is stored yet."""
    proposal = await build_proposal(turn, idea)
    circumstances = turn.circumstances()
    judged = await turn.coach.assess(proposal, circumstances)
    judgements = keep_grounded(judged.judgements, proposal)
    proposal = replace(proposal, network=judged.network)
    id = AssessmentId(turn.new_id("assessment"))
    assessment = Assessment(
        id=id,
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        action=idea.action,
        judgements=judgements,
        provenance=judged.provenance,
        network=judged.network,
        contact_ids=idea.contact_ids,
        revises=idea.revises,
        activity_id=idea.activity_id,
        card=f"assessment:{id}",
        unknown_people=idea.unknown,
    )
    return await with_better(turn, assessment, proposal, circumstances)


async def build_proposal(turn: Turn[Any], idea: Idea) -> Proposal:
    """The idea with what a coach may know: the contact's latest notes, and earlier disagreements."""
    contact = turn.people.get(idea.contact_ids[0]) if idea.contact_ids else None
    async with turn.read() as reader:
        notes = await _latest(reader, idea.contact_ids)
        disputes = await earlier_disputes(reader, turn, idea.contact_ids)
        whom = await read_whom(reader, turn, contact)
        advised = await read_advised(reader, turn, contact.id if contact else "")
    return Proposal(
        action=without_praise(idea.action),
        contact=contact.name if contact else "",
        network=idea.network,
        excerpts=excerpts_of(notes, turn.people),
        disputes=tuple(disputes),
        whom=whom,
        told=advised.of_late,
        told_before=advised.for_person,
        seed=f"{idea.action}:{turn.today}",
    )


def keep_grounded(judgements: Sequence[Judgement], proposal: Proposal) -> tuple[Judgement, ...]:
    """Judgements whose evidence stands in the member's words or in a note that was shown."""
    notes = {excerpt.note_id: excerpt.text for excerpt in proposal.excerpts}
    return keep_supported(judgements, proposal.action, notes, proposal.said[1:])


async def with_better(
    turn: Turn[Any], assessment: Assessment, proposal: Proposal, circumstances: Circumstances
) -> Assessment:
    """The assessment with an action that would pass, where it fails and has none yet."""
    if assessment.verdict is not Verdict.FAIL:
        return replace(assessment, rewrite="", rewrite_notes=(), rewrite_shape="", rewrite_provenance=None)
    if assessment.rewrite:
        return assessment
    better = await best_rewrite(turn, proposal, assessment.judgements, circumstances)
    if better is None:
        return assessment
    return replace(
        assessment,
        rewrite=better.text.rstrip(". "),
        rewrite_notes=better.note_ids,
        rewrite_is_template=better.is_template,
        rewrite_shape=better.shape,
        rewrite_provenance=better.provenance,
    )


async def best_rewrite(
    turn: Turn[Any], proposal: Proposal, judgements: Sequence[Judgement], circumstances: Circumstances
) -> Rewrite | None:
    """What the coach wrote if the same tests pass it, else the rules' template if they pass that."""
    simple = replace(circumstances, model_allowed=False)
    for asked in (circumstances, simple):
        rewrite = await turn.coach.rewrite(proposal, judgements, asked)
        judged_by = simple if rewrite.is_template else asked
        if rewrite.text and await _passes(turn, proposal, rewrite.text, judged_by):
            return rewrite
        if rewrite.is_template:
            break
    return None


async def _passes(turn: Turn[Any], proposal: Proposal, text: str, circumstances: Circumstances) -> bool:
    candidate = replace(proposal, action=text, clarifications=())
    judged = await turn.coach.assess(candidate, circumstances)
    return whole(each.verdict for each in keep_grounded(judged.judgements, candidate)) is Verdict.PASS


async def _latest(reader: StoreReader, contact_ids: Sequence[ContactId]) -> list[Note]:
    if not contact_ids:
        return []
    found = await reader.of(Note).find(contact_ids=tuple(contact_ids), superseded_by=None)
    found.sort(key=lambda note: (note.occurred_on, note.created_at), reverse=True)
    return pick_fairly(found, lambda note: note.contact_ids, contact_ids, _READ)


async def earlier_disputes(
    reader: StoreReader, turn: Turn[Any], contact_ids: Sequence[ContactId], *, but: str = ""
) -> list[Dispute]:
    """The member's disagreements about the same contact, the newest first; none where nobody is named."""
    if not contact_ids:
        return []
    found = await reader.of(Assessment).find(space=turn.scope.own, contact_ids=tuple(contact_ids))
    disputes = [dispute for each in found if each.id != but for dispute in each.disputes]
    return sorted(disputes, key=lambda dispute: dispute.at, reverse=True)


async def earlier_outcomes(
    reader: StoreReader, turn: Turn[Any], contact_ids: Sequence[ContactId], *, but: str = ""
) -> tuple[Assessment, ...]:
    """Tests for the same contact of which the member said what followed, the newest first."""
    if not contact_ids:
        return ()
    found = await reader.of(Assessment).find(
        space=turn.scope.own, contact_ids=tuple(contact_ids), newest_first=True
    )
    return tuple(each for each in found if each.outcome is not None and each.id != but)
