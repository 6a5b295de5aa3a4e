"""Relationship plans: the activities that build and deepen a relationship (R1, R2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.core.coaching.investment import Assessment
from bot.core.coaching.understanding import Understanding
from bot.core.colleagues import names_of
from bot.core.deliveries import UNSAID
from bot.core.form_values import date_of, place_of, text_of
from bot.core.identity import MemberId
from bot.core.naming import One
from bot.core.paging import page_within
from bot.core.ports.books import StoreReader
from bot.core.ports.errors import NotFound
from bot.core.relations import Relation, of_contact, of_ids, put_at, relation
from bot.core.turn import Turn, Where
from bot.core.words import PAGE
from bot.features.plans import cards as texts
from bot.features.plans.commands import AddActivity, DropActivity, EditActivity, SaveActivity, ShowPlan
from bot.features.plans.contracts import Activity, ActivityId, ActivityState
from bot.features.plans.rules import is_list_of_deals, to_do_first
from bot.language.dates import day_first_in, find_dates


async def show_plan(turn: Turn[ShowPlan]) -> None:
    """A page of one plan; without a name, of everything that is planned."""
    command = turn.command
    found: Relation | None = None
    if command.name or command.contact_id or command.account_id:
        found = await relation(turn, lambda id: ShowPlan(contact_id=id))
        if found is None:
            return
    async with turn.read() as reader:
        view = await _seen(reader, turn, found, command)
    view = await _with_owners(turn, view)
    async with turn.commit() as uow:
        await turn.remember(uow, focus=_focus(found), changed=False)
        uow.say(*turn.update(texts.plan_card(view), about=found.about if found else ()))


async def _seen(
    reader: StoreReader, turn: Turn[Any], found: Relation | None, command: ShowPlan
) -> texts.PlanView:
    activities = to_do_first(await activities_of(reader, turn, found))
    planned = [each for each in activities if each.state is ActivityState.PLANNED]
    if found is None:
        activities = planned
    page = page_within(command.page, len(activities))
    shown = activities[page * PAGE : (page + 1) * PAGE]
    whom = (found.contact or found.account) if found else None
    return texts.PlanView(
        name=found.label if found else "",
        rows=[await _row(reader, turn, each, found) for each in shown],
        total=len(activities),
        planned=len(planned),
        page=page,
        today=turn.today,
        show=ShowPlan(
            contact_id=found.contact_id if found else "", account_id=found.account_id if found else ""
        ),
        is_deals=is_list_of_deals([each.text for each in planned]),
        points=await turn.sections(reader, Where.PLAN, whom) if whom and not page else (),
    )


async def _with_owners(turn: Turn[Any], view: texts.PlanView) -> texts.PlanView:
    """The same page with the names of colleagues who do what the member does not do (R1)."""
    others = {row.activity.owner for row in view.rows} - {turn.scope.member}
    names = await names_of(turn, others)
    return replace(view, rows=[replace(row, owner=names.get(row.activity.owner)) for row in view.rows])


async def activities_of(reader: StoreReader, turn: Turn[Any], found: Relation | None) -> list[Activity]:
    """The activities of a relationship; an account's are its people's, too."""
    repository = reader.of(Activity)
    if found is None:
        return await repository.find()
    own = await repository.find(**found.equals)
    if found.contact is not None or found.account is None:
        return own
    there = [each.id for each in turn.people.at(found.account.id)]
    of_people = await repository.find(contact_id=tuple(there)) if there else []
    return list({each.id: each for each in [*own, *of_people]}.values())


async def _row(
    reader: StoreReader, turn: Turn[Any], activity: Activity, found: Relation | None
) -> texts.ActivityView:
    whose = ""
    if found is None or (found.account is not None and activity.contact_id):
        of = of_ids(turn, activity.contact_id, activity.account_id)
        whose = of.name if of else ""
    assessment: Assessment | None = None
    if activity.assessment_id:
        try:
            assessment = await reader.of(Assessment).get(activity.assessment_id)
        except NotFound:
            assessment = None
    return texts.ActivityView(activity=activity, assessment=assessment, whose=whose)


async def add_activity(turn: Turn[AddActivity]) -> None:
    """Put an activity on a plan: at once where the words say it, else by the form."""
    command = turn.command
    text = " ".join(command.text.split())
    if len(text) > texts.LONGEST:
        await turn.answer(texts.too_long(), about=UNSAID)
        return
    understood = await turn.coach.understand(text, turn.circumstances()) if text else None
    found = await _whose(turn, text, understood)
    if found is None:
        return
    if not text:
        await _open_form(turn, found)
        return
    day = _day_in(text, await _expected(turn, text), turn)
    activity = _new(turn, found, text, day)
    await _put(turn, found, activity, None)


async def _whose(turn: Turn[AddActivity], text: str, understood: Understanding | None) -> Relation | None:
    """The relationship that is named, else the one that the words name, else the member is asked."""
    command = turn.command
    if command.name or command.contact_id or command.account_id:
        return await relation(turn, lambda id: AddActivity(text=text, contact_id=id))
    people, names = turn.people, [m.written for m in understood.mentions] if understood else []
    clear = {who.contact.id: who.contact for name in names if isinstance(who := people.who(name), One)}
    if len(clear) == 1:
        return of_contact(turn, next(iter(clear.values())))
    if len(names) == 1:
        return await relation(turn, lambda id: AddActivity(text=text, contact_id=id), name=names[0])
    accounts = [a for name in (understood.companies if understood else ()) if (a := people.account(name))]
    if len(accounts) == 1 and not names:
        return Relation(account=accounts[0])
    among = tuple(clear.values()) or people.some(turn.focus) or people.recent()
    choices = [(of_contact(turn, each).label, each.id) for each in among]
    await turn.answer(texts.whose(text, choices), about=UNSAID)
    return None


def _day_in(text: str, expected: tuple[str, ...], turn: Turn[Any]) -> date | None:
    """The day that an activity is meant for: a day rather than a year, and none of what others shall do."""
    for quote in expected:
        text = text.replace(quote, " ")
    spans = find_dates(text, turn.today, day_first=day_first_in(turn.member.zone))
    if not spans:
        return None
    shortest = min(spans, key=lambda span: span.planned.last - span.planned.first)
    return max(shortest.planned.last, turn.today)


async def _expected(turn: Turn[Any], text: str) -> tuple[str, ...]:
    """Words of an activity that take another's future act for a fact (R2)."""
    read = await turn.coach.understand(f"note: {text}", turn.circumstances())
    return tuple(each.quote for each in read.assumptions if each.quote in text)


