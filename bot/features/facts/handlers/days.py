"""Lists important days, keeps those of the form, and brings them at their time (B8)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.contacts import AccountId, ContactId, Standing
from bot.core.deliveries import NOTHING, Say
from bot.core.facts.keeping import bare_fact, closed
from bot.core.facts.values import Fact, FactId, FactKind, FactSource, each_once
from bot.core.form_values import date_of, number, text_of
from bot.core.paging import page_within
from bot.core.ports.store import StoreReader
from bot.core.schedule.commands import Due
from bot.core.turn import Turn
from bot.core.words import PAGE, without_controls
from bot.features.facts.cards import days as cards
from bot.features.facts.cards.days import ComingDay
from bot.features.facts.commands import FinishDate, ListDates, OpenDate, SaveDate
from bot.features.facts.naming import names_by_id
from bot.features.facts.rules import days_ahead, next_day, reminds_after
from bot.features.facts.scheduling import schedule_fact


async def coming_days(reader: StoreReader, turn: Turn[Any]) -> list[ComingDay]:
    """All important days to come, birthdays of contacts among them, the next first."""
    names = names_by_id(turn)
    kept = await reader.of(Fact).find(space=turn.scope.own, kind=FactKind.DATE.value)
    facts = [each for each in each_once(kept) if each.holds]
    facts += [
        bare_fact(each, FactKind.BIRTHDAY, each.birthday) for each in turn.people.contacts if each.birthday
    ]
    found = [
        ComingDay(fact=fact, on=on, who=names.get(fact.contact_id or fact.account_id or "", ""))
        for fact in facts
        if (on := next_day(fact, turn.today)) is not None
    ]
    return sorted(found, key=lambda each: (each.on, each.who, each.fact.value))


async def list_dates(turn: Turn[ListDates]) -> None:
    """Show the important days that come, the next first."""
    async with turn.read() as reader:
        coming = await coming_days(reader, turn)
    page = page_within(turn.command.page, len(coming))
    rows = coming[page * PAGE : (page + 1) * PAGE]
    card = cards.dates_card(rows, total=len(coming), page=page, today=turn.today)
    about = tuple(id for each in rows for id in each.about)
    await turn.answer(card, about=about or NOTHING, in_place=True)


async def open_date(turn: Turn[OpenDate]) -> None:
    """Fill the form of a new or existing important day."""
    command = turn.command
    fact = await turn.one(Fact, command.fact_id)
    whom = (fact.contact_id or fact.account_id or "") if fact else command.contact_id or command.account_id
    name = names_by_id(turn).get(whom, "")
    if not name or (command.fact_id and (fact is None or fact.kind is not FactKind.DATE)):
        await turn.show(cards.gone_form(), otherwise=cards.is_gone(), about=NOTHING)
        return
    submit = SaveDate(command.contact_id, command.account_id, command.fact_id, turn.card_place)
    form = cards.date_form(submit, fact, name, turn.today)
    await turn.show(form, otherwise=cards.form_needed(), about=(whom,))


async def save_date(turn: Turn[SaveDate]) -> None:
    """Keep the important day of the form; a changed day closes the one that was kept."""
    command, values = turn.command, turn.command.values
    older = await turn.one(Fact, command.fact_id)
    contact_id = (older.contact_id if older else None) or ContactId(command.contact_id)
    account_id = (older.account_id if older else None) or AccountId(command.account_id)
    contact = turn.people.get(contact_id)
    has_account = account_id in turn.people.companies
    on, called = date_of(values, "on"), " ".join(without_controls(text_of(values, "called")).split())
    if on is None or not called or (contact is None and not has_account) or (command.fact_id and not older):
        await turn.answer(cards.is_gone(), about=NOTHING)
        return
    fact = Fact(
        id=FactId(turn.new_id("date")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        kind=FactKind.DATE,
        value=called,
        contact_id=contact.id if contact else None,
        account_id=None if contact else account_id,
        told_on=turn.today,
        source=FactSource.FORM,
        on=on,
        yearly=text_of(values, "every") == "year",
        ahead=number(values, "ahead"),
    )
    if older is not None and older.says == fact.says:
        fact = replace(older, yearly=fact.yearly, ahead=fact.ahead)
        older = None
    async with turn.commit() as uow:
        if older is not None:
            await uow.of(Fact).put(closed(older, turn.today))
        await uow.of(Fact).put(fact)
        await turn.remember(uow, focus=(contact.id,) if contact else ())
        weekdays = turn.settings.hours.weekdays
        card = cards.date_kept(fact, names_by_id(turn), turn.change, turn.today, weekdays)
        uow.say(*turn.reply(card, about=fact.about))


async def finish_date(turn: Turn[FinishDate]) -> None:
    """Say that an important day is done with: one that comes once holds no more, a yearly one comes again."""
    fact = await turn.one(Fact, turn.command.fact_id)
    if fact is None or not fact.holds or fact.kind not in (FactKind.DATE, FactKind.BIRTHDAY):
        await turn.answer(cards.is_gone(), about=NOTHING)
        return
    again = fact.yearly or fact.kind is FactKind.BIRTHDAY
    async with turn.commit() as uow:
        if not again:
            await uow.of(Fact).put(closed(fact, turn.today))
            await turn.remember(uow, focus=(fact.contact_id,) if fact.contact_id else ())
        next_on = next_day(fact, next_day(fact, turn.today) or turn.today) if again else None
        card = cards.date_done(fact, names_by_id(turn), "" if again else turn.change, next_on)
        uow.say(*turn.update(card, about=fact.about))


async def bring(turn: Turn[Due]) -> None:
    """Remind of an important day, and schedule the next time of a yearly one."""
    fact = await turn.one(Fact, turn.command.subject)
    on = next_day(fact, turn.today) if fact is not None and fact.holds else None
    if fact is None or on is None:
        return
    if (on - turn.today).days > max(days_ahead(fact), 0) + 7:
        return  # it was moved meanwhile, and comes then
    card = cards.due_card(fact, names_by_id(turn), on, turn.today)
    contact = turn.people.get(fact.contact_id or "")
    is_let_go = contact is not None and contact.standing in (Standing.PARKED, Standing.RELEASED)
    async with turn.commit() as uow:
        again = reminds_after(fact, turn.today, turn.settings.hours.weekdays)
        await schedule_fact(uow, turn.member, fact, again, turn.settings.hours.begin)
        if not is_let_go:
            uow.say(Say(card=card, about=fact.about, subject=f"date:{fact.id}"))
