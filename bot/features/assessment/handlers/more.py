"""What can be done with an assessment: revise, plan, dispute, ask why, look back (R3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.cards import Card, Form
from bot.core.coaching.investment import Assessment, AssessmentId, Dispute, InvestmentTest, Verdict
from bot.core.deliveries import UNSAID
from bot.core.form_values import place_of, text_of
from bot.core.notes import NoteSource
from bot.core.paging import page_within
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.assessment.cards import card as texts
from bot.features.assessment.cards import forms
from bot.features.assessment.commands import (
    Disagree,
    ExplainTests,
    KeepActionAsNote,
    KeepDispute,
    ListAssessments,
    OpenAssessment,
    PutOnPlan,
    ReviseAction,
)
from bot.features.assessment.handlers.assess import place_card
from bot.features.assessment.handlers.seen import (
    find_activity,
    find_assessment,
    find_cited_notes,
    look_at,
    store,
)
from bot.features.assessment.rules import without_weighing
from bot.features.notes.contracts.taking import keep
from bot.features.notes.contracts.telling import Telling
from bot.features.plans.contracts import Activity, ActivityId, keep_activity


async def revise(turn: Turn[ReviseAction]) -> None:
    """Fill the form with the action as it is, and the better one above it."""
    assessment = await _kept(turn, turn.command.assessment_id)
    if assessment is None:
        await _show(turn, forms.gone_form(), forms.is_gone())
        return
    form = forms.action_form(
        without_weighing(assessment.action),
        network=assessment.network,
        revises=assessment.id,
        card=place_of(turn),
        better=assessment.rewrite,
    )
    await _show(turn, form, forms.what_action())


async def disagree(turn: Turn[Disagree]) -> None:
    """Fill the form for a dispute."""
    assessment = await _kept(turn, turn.command.assessment_id)
    form = forms.dispute_form(assessment, place_of(turn)) if assessment else forms.gone_form()
    await _show(turn, form, forms.is_gone())


async def keep_dispute(turn: Turn[KeepDispute]) -> None:
    """Keep a disputed verdict: on the card now, and with the next test about the same contact."""
    values = turn.command.values
    assessment = await _kept(turn, turn.command.assessment_id)
    if assessment is None:
        await turn.answer(forms.is_gone(), about=UNSAID)
        return
    dispute = Dispute(InvestmentTest(text_of(values, "test")), text_of(values, "reason"), turn.now)
    disputed = replace(assessment, disputes=(*assessment.disputes, dispute))
    async with turn.commit() as uow:
        await store(uow, turn, disputed)
        view = await look_at(uow, turn, disputed, change=turn.change)
        card = texts.assessment_card(view)
        uow.say(*place_card(turn, disputed, card, turn.command.card))


async def put_on_plan(turn: Turn[PutOnPlan]) -> None:
    """Plan what was assessed: the better action where it fails, else the action itself."""
    assessment = await _kept(turn, turn.command.assessment_id)
    if assessment is None:
        await turn.answer(forms.is_gone(), about=UNSAID)
        return
    fails = assessment.verdict is Verdict.FAIL
    text = (assessment.rewrite if fails else "") or without_weighing(assessment.action)
    async with turn.commit() as uow:
        before = await find_activity(uow, assessment)
        activity = _activity(turn, assessment, text, before)
        person = next(iter(turn.people.names(assessment.contact_ids)), "")
        if activity == before:
            uow.say(*turn.reply(forms.already_planned(activity, person), about=UNSAID))
            return
        await keep_activity(uow, activity)
        await uow.of(Assessment).put(replace(assessment, activity_id=activity.id))
        await turn.remember(uow, focus=assessment.contact_ids)
        card = forms.on_plan(activity, person, turn.change)
        uow.say(*turn.reply(card, about=(activity.id, *assessment.contact_ids)))


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


async def explain(turn: Turn[ExplainTests]) -> None:
    """The three tests in plain words, with what each verdict rests on."""
    assessment = await _kept(turn, turn.command.assessment_id)
    if assessment is None:
        await _show(turn, forms.gone_form(), forms.is_gone())
        return
    async with turn.read() as reader:
        numbers = {
            str(note.id): number for number, note in enumerate(await find_cited_notes(reader, assessment), 1)
        }
    bank = turn.knowledge.investment_tests
    form = forms.why_form(assessment, bank, numbers)
    await _show(turn, form, forms.why_card(assessment, bank))


async def list_assessments(turn: Turn[ListAssessments]) -> None:
    """A page of earlier tests."""
    async with turn.read() as reader:
        total = await reader.of(Assessment).count(space=turn.scope.own)
        page = page_within(turn.command.page, total)
        found = await reader.of(Assessment).find(
            space=turn.scope.own, newest_first=True, limit=PAGE, offset=page * PAGE
        )
    rows = [(each, turn.people.names(each.contact_ids)) for each in found]
    await turn.answer(
        forms.history(rows, total=total, page=page, zone=turn.member.zone), in_place=True, about=UNSAID
    )


async def open_assessment(turn: Turn[OpenAssessment]) -> None:
    """Show an earlier test again, to go on with it."""
    assessment = await _kept(turn, turn.command.assessment_id)
    if assessment is None:
        await turn.answer(forms.is_gone(), about=UNSAID)
        return
    async with turn.commit() as uow:
        view = await look_at(uow, turn, assessment, change="")
        asks = view.question is not None
        await turn.remember(
            uow,
            focus=assessment.contact_ids,
            changed=False,
            asks=asks,
            asked_in=assessment.id if asks else "",
        )
        uow.say(*place_card(turn, assessment, texts.assessment_card(view), None))


async def keep_as_note(turn: Turn[KeepActionAsNote]) -> None:
    """Keep the words as a note, whose card takes the place of the test's."""
    assessment = await _kept(turn, turn.command.assessment_id)
    if assessment is None:
        await turn.answer(forms.is_gone(), about=UNSAID)
        return
    await keep(turn, Telling(text=assessment.action, source=NoteSource.MESSAGE, anyway=True))


async def _kept(turn: Turn[Any], assessment_id: str) -> Assessment | None:
    async with turn.read() as reader:
        return await find_assessment(reader, assessment_id)


async def _show(turn: Turn[Any], form: Form, otherwise: Card) -> None:
    await turn.show(form, otherwise=otherwise, about=UNSAID)
