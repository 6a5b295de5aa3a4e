"""Takes what can be done with an assessment: revise, plan, dispute, ask why, look back (R3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.coaching.investment import Assessment, AssessmentId, Dispute, InvestmentTest, Verdict
from bot.core.deliveries import NOTHING
from bot.core.form_values import text_of, written_day
from bot.core.notes import NoteSource
from bot.core.paging import page_within
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.assessment.cards import forms, lists, notices
from bot.features.assessment.cards.card import assessment_card
from bot.features.assessment.commands import (
    Disagree,
    ExplainTests,
    KeepActionAsNote,
    KeepDispute,
    ListAssessments,
    OpenAssessment,
    PutOnPlan,
    ReviseAction,
    ShowWholeAssessment,
)
from bot.features.assessment.handlers.viewing import (
    assessment_with_id,
    find_activity,
    find_cited_notes,
    put_card,
    store_and_show,
    view_assessment,
)
from bot.features.assessment.rules import without_weighing
from bot.features.notes.contracts.taking import keep
from bot.features.notes.contracts.telling import Telling
from bot.features.plans.contracts import Activity, ActivityId, keep_activity


async def revise(turn: Turn[ReviseAction]) -> None:
    """Fill the form with the action as it is, and the better one above it."""
    assessment = await turn.one(Assessment, turn.command.assessment_id)
    if assessment is None:
        await _show_gone(turn)
        return
    form = forms.action_form(
        without_weighing(assessment.action),
        network=assessment.network,
        revises=assessment.id,
        card=turn.card_place,
        better=assessment.rewrite,
    )
    await turn.show(form, otherwise=notices.what_action(), about=assessment.about)


async def disagree(turn: Turn[Disagree]) -> None:
    """Fill the form for a dispute."""
    assessment = await turn.one(Assessment, turn.command.assessment_id)
    if assessment is None:
        await _show_gone(turn)
        return
    form = forms.dispute_form(assessment, turn.card_place)
    await turn.show(form, otherwise=notices.is_gone(), about=assessment.about)


async def explain(turn: Turn[ExplainTests]) -> None:
    """Show the three tests in plain words, with what each verdict rests on."""
    assessment = await turn.one(Assessment, turn.command.assessment_id)
    if assessment is None:
        await _show_gone(turn)
        return
    async with turn.read() as reader:
        notes = await find_cited_notes(reader, assessment)
    numbers = {str(note.id): number for number, note in enumerate(notes, 1)}
    bank = turn.knowledge.investment_tests
    await turn.show(
        forms.why_form(assessment, bank, numbers),
        otherwise=forms.why_card(assessment, bank),
        about=(*assessment.about, *numbers),
    )


async def _show_gone(turn: Turn[Any]) -> None:
    await turn.show(notices.gone_form(), otherwise=notices.is_gone(), about=NOTHING)


async def keep_dispute(turn: Turn[KeepDispute]) -> None:
    """Keep a disputed verdict: on the card now, and with the next test about the same contact."""
    values = turn.command.values
    assessment = await assessment_with_id(turn)
    if assessment is None:
        return
    dispute = Dispute(InvestmentTest(text_of(values, "test")), text_of(values, "reason"), turn.now)
    disputed = replace(assessment, disputes=(*assessment.disputes, dispute))
    await store_and_show(turn, disputed, turn.command.card)


async def put_on_plan(turn: Turn[PutOnPlan]) -> None:
    """Plan what was assessed: the better action where it fails, else the action itself."""
    assessment = await assessment_with_id(turn)
    if assessment is None:
        return
    fails = assessment.verdict is Verdict.FAIL
    text = (assessment.rewrite if fails else "") or without_weighing(assessment.action)
    person = next(iter(turn.people.names(assessment.contact_ids)), "")
    async with turn.commit() as uow:
        before = await find_activity(uow, assessment)
        activity = _activity(turn, assessment, text, before)
        activity = replace(activity, on=written_day(turn.command.on) or activity.on)
        about = (*activity.about, *assessment.contact_ids)
        if activity == before:
            uow.say(*turn.reply(notices.already_planned(activity, person), about=about))
            return
        await keep_activity(uow, activity)
        await uow.of(Assessment).put(replace(assessment, activity_id=activity.id))
        await turn.remember(uow, focus=assessment.contact_ids)
        uow.say(*turn.reply(notices.on_plan(activity, person, turn.change, turn.today), about=about))


def _activity(turn: Turn[Any], assessment: Assessment, text: str, before: Activity | None) -> Activity:
    if before is not None:
        return replace(before, text=text, assessment_id=AssessmentId(assessment.id))
    contact = next(iter(turn.people.some(assessment.contact_ids)), None)
    return Activity(
        id=ActivityId(turn.new_id("activity")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        text=text,
        owner=turn.scope.member,
        contact_id=contact.id if contact else None,
        account_id=contact.account_id if contact else None,
        assessment_id=AssessmentId(assessment.id),
    )


async def list_assessments(turn: Turn[ListAssessments]) -> None:
    """Show a page of earlier tests, the newest first."""
    async with turn.read() as reader:
        total = await reader.of(Assessment).count(space=turn.scope.own)
        page = page_within(turn.command.page, total)
        found = await reader.of(Assessment).find(
            space=turn.scope.own, newest_first=True, limit=PAGE, offset=page * PAGE
        )
    rows = [(each, turn.people.names(each.contact_ids)) for each in found]
    card = lists.history(rows, total=total, page=page, zone=turn.member.zone)
    await turn.answer(card, in_place=True, about=tuple(id for each in found for id in each.about))


async def open_assessment(turn: Turn[OpenAssessment]) -> None:
    """Show an earlier test again, to go on with it."""
    assessment = await assessment_with_id(turn)
    if assessment is None:
        return
    async with turn.commit() as uow:
        view = replace(await view_assessment(uow, turn, assessment, change=""), whole=True)
        asks = view.question is not None
        await turn.remember(
            uow,
            focus=assessment.contact_ids,
            changed=False,
            asks=asks,
            asked_in=assessment.id if asks else "",
        )
        uow.say(*put_card(turn, view, None))


async def show_whole(turn: Turn[ShowWholeAssessment]) -> None:
    """Show the reasons of all three tests, where the card stood."""
    assessment = await assessment_with_id(turn)
    if assessment is None:
        return
    async with turn.read() as reader:
        view = replace(await view_assessment(reader, turn, assessment, change=""), whole=True)
    again = OpenAssessment(assessment.id)
    await turn.answer(assessment_card(view), about=view.about, in_place=True, redraw=again)


async def keep_as_note(turn: Turn[KeepActionAsNote]) -> None:
    """Keep the words as a note, whose card takes the place of the test's."""
    assessment = await assessment_with_id(turn)
    if assessment is None:
        return
    await keep(turn, Telling(text=assessment.action, source=NoteSource.MESSAGE, anyway=True))
