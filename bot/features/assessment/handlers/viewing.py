"""Reads assessments with what their cards show, and stores them (R3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.coaching.investment import Assessment, Verdict
from bot.core.deliveries import NOTHING, Delivery
from bot.core.knowledge.basics import LessonMoment
from bot.core.knowledge.questions import ClarifyingQuestion
from bot.core.notes import Note
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.turn import Turn
from bot.core.words import name_with_company
from bot.features.assessment.cards import notices
from bot.features.assessment.cards.card import AssessmentView, assessment_card
from bot.features.assessment.commands import OpenAssessment
from bot.features.assessment.contracts.advice import keep_advice
from bot.features.assessment.contracts.judging import earlier_disputes, earlier_outcomes
from bot.features.assessment.rules import question_about
from bot.features.plans.contracts import Activity, keep_activity


async def assessment_with_id(turn: Turn[Any]) -> Assessment | None:
    """The assessment of the command; None when the member was told that it is gone."""
    assessment = await turn.one(Assessment, turn.command.assessment_id)
    if assessment is None:
        await turn.answer(notices.is_gone(), about=NOTHING)
    return assessment


def next_question(turn: Turn[Any], assessment: Assessment) -> ClarifyingQuestion | None:
    """The one question to ask now; None where nothing is unclear."""
    test = assessment.next_unclear
    if test is None:
        return None
    questions = turn.knowledge.clarifying.tests[test.value]
    return question_about(questions, assessment.action, assessment.clarifications)


async def view_assessment(
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
        question=next_question(turn, assessment),
        earlier=tuple(each for each in earlier if each.at < assessment.created_at),
        followed=await earlier_outcomes(reader, turn, assessment.contact_ids, but=assessment.id),
        zone=turn.member.zone,
        change=change,
        offers=await turn.lesson_buttons(reader, LessonMoment.AFTER_FAILED_TEST) if failed else (),
    )


async def find_cited_notes(reader: StoreReader, assessment: Assessment) -> tuple[Note, ...]:
    """The notes that verdicts and better action rest on, as they are numbered; erased ones are left out."""
    wanted = assessment.cited_note_ids
    if not wanted:
        return ()
    found: dict[str, Note] = {note.id: note for note in await reader.of(Note).find(id=wanted)}
    return tuple(found[id] for id in wanted if id in found)


async def store(uow: UnitOfWork, turn: Turn[Any], assessment: Assessment) -> None:
    """Store an assessment, link its activity with it, and wait for the answer to its question."""
    await uow.of(Assessment).put(assessment)
    await keep_advice(uow, turn, assessment.rewrite_shape, next(iter(assessment.contact_ids), ""))
    activity = await find_activity(uow, assessment)
    if activity is not None and activity.assessment_id != assessment.id:
        await keep_activity(uow, replace(activity, assessment_id=assessment.id))
    asks = next_question(turn, assessment) is not None
    await turn.remember(uow, focus=assessment.contact_ids, asks=asks, asked_in=assessment.id if asks else "")


async def store_and_show(turn: Turn[Any], assessment: Assessment, place: str | None) -> None:
    """Store an assessment, and put its card in the place (`conversation/message`) of an earlier one."""
    async with turn.commit() as uow:
        await store(uow, turn, assessment)
        view = await view_assessment(uow, turn, assessment, change=turn.change)
        uow.say(*put_card(turn, view, place))


def put_card(turn: Turn[Any], view: AssessmentView, place: str | None) -> tuple[Delivery, ...]:
    """The card of an assessment where it stood (`conversation/message`), else as a new message."""
    card = assessment_card(view)
    again = OpenAssessment(view.assessment.id)
    if place:
        return turn.put_at(card, place, about=view.about, redraw=again)
    return turn.reply(card, about=view.about, subject=view.assessment.card, redraw=again)


async def find_activity(reader: StoreReader, assessment: Assessment) -> Activity | None:
    """The activity that the assessment belongs to, if there is one still."""
    return await reader.of(Activity).one(assessment.activity_id)
