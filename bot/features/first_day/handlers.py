"""Leads a newcomer through the first steps: each takes the place of the one before it (B4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

from bot.core.contacts import Account, Contact, ContactId
from bot.core.deliveries import NOTHING, About, Delivery, Say
from bot.core.form_values import choices_of, text_of, time_of
from bot.core.gathering import named_in_full
from bot.core.members import Member, Role
from bot.core.naming import Nobody, One, company_key, same_company
from bot.core.notes import Note
from bot.core.people import People
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.samples import concerns_sample, real_people
from bot.core.settings import MemberSettings, Wishes, effective_settings, without_wishes
from bot.core.turn import Turn
from bot.features.first_day import cards
from bot.features.first_day.cards import NOTHING_TAKEN, FirstDayView, StepTaken
from bot.features.first_day.commands import (
    AskFirstQuestion,
    ChooseFirstRole,
    EndFirstDay,
    FollowFirstDay,
    KeepFirstHours,
    LeaveFirstDay,
    OpenFirstHours,
    OpenFirstPeople,
    SaveFirstHours,
    SaveFirstPeople,
    SkipFirstStep,
    StartFirstDay,
)
from bot.features.first_day.rules import (
    Achieved,
    FirstDay,
    FirstStep,
    TypedPerson,
    after,
    begun,
    read_typed,
    settled,
)
from bot.features.recall.commands import Ask
from bot.language.names import fold

_LATEST = 20
"""Among so many notes one about a real person is looked for."""


async def _day(reader: StoreReader, turn: Turn[Any]) -> FirstDay:
    """Where the member stands; at the first step, where they have not begun."""
    return await reader.of(FirstDay).one(turn.member.id) or FirstDay(
        id=turn.member.id,
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        moved_at=turn.now,
    )


async def _latest_note(reader: StoreReader, turn: Turn[Any]) -> Note | None:
    found = await reader.of(Note).find(
        space=turn.scope.own, newest_first=True, limit=_LATEST, superseded_by=None
    )
    return next((note for note in found if not concerns_sample(note)), None)


def _achieved(people: People, note: Note | None) -> Achieved:
    return Achieved(people=bool(real_people(people).contacts), note=note is not None)


def _view(turn: Turn[Any], people: People, note: Note | None) -> tuple[FirstDayView, About]:
    """What the cards show, and the contact that they name: of the latest note, else the latest one."""
    of_note = people.some(note.contact_ids) if note else ()
    contact = next(iter(of_note or real_people(people).recent(1)), None)
    name = contact.name if contact else ""
    view = FirstDayView(turn.member, turn.settings, name, contact.id if contact else "")
    return view, (contact.id,) if contact else NOTHING


async def _say(
    turn: Turn[Any],
    uow: UnitOfWork,
    day: FirstDay,
    *,
    people: People,
    note: Note | None,
    place: str | None = None,
    taken: StepTaken = NOTHING_TAKEN,
    about: About = NOTHING,
) -> None:
    """Keep where the member stands, and show the step in the place of the one before."""
    await uow.of(FirstDay).put(day)
    view, named = _view(turn, people, note)
    card = cards.over_card(view, taken) if day.is_over else cards.step_card(day.at, view, taken)
    uow.say(*_put(turn, card, place, tuple(dict.fromkeys((*about, *named))) or NOTHING))


def _put(turn: Turn[Any], card: Any, place: str | None, about: About) -> tuple[Delivery, ...]:
    return turn.put_at(card, place, about=about) if place else turn.update(card, about=about)


async def start(turn: Turn[StartFirstDay]) -> None:
    """Begin the steps, or go on where they were left; who is through is asked before they begin anew."""
    async with turn.read() as reader:
        there = await reader.of(FirstDay).one(turn.member.id)
    if there is not None and there.is_over and not turn.command.again:
        await turn.answer(cards.done_card(), about=NOTHING)
        return
    async with turn.commit() as uow:
        note = await _latest_note(uow, turn)
        day = settled(begun(await _day(uow, turn), turn.now), _achieved(turn.people, note), turn.now)
        await _say(turn, uow, day, people=turn.people, note=note)


async def _take(
    turn: Turn[Any], step: FirstStep, taken: StepTaken = NOTHING_TAKEN, place: str | None = None
) -> None:
    """Go on after a step; where the member stands elsewhere by now, show that and take nothing twice."""
    async with turn.commit() as uow:
        await _go_on(turn, uow, step, taken, place)


async def _go_on(
    turn: Turn[Any], uow: UnitOfWork, step: FirstStep, taken: StepTaken, place: str | None
) -> None:
    note = await _latest_note(uow, turn)
    day = await _day(uow, turn)
    if not day.is_over and day.at is step:
        day = after(day, _achieved(turn.people, note), turn.now)
    await _say(turn, uow, day, people=turn.people, note=note, place=place, taken=taken)


async def keep_hours(turn: Turn[KeepFirstHours]) -> None:
    """Go on with the hours that hold."""
    await _take(turn, FirstStep.HOURS, StepTaken(cards.hours_kept(turn.settings.hours)))


async def open_hours(turn: Turn[OpenFirstHours]) -> None:
    """Fill the form of the working hours."""
    form = cards.hours_form(SaveFirstHours(turn.card_place), turn.member, turn.settings.hours)
    await turn.show(form, otherwise=cards.form_only_card(), about=NOTHING)


async def save_hours(turn: Turn[SaveFirstHours]) -> None:
    """Keep the hours of the form where they differ from what holds anyway, and go on."""
    values = turn.command.values
    begin, end = time_of(values, "begin") or time(9), time_of(values, "end") or time(17)
    days = tuple(sorted(int(day) for day in choices_of(values, "weekdays")))
    beneath = effective_settings(without_wishes(turn.own_settings), turn.defaults).hours
    same = (begin, end) == (beneath.begin, beneath.end)
    wishes = _with_hours(
        turn.own_settings.wishes,
        None if same else (begin, end),
        None if frozenset(days) == beneath.weekdays else days,
    )
    own = replace(turn.own_settings, wishes=wishes)
    hours = effective_settings(own, turn.defaults).hours
    changed = own != turn.own_settings
    async with turn.commit() as uow:
        if changed:
            await uow.of(MemberSettings).put(own)
        taken = StepTaken(cards.hours_kept(hours), turn.change if changed else "")
        await _go_on(turn, uow, FirstStep.HOURS, taken, turn.command.card)


def _with_hours(wishes: Wishes, hours: tuple[time, time] | None, days: tuple[int, ...] | None) -> Wishes:
    begin, end = hours or (None, None)
    return replace(wishes, begin=begin, end=end, weekdays=days)


async def choose_role(turn: Turn[ChooseFirstRole]) -> None:
    """Keep what the member does, and go on."""
    role = Role(turn.command.role)
    changed = role is not turn.member.role
    member = replace(turn.member, role=role)
    async with turn.commit() as uow:
        if changed:
            await uow.of(Member).put(member)
        taken = StepTaken(cards.role_kept(role), turn.change if changed else "")
        await _go_on(turn, uow, FirstStep.ROLE, taken, None)


async def open_people(turn: Turn[OpenFirstPeople]) -> None:
    """Open the form for the first people."""
    form = cards.people_form(SaveFirstPeople(turn.card_place))
    await turn.show(form, otherwise=cards.form_only_card(), about=NOTHING)


async def save_people(turn: Turn[SaveFirstPeople]) -> None:
    """Keep who is new of those typed, and go on; who is known is not made twice, who is unclear left out."""
    typed = read_typed(text_of(turn.command.values, "people")).people
    new, fuller, accounts, known, unclear = _sorted(turn, typed)
    people = turn.people.having((None, row) for row in (*accounts, *new))
    people = people.having((turn.people.get(each.id), each) for each in fuller)
    words = cards.people_kept(
        [each.name for each in new], known, unclear, fuller=[each.name for each in fuller]
    )
    async with turn.commit() as uow:
        await uow.of(Account).put_all(accounts)
        await uow.of(Contact).put_all([*new, *fuller])
        if new:
            await turn.remember(uow, focus=tuple(each.id for each in new[:1]))
        note = await _latest_note(uow, turn)
        day = await _day(uow, turn)
        if not day.is_over and day.at is FirstStep.PEOPLE and _achieved(people, note).people:
            day = after(day, _achieved(people, note), turn.now)
        await _say(
            turn,
            uow,
            day,
            people=people,
            note=note,
            place=turn.command.card,
            taken=StepTaken(words, turn.change if new or fuller else ""),
            about=tuple(id for each in (*new, *fuller) for id in each.about),
        )


def _sorted(
    turn: Turn[Any], typed: tuple[TypedPerson, ...]
) -> tuple[list[Contact], list[Contact], list[Account], list[str], list[str]]:
    """New contacts, those known before of whom more is typed, new accounts, the names of those known before,
    and of those who cannot be told apart."""
    context = turn.note_context()
    accounts: dict[str, Account] = {}
    new: list[Contact] = []
    fuller: dict[str, Contact] = {}

    def account_of(name: str) -> Account | None:
        account = turn.people.account_meant(name) if name else None
        if not name or account is not None:
            return account
        return accounts.setdefault(company_key(name), context.new_account(name))

    known: list[str] = []
    unclear: list[str] = []
    for person in typed:
        found = turn.people.who(person.name, person.company, is_told=True)
        if isinstance(found, One):
            there = turn.people.company(found.contact)
            is_same = not (person.company and there) or same_company(person.company, there)
            if not is_same:
                unclear.append(person.name)
                continue
            more = named_in_full(fuller.get(found.contact.id, found.contact), person.name)
            if more.account_id is None and (account := account_of(person.company)) is not None:
                more = replace(more, account_id=account.id)
            if person.title and not more.title:
                more = replace(more, title=person.title)
            if more == found.contact:
                known.append(person.name)
            else:
                fuller[more.id] = more
        elif not isinstance(found, Nobody) or fold(person.name) == fold(turn.member.name):
            unclear.append(person.name)
        else:
            account = account_of(person.company)
            new.append(context.new_contact(person.name, person.title, account.id if account else None))
    return new, list(fuller.values()), list(accounts.values()), known, unclear


async def ask_question(turn: Turn[AskFirstQuestion]) -> None:
    """Ask the first question, which is the last step; the answer comes as any answer does."""
    contact = turn.people.get(ContactId(turn.command.contact_id))
    async with turn.commit() as uow:
        note = await _latest_note(uow, turn)
        day = await _day(uow, turn)
        if contact is not None:
            uow.enqueue(Ask(cards.question_about(contact.name)), key=turn.new_id("first-question"))
            day = replace(day, is_over=True, moved_at=turn.now)
        else:
            day = settled(day, _achieved(turn.people, note), turn.now)
        await _say(turn, uow, day, people=turn.people, note=note)


async def skip(turn: Turn[SkipFirstStep]) -> None:
    """Go on without a step: without people, the note is next; without a note there is nothing to ask."""
    step = FirstStep(turn.command.step)
    await _take(turn, step)


async def leave(turn: Turn[LeaveFirstDay]) -> None:
    """Leave the steps where they are."""
    async with turn.commit() as uow:
        day = await _day(uow, turn)
        await uow.of(FirstDay).put(replace(day, moved_at=turn.now))
        card = cards.ended_card() if day.is_over else cards.left_card(day.at)
        uow.say(*turn.update(card, about=NOTHING))


async def end(turn: Turn[EndFirstDay]) -> None:
    """Be done with the steps."""
    async with turn.commit() as uow:
        day = await _day(uow, turn)
        await uow.of(FirstDay).put(replace(day, is_over=True, moved_at=turn.now))
        uow.say(*turn.update(cards.ended_card(), about=NOTHING))


async def follow(turn: Turn[FollowFirstDay]) -> None:
    """Show the next step where the member did by themselves what the present one asks for."""
    async with turn.read() as reader:
        note = await _latest_note(reader, turn)
        day = await reader.of(FirstDay).one(turn.member.id)
    if day is None or day.is_over:
        return
    moved = settled(day, _achieved(turn.people, note), turn.now)
    if moved.at is day.at and not moved.is_over:
        return
    async with turn.commit() as uow:
        await uow.of(FirstDay).put(moved)
        view, about = _view(turn, turn.people, note)
        card = cards.over_card(view) if moved.is_over else cards.step_card(moved.at, view)
        uow.say(Say(card=card, about=about, subject="first-day"))
