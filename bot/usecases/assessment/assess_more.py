"""What can be done with an assessment: revise, plan, dispute, ask why, look back (R3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.clarifying import without_weighing
from bot.domain.investment import Assessment, AssessmentId, Dispute, InvestmentTest, Verdict
from bot.domain.notes import NoteSource
from bot.domain.plans import Activity, ActivityId
from bot.messages.assessing import (
    Disagree,
    ExplainTests,
    KeepActionAsNote,
    KeepDispute,
    ListAssessments,
    OpenAssessment,
    PutOnPlan,
    ReviseAction,
)
from bot.messages.cards import Card, Form
from bot.ports import Work
from bot.texts import assessment as texts
from bot.texts import assessment_forms as forms
from bot.texts.paging import page_within
from bot.texts.words import PAGE
from bot.usecases.assessment.assess import placed
from bot.usecases.assessment.assessing import cited, kept, look_at, planned, store
from bot.usecases.desk import Desk
from bot.usecases.forms import place_of, text_of
from bot.usecases.notes.take_note import Telling, keep
from bot.usecases.people.finding import answer
from bot.usecases.replies import reply, show
from bot.usecases.situation import Situation, look, remember


async def revise(work: Work[ReviseAction], desk: Desk) -> None:
    """Fill the form with the action as it is, and the better one above it."""
    situation, assessment = await _kept(work, desk, work.command.assessment_id)
    if assessment is None:
        await _show(work, desk, situation, forms.gone_form(), forms.is_gone())
        return
    form = forms.action_form(
        without_weighing(assessment.action),
        network=assessment.network,
        revises=assessment.id,
        card=place_of(work),
        better=assessment.rewrite,
    )
    await _show(work, desk, situation, form, forms.what_action())


async def disagree(work: Work[Disagree], desk: Desk) -> None:
    """Fill the form for a dispute."""
    situation, assessment = await _kept(work, desk, work.command.assessment_id)
    form = forms.dispute_form(assessment, place_of(work)) if assessment else forms.gone_form()
    await _show(work, desk, situation, form, forms.is_gone())


async def keep_dispute(work: Work[KeepDispute], desk: Desk) -> None:
    """Keep a disputed verdict: on the card now, and with the next test about the same contact."""
    values = work.command.values
    situation, assessment = await _kept(work, desk, work.command.assessment_id)
    if assessment is None:
        await answer(work, desk, situation, forms.is_gone())
        return
    dispute = Dispute(InvestmentTest(text_of(values, "test")), text_of(values, "reason"), work.now)
    disputed = replace(assessment, disputes=(*assessment.disputes, dispute))
    async with desk.ledger.write(work) as books:
        await store(books, work, desk, disputed)
        seen = await look_at(books, work, desk, situation, disputed, change=work.change)
        card = texts.assessment_card(seen)
        books.say(*placed(work, situation, disputed, card, work.command.card))


async def put_on_plan(work: Work[PutOnPlan], desk: Desk) -> None:
    """Plan what was assessed: the better action where it fails, else the action itself."""
    situation, assessment = await _kept(work, desk, work.command.assessment_id)
    if assessment is None:
        await answer(work, desk, situation, forms.is_gone())
        return
    fails = assessment.verdict is Verdict.FAIL
    text = (assessment.rewrite if fails else "") or without_weighing(assessment.action)
    async with desk.ledger.write(work) as books:
        before = await planned(books, assessment)
        activity = _activity(work, situation, assessment, text, before)
        person = next(iter(situation.people.names(assessment.contact_ids)), "")
        if activity == before:
            books.say(*reply(work, situation.member, forms.already_planned(activity, person)))
            return
        await books.of(Activity).put(activity)
        await books.of(Assessment).put(replace(assessment, activity_id=activity.id))
        await remember(books, work, focus=assessment.contact_ids)
        card = forms.on_plan(activity, person, work.change)
        books.say(*reply(work, situation.member, card, about=(activity.id, *assessment.contact_ids)))


def _activity(
    work: Work[Any], situation: Situation, assessment: Assessment, text: str, before: Activity | None
) -> Activity:
    if before is not None:
        return replace(before, text=text, assessment_id=AssessmentId(assessment.id))
    contact = next(iter(situation.people.some(assessment.contact_ids)), None)
    return Activity(
        id=ActivityId(work.new_id("activity")),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        text=text,
        owner=work.scope.member,
        contact_id=contact.id if contact else None,
        account_id=contact.account_id if contact else None,
        assessment_id=AssessmentId(assessment.id),
    )


async def explain(work: Work[ExplainTests], desk: Desk) -> None:
    """The three tests in plain words, with what each verdict rests on."""
    situation, assessment = await _kept(work, desk, work.command.assessment_id)
    if assessment is None:
        await _show(work, desk, situation, forms.gone_form(), forms.is_gone())
        return
    async with desk.ledger.read(work.scope) as books:
        numbers = {str(note.id): number for number, note in enumerate(await cited(books, assessment), 1)}
    bank = desk.knowledge.investment_tests
    form = forms.why_form(assessment, bank, numbers)
    await _show(work, desk, situation, form, forms.why_card(assessment, bank))


async def list_assessments(work: Work[ListAssessments], desk: Desk) -> None:
    """A page of earlier tests."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        total = await books.of(Assessment).count(space=work.scope.own)
        page = page_within(work.command.page, total)
        found = await books.of(Assessment).find(
            space=work.scope.own, newest_first=True, limit=PAGE, offset=page * PAGE
        )
    rows = [(each, situation.people.names(each.contact_ids)) for each in found]
    await answer(
        work,
        desk,
        situation,
        forms.history(rows, total=total, page=page, zone=situation.member.zone),
        in_place=True,
    )


async def open_assessment(work: Work[OpenAssessment], desk: Desk) -> None:
    """Show an earlier test again, to go on with it."""
    situation, assessment = await _kept(work, desk, work.command.assessment_id)
    if assessment is None:
        await answer(work, desk, situation, forms.is_gone())
        return
    async with desk.ledger.write(work) as books:
        seen = await look_at(books, work, desk, situation, assessment, change="")
        asks = seen.question is not None
        await remember(
            books,
            work,
            focus=assessment.contact_ids,
            changed=False,
            asks=asks,
            asked_in=assessment.id if asks else "",
        )
        books.say(*placed(work, situation, assessment, texts.assessment_card(seen), None))


async def keep_as_note(work: Work[KeepActionAsNote], desk: Desk) -> None:
    """Keep the words as a note, whose card takes the place of the test's."""
    situation, assessment = await _kept(work, desk, work.command.assessment_id)
    if assessment is None:
        await answer(work, desk, situation, forms.is_gone())
        return
    await keep(work, desk, Telling(text=assessment.action, source=NoteSource.MESSAGE, anyway=True))


async def _kept(work: Work[Any], desk: Desk, assessment_id: str) -> tuple[Situation, Assessment | None]:
    async with desk.ledger.read(work.scope) as books:
        return await look(books, work), await kept(books, assessment_id)


async def _show(work: Work[Any], desk: Desk, situation: Situation, form: Form, otherwise: Card) -> None:
    async with desk.ledger.write(work) as books:
        books.say(*show(work, situation.member, form, otherwise))