def _new(turn: Turn[Any], found: Relation, text: str, on: date | None) -> Activity:
    return Activity(
        id=ActivityId(turn.new_id("activity")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        text=text,
        owner=turn.scope.member,
        contact_id=found.contact.id if found.contact else None,
        account_id=found.account.id if found.account and not found.contact else None,
        on=on,
    )


async def _put(turn: Turn[Any], found: Relation, activity: Activity, place: str | None) -> None:
    """Store a new or changed activity, with what of it is an expectation (R2)."""
    activity = replace(activity, assumptions=await _expected(turn, activity.text))
    others = {activity.owner} - {turn.scope.member}
    owner = (await names_of(turn, others)).get(activity.owner)
    card = texts.added_card(activity, found.label, turn.change, turn.today, owner=owner)
    async with turn.commit() as uow:
        await uow.of(Activity).put(activity)
        await turn.remember(uow, focus=_focus(found))
        uow.say(*put_at(turn, card, place, found.about))


async def _open_form(turn: Turn[Any], found: Relation) -> None:
    submit = SaveActivity(found.contact_id, found.account_id, card=None)
    form = texts.activity_form(found.label, submit, None, turn.scope.member)
    again = AddActivity(contact_id=found.contact_id, account_id=found.account_id)
    await turn.show(form, otherwise=texts.open_form(found.label, again), about=UNSAID)


async def edit_activity(turn: Turn[EditActivity]) -> None:
    """Fill the form that changes an activity."""
    activity, found = await one_activity(turn, turn.command.activity_id)
    async with turn.commit() as uow:
        if activity is None or found is None:
            uow.say(*turn.fill(texts.gone_form(), otherwise=texts.is_gone(), about=UNSAID))
            return
        submit = SaveActivity(
            found.contact_id, found.account_id, activity.id, place_of(turn) if turn.command.alone else None
        )
        form = texts.activity_form(found.label, submit, activity, activity.owner)
        uow.say(*turn.fill(form, otherwise=texts.is_gone(), about=UNSAID))


async def save_activity(turn: Turn[SaveActivity]) -> None:
    """Keep a new or changed activity from the form."""
    command = turn.command
    text, on = " ".join(text_of(command.values, "text").split()), date_of(command.values, "on")
    owner = MemberId(text_of(command.values, "owner")) or turn.scope.member
    if command.activity_id:
        old, found = await one_activity(turn, command.activity_id)
        if old is None or found is None:
            await turn.answer(texts.is_gone(), about=UNSAID)
            return
        reworded = text != old.text
        tested = None if reworded else old.assessment_id
        new = replace(old, text=text, on=on, owner=owner, assessment_id=tested)
        await _put(turn, found, new, command.card)
        return
    new_for = of_ids(turn, command.contact_id, command.account_id)
    if new_for is None:
        await turn.answer(texts.is_gone(), about=UNSAID)
        return
    day = on or _day_in(text, await _expected(turn, text), turn)
    activity = replace(_new(turn, new_for, text, day), owner=owner)
    await _put(turn, new_for, activity, command.card)


async def drop_activity(turn: Turn[DropActivity]) -> None:
    """Take an activity off the plan."""
    activity, found = await one_activity(turn, turn.command.activity_id)
    if activity is None:
        await turn.answer(texts.is_gone(), about=UNSAID)
        return
    dropped = replace(activity, state=ActivityState.DROPPED)
    async with turn.commit() as uow:
        await uow.of(Activity).put(dropped)
        await turn.remember(uow, focus=_focus(found))
        uow.say(*turn.reply(texts.dropped_card(dropped, turn.change), about=UNSAID))


async def one_activity(turn: Turn[Any], activity_id: str) -> tuple[Activity | None, Relation | None]:
    """An activity with whose plan it is on; None for what is no longer there."""
    async with turn.read() as reader:
        try:
            activity = await reader.of(Activity).get(activity_id)
        except NotFound:
            return None, None
    return activity, of_ids(turn, activity.contact_id, activity.account_id)


def _focus(found: Relation | None) -> tuple[Any, ...]:
    return (found.contact.id,) if found and found.contact else ()
