"""Holds an action against the three tests: the coach proposes, code decides what stands (R3, R4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.clarifying import question_about
from bot.domain.contacts import ContactId
from bot.domain.investment import (
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
from bot.domain.knowledge import LessonMoment
from bot.domain.notes import Note
from bot.domain.plans import Activity, ActivityId
from bot.domain.question_banks import ClarifyingQuestion
from bot.domain.understanding import Circumstances, Excerpt
from bot.ports import NotFound, StoreReader, UnitOfWork
from bot.texts.assessment import AssessmentView
from bot.texts.words import name_with_company
from bot.usecases.learning.lessons import minute_on
from bot.usecases.turn import Turn

_READ = 8
"""Notes on the contact that a coach reads for one action."""


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
    """A new assessment of an idea, with a better action where it fails; nothing is stored yet."""
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
    async with turn.read() as reader:
        notes = await _latest(reader, idea.contact_ids)
        disputes = await earlier_disputes(reader, turn, idea.contact_ids)
    excerpts = tuple(
        Excerpt(number=number, note_id=note.id, text=note.text, occurred_on=note.occurred_on)
        for number, note in enumerate(notes, 1)
    )
    return Proposal(
        action=idea.action,
        contact=next(iter(turn.people.names(idea.contact_ids)), ""),
        network=idea.network,
        excerpts=excerpts,
        disputes=tuple(disputes),
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
        return replace(assessment, rewrite="", rewrite_notes=(), rewrite_provenance=None)
    if assessment.rewrite:
        return assessment
    better = await _better(turn, proposal, assessment.judgements, circumstances)
    if better is None:
        return assessment
    return replace(
        assessment,
        rewrite=better.text.rstrip(". "),
        rewrite_notes=better.note_ids,
        rewrite_is_template=better.is_template,
        rewrite_provenance=better.provenance,
    )


async def _better(
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
    return found[:_READ]


async def earlier_disputes(
    reader: StoreReader, turn: Turn[Any], contact_ids: Sequence[ContactId], *, but: str = ""
) -> list[Dispute]:
    """The member's disagreements about the same contact, the newest first; none where nobody is named."""
    if not contact_ids:
        return []
    found = await reader.of(Assessment).find(space=turn.scope.own, contact_ids=tuple(contact_ids))
    disputes = [dispute for each in found if each.id != but for dispute in each.disputes]
    return sorted(disputes, key=lambda dispute: dispute.at, reverse=True)


def open_question(turn: Turn[Any], assessment: Assessment) -> ClarifyingQuestion | None:
    """The one question to ask now."""
    test = assessment.next_unclear
    if test is None:
        return None
    questions = turn.knowledge.clarifying.tests[test.value]
    return question_about(questions, assessment.action, assessment.clarifications)


async def look_at(
    reader: StoreReader, turn: Turn[Any], assessment: Assessment, *, change: str
) -> AssessmentView:
    """An assessment as its card shows it."""
    people = turn.people.some(assessment.contact_ids)
    earlier = await earlier_disputes(reader, turn, assessment.contact_ids, but=assessment.id)
    failed = assessment.verdict is Verdict.FAIL
    return AssessmentView(
        assessment=assessment,
        people=tuple(name_with_company(each.name, turn.people.company(each)) for each in people),
        contact=people[0].name.split()[0] if people else "",
        notes=await find_cited_notes(reader, assessment),
        question=open_question(turn, assessment),
        earlier=tuple(each for each in earlier if each.at < assessment.created_at),
        zone=turn.member.zone,
        change=change,
        offers=await minute_on(reader, turn, LessonMoment.AFTER_FAILED_TEST) if failed else (),
    )


async def find_cited_notes(reader: StoreReader, assessment: Assessment) -> tuple[Note, ...]:
    """The notes that verdicts and better action rest on, as they are numbered; erased ones are left out."""
    ids = [evidence.note_id for judgement in assessment.judgements for evidence in judgement.evidence]
    wanted = tuple(dict.fromkeys(id for id in (*ids, *assessment.rewrite_notes) if id))
    if not wanted:
        return ()
    found: dict[str, Note] = {note.id: note for note in await reader.of(Note).find(id=wanted)}
    return tuple(found[id] for id in wanted if id in found)


async def store(uow: UnitOfWork, turn: Turn[Any], assessment: Assessment) -> None:
    """Keep an assessment, tell its activity, and wait for the answer to its question."""
    await uow.of(Assessment).put(assessment)
    activity = await find_activity(uow, assessment)
    if activity is not None and activity.assessment_id != assessment.id:
        await uow.of(Activity).put(replace(activity, assessment_id=assessment.id))
    asks = open_question(turn, assessment) is not None
    await turn.remember(uow, focus=assessment.contact_ids, asks=asks, asked_in=assessment.id if asks else "")


async def find_activity(reader: StoreReader, assessment: Assessment) -> Activity | None:
    """The activity that the assessment belongs to, if there is one still."""
    if not assessment.activity_id:
        return None
    try:
        return await reader.of(Activity).get(ActivityId(assessment.activity_id))
    except NotFound:
        return None


async def find_assessment(reader: StoreReader, assessment_id: str) -> Assessment | None:
    """The assessment with this id, if it is still there."""
    try:
        return await reader.of(Assessment).get(assessment_id)
    except NotFound:
        return None
