"""Puts activities on a plan, changes them and takes them off (R1, R2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.core.coaching.understanding import Understanding
from bot.core.colleagues import names_of
from bot.core.deliveries import NOTHING
from bot.core.form_values import date_of, text_of, written_day
from bot.core.identity import MemberId
from bot.core.naming import One
from bot.core.relations import Relation, of_contact, of_ids, relation
from bot.core.turn import Turn
from bot.features.plans.cards import answers, forms
from bot.features.plans.commands import AddActivity, DropActivity, EditActivity, SaveActivity
from bot.features.plans.contracts import Activity, ActivityId, ActivityState
from bot.features.plans.handlers.plans import focus_of
from bot.features.plans.rules import rhythm_of
from bot.language.dates import day_first_in, find_dates


async def add_activity(turn: Turn[AddActivity]) -> None:
    """Put an activity on a plan: at once where the words say it, else by the form."""
    text = " ".join(turn.command.text.split())
    if len(text) > forms.LONGEST:
        await turn.answer(answers.too_long(), about=NOTHING)
        return
    understood = await turn.coach.understand(text, turn.circumstances()) if text else None
    found = await _whose(turn, text, understood)
    if found is None:
        return
    if not text:
        await _open_form(turn, found)
        return
    day = _day_in(text, await _expected(turn, text), turn) or _by_rhythm(text, turn)
    day = written_day(turn.command.on) or day
    await _put(turn, found, _new(turn, found, text, day), None)


def _by_rhythm(text: str, turn: Turn[Any]) -> date | None:
    """The first day of what is to be done every so often."""
    rhythm = rhythm_of(text)
    return turn.today + rhythm if rhythm else None


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
    await turn.answer(answers.which_plan_card(text, choices), about=tuple(each.id for each in among))
    return None


def _day_in(text: str, expected: tuple[str, ...], turn: Turn[Any]) -> date | None:
    """The day that an activity is meant for: a day rather than a year, and none of what others shall do."""
    for quote in expected:
        text = text.replace(quote, " ")
    spans = find_dates(text, turn.today, day_first=day_first_in(turn.member.zone, turn.member.locale))
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
    card = answers.added_card(activity, found.label, turn.change, turn.today, owner=owner)
    async with turn.commit() as uow:
        await uow.of(Activity).put(activity)
        await turn.remember(uow, focus=focus_of(found))
        uow.say(*turn.put_at(card, place, about=activity.about))


async def _open_form(turn: Turn[Any], found: Relation) -> None:
    submit = SaveActivity(found.contact_id, found.account_id)
    again = AddActivity(contact_id=found.contact_id, account_id=found.account_id)
    await turn.show(
        forms.activity_form(found.label, submit, None, turn.scope.member),
        otherwise=forms.open_form(found.label, again),
        about=found.about,
    )


async def edit_activity(turn: Turn[EditActivity]) -> None:
    """Fill the form that changes an activity."""
    activity, found = await find_activity(turn, turn.command.activity_id)
    if activity is None or found is None:
        await turn.show(answers.gone_form(), otherwise=answers.is_gone(), about=NOTHING)
        return
    place = turn.card_place if turn.command.alone else None
    submit = SaveActivity(found.contact_id, found.account_id, activity.id, place)
    form = forms.activity_form(found.label, submit, activity, activity.owner)
    await turn.show(form, otherwise=answers.is_gone(), about=activity.about)


async def save_activity(turn: Turn[SaveActivity]) -> None:
    """Keep a new or changed activity from the form."""
    command = turn.command
    text, on = " ".join(text_of(command.values, "text").split()), date_of(command.values, "on")
    owner = MemberId(text_of(command.values, "owner")) or turn.scope.member
    if command.activity_id:
        activity, found = await find_activity(turn, command.activity_id)
    else:
        activity, found = None, of_ids(turn, command.contact_id, command.account_id)
    if found is None:
        await turn.answer(answers.is_gone(), about=NOTHING)
    elif activity is None:
        day = on or _day_in(text, await _expected(turn, text), turn) or _by_rhythm(text, turn)
        await _put(turn, found, replace(_new(turn, found, text, day), owner=owner), command.card)
    else:
        tested = activity.assessment_id if text == activity.text else None
        changed = replace(activity, text=text, on=on, owner=owner, assessment_id=tested)
        await _put(turn, found, changed, command.card)


async def drop_activity(turn: Turn[DropActivity]) -> None:
    """Take an activity off the plan."""
    activity, found = await find_activity(turn, turn.command.activity_id)
    if activity is None:
        await turn.answer(answers.is_gone(), about=NOTHING)
        return
    dropped = replace(activity, state=ActivityState.DROPPED)
    async with turn.commit() as uow:
        await uow.of(Activity).put(dropped)
        await turn.remember(uow, focus=focus_of(found))
        uow.say(*turn.reply(answers.dropped_card(dropped, turn.change), about=dropped.about))


async def find_activity(turn: Turn[Any], activity_id: str) -> tuple[Activity | None, Relation | None]:
    """An activity with whose plan it is on; None for what is no longer there."""
    activity = await turn.one(Activity, activity_id)
    found = of_ids(turn, activity.contact_id, activity.account_id) if activity else None
    return activity, found
