"""Relationship plans: the activities that build and deepen a relationship (R1, R2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.dates import day_first_in, find_dates
from bot.domain.identity import MemberId
from bot.domain.investment import Assessment
from bot.domain.naming import One
from bot.domain.planning import is_list_of_deals, to_do_first
from bot.domain.plans import Activity, ActivityId, ActivityState
from bot.domain.understanding import Understanding
from bot.messages.planning import AddActivity, DropActivity, EditActivity, SaveActivity, ShowPlan
from bot.ports import Books, NotFound, Work
from bot.texts import plans as texts
from bot.texts.paging import page_within
from bot.texts.words import PAGE
from bot.usecases.desk import Desk
from bot.usecases.forms import date_of, place_of, text_of
from bot.usecases.lookahead.round_consequences import points_for
from bot.usecases.people.colleagues import names_of
from bot.usecases.people.finding import answer
from bot.usecases.people.relations import Relation, of_contact, of_ids, put_at, relation
from bot.usecases.replies import reply, show, update
from bot.usecases.situation import Situation, look, remember


async def show_plan(work: Work[ShowPlan], desk: Desk) -> None:
    """A page of one plan; without a name, of everything that is planned."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    found: Relation | None = None
    if command.name or command.contact_id or command.account_id:
        found = await relation(work, desk, situation, lambda id: ShowPlan(contact_id=id))
        if found is None:
            return
    async with desk.ledger.read(work.scope) as books:
        seen = await _seen(books, situation, found, command)
    seen = await _with_owners(work, desk, seen)
    async with desk.ledger.write(work) as open_books:
        await remember(open_books, work, focus=_focus(found), changed=False)
        open_books.say(
            *update(work, situation.member, texts.plan_card(seen), about=found.about if found else ())
        )


async def _seen(
    books: Books, situation: Situation, found: Relation | None, command: ShowPlan
) -> texts.PlanSeen:
    activities = to_do_first(await activities_of(books, situation, found))
    planned = [each for each in activities if each.state is ActivityState.PLANNED]
    if found is None:
        activities = planned
    page = page_within(command.page, len(activities))
    shown = activities[page * PAGE : (page + 1) * PAGE]
    return texts.PlanSeen(
        name=found.label if found else "",
        rows=[await _row(books, situation, each, found) for each in shown],
        total=len(activities),
        planned=len(planned),
        page=page,
        today=situation.today,
        show=ShowPlan(
            contact_id=found.contact_id if found else "", account_id=found.account_id if found else ""
        ),
        is_deals=is_list_of_deals([each.text for each in planned]),
        points=await points_for(books, situation, _account_id(found)) if found and not page else (),
    )


async def _with_owners(work: Work[Any], desk: Desk, seen: texts.PlanSeen) -> texts.PlanSeen:
    """The same page with the names of colleagues who do what the member does not do (R1)."""
    others = {row.activity.owner for row in seen.rows} - {work.scope.member}
    names = await names_of(work, desk, others)
    return replace(seen, rows=[replace(row, owner=names.get(row.activity.owner)) for row in seen.rows])


async def activities_of(books: Books, situation: Situation, found: Relation | None) -> list[Activity]:
    """The activities of a relationship; an account's are its people's, too."""
    shelf = books.of(Activity)
    if found is None:
        return await shelf.find()
    own = await shelf.find(**found.equals)
    if found.contact is not None or found.account is None:
        return own
    there = [each.id for each in situation.people.at(found.account.id)]
    of_people = await shelf.find(contact_id=tuple(there)) if there else []
    return list({each.id: each for each in [*own, *of_people]}.values())


async def _row(
    books: Books, situation: Situation, activity: Activity, found: Relation | None
) -> texts.ActivitySeen:
    whose = ""
    if found is None or (found.account is not None and activity.contact_id):
        of = of_ids(situation, activity.contact_id, activity.account_id)
        whose = of.name if of else ""
    assessment: Assessment | None = None
    if activity.assessment_id:
        try:
            assessment = await books.of(Assessment).get(activity.assessment_id)
        except NotFound:
            assessment = None
    return texts.ActivitySeen(activity=activity, assessment=assessment, whose=whose)


async def add_activity(work: Work[AddActivity], desk: Desk) -> None:
    """Put an activity on a plan: at once where the words say it, else by the form."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    text = " ".join(command.text.split())
    if len(text) > texts.LONGEST:
        await answer(work, desk, situation, texts.too_long())
        return
    understood = await desk.coach.understand(text, situation.circumstances()) if text else None
    found = await _whose(work, desk, situation, text, understood)
    if found is None:
        return
    if not text:
        await _open_form(work, desk, situation, found)
        return
    day = _day_in(text, await _expected(desk, situation, text), situation)
    activity = _new(work, found, text, day)
    await _put(work, desk, situation, found, activity, None)


async def _whose(
    work: Work[AddActivity], desk: Desk, situation: Situation, text: str, understood: Understanding | None
) -> Relation | None:
    """The relationship that is named, else the one that the words name, else the member is asked."""
    command = work.command
    if command.name or command.contact_id or command.account_id:
        return await relation(work, desk, situation, lambda id: AddActivity(text=text, contact_id=id))
    people, names = situation.people, [m.written for m in understood.mentions] if understood else []
    clear = {who.contact.id: who.contact for name in names if isinstance(who := people.who(name), One)}
    if len(clear) == 1:
        return of_contact(situation, next(iter(clear.values())))
    if len(names) == 1:
        return await relation(
            work, desk, situation, lambda id: AddActivity(text=text, contact_id=id), name=names[0]
        )
    accounts = [a for name in (understood.companies if understood else ()) if (a := people.account(name))]
    if len(accounts) == 1 and not names:
        return Relation(account=accounts[0])
    among = tuple(clear.values()) or people.some(situation.focus) or people.recent()
    choices = [(of_contact(situation, each).label, each.id) for each in among]
    await answer(work, desk, situation, texts.whose(text, choices))
    return None


def _day_in(text: str, expected: tuple[str, ...], situation: Situation) -> date | None:
    """The day that an activity is meant for: a day rather than a year, and none of what others shall do."""
    for quote in expected:
        text = text.replace(quote, " ")
    spans = find_dates(text, situation.today, day_first=day_first_in(situation.member.zone))
    if not spans:
        return None
    shortest = min(spans, key=lambda span: span.planned.last - span.planned.first)
    return max(shortest.planned.last, situation.today)


async def _expected(desk: Desk, situation: Situation, text: str) -> tuple[str, ...]:
    """Words of an activity that take another's future act for a fact (R2)."""
    read = await desk.coach.understand(f"note: {text}", situation.circumstances())
    return tuple(each.quote for each in read.assumptions if each.quote in text)


