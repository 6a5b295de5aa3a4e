"""Holds an action against the three tests: the coach proposes, code decides what stands (R3, R4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.coaching.investment import Assessment, Verdict
from bot.core.knowledge.basics import LessonMoment
from bot.core.knowledge.questions import ClarifyingQuestion
from bot.core.notes import Note
from bot.core.ports.books import StoreReader, UnitOfWork
from bot.core.ports.errors import NotFound
from bot.core.turn import Turn
from bot.core.words import name_with_company
from bot.features.assessment.cards.card import AssessmentView
from bot.features.assessment.contracts.judging import earlier_disputes
from bot.features.assessment.rules import question_about
from bot.features.plans.contracts import Activity, ActivityId, keep_activity


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
        offers=await turn.lesson_buttons(reader, LessonMoment.AFTER_FAILED_TEST) if failed else (),
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
        await keep_activity(uow, replace(activity, assessment_id=assessment.id))
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