def _new(work: Work[Any], found: Relation, text: str, on: date | None) -> Activity:
    return Activity(
        id=ActivityId(work.new_id("activity")),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        text=text,
        owner=work.scope.member,
        contact_id=found.contact.id if found.contact else None,
        account_id=found.account.id if found.account and not found.contact else None,
        on=on,
    )


async def _put(
    work: Work[Any], desk: Desk, situation: Situation, found: Relation, activity: Activity, place: str | None
) -> None:
    """Store a new or changed activity, with what of it is an expectation (R2)."""
    activity = replace(activity, assumptions=await _expected(desk, situation, activity.text))
    others = {activity.owner} - {work.scope.member}
    owner = (await names_of(work, desk, others)).get(activity.owner)
    card = texts.added(activity, found.label, work.change, situation.today, owner=owner)
    async with desk.ledger.write(work) as books:
        await books.of(Activity).put(activity)
        await remember(books, work, focus=_focus(found))
        books.say(*put_at(work, situation, card, place, found.about))


async def _open_form(work: Work[Any], desk: Desk, situation: Situation, found: Relation) -> None:
    submit = SaveActivity(found.contact_id, found.account_id, card=None)
    form = texts.activity_form(found.label, submit, None, work.scope.member)
    again = AddActivity(contact_id=found.contact_id, account_id=found.account_id)
    async with desk.ledger.write(work) as books:
        books.say(*show(work, situation.member, form, texts.open_form(found.label, again)))


async def edit_activity(work: Work[EditActivity], desk: Desk) -> None:
    """Fill the form that changes an activity."""
    situation, activity, found = await one_activity(work, desk, work.command.activity_id)
    async with desk.ledger.write(work) as books:
        if activity is None or found is None:
            books.say(*show(work, situation.member, texts.gone_form(), texts.is_gone()))
            return
        submit = SaveActivity(
            found.contact_id, found.account_id, activity.id, place_of(work) if work.command.alone else None
        )
        form = texts.activity_form(found.label, submit, activity, activity.owner)
        books.say(*show(work, situation.member, form, texts.is_gone()))


async def save_activity(work: Work[SaveActivity], desk: Desk) -> None:
    """Keep a new or changed activity from the form."""
    command = work.command
    text, on = " ".join(text_of(command.values, "text").split()), date_of(command.values, "on")
    owner = MemberId(text_of(command.values, "owner")) or work.scope.member
    if command.activity_id:
        situation, old, found = await one_activity(work, desk, command.activity_id)
        if old is None or found is None:
            await answer(work, desk, situation, texts.is_gone())
            return
        reworded = text != old.text
        tested = None if reworded else old.assessment_id
        new = replace(old, text=text, on=on, owner=owner, assessment_id=tested)
        await _put(work, desk, situation, found, new, command.card)
        return
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    new_for = of_ids(situation, command.contact_id, command.account_id)
    if new_for is None:
        await answer(work, desk, situation, texts.is_gone())
        return
    day = on or _day_in(text, await _expected(desk, situation, text), situation)
    activity = replace(_new(work, new_for, text, day), owner=owner)
    await _put(work, desk, situation, new_for, activity, command.card)


async def drop_activity(work: Work[DropActivity], desk: Desk) -> None:
    """Take an activity off the plan."""
    situation, activity, found = await one_activity(work, desk, work.command.activity_id)
    if activity is None:
        await answer(work, desk, situation, texts.is_gone())
        return
    dropped = replace(activity, state=ActivityState.DROPPED)
    async with desk.ledger.write(work) as books:
        await books.of(Activity).put(dropped)
        await remember(books, work, focus=_focus(found))
        books.say(*reply(work, situation.member, texts.dropped(dropped, work.change)))


async def one_activity(
    work: Work[Any], desk: Desk, activity_id: str
) -> tuple[Situation, Activity | None, Relation | None]:
    """An activity with whose plan it is on; None for what is no longer there."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        try:
            activity = await books.of(Activity).get(activity_id)
        except NotFound:
            return situation, None, None
    return situation, activity, of_ids(situation, activity.contact_id, activity.account_id)


def _account_id(found: Relation) -> str | None:
    account_id = found.contact.account_id if found.contact else None
    return account_id or found.account_id or None


def _focus(found: Relation | None) -> tuple[Any, ...]:
    return (found.contact.id,) if found and found.contact else ()
