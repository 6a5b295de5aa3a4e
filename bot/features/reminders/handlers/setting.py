"""Sets reminders by words, buttons and forms, and lists them (B8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.core.contacts import Contact, ContactId, is_sample
from bot.core.deliveries import NOTHING
from bot.core.form_values import date_of, text_of, time_of
from bot.core.naming import One
from bot.core.paging import page_within
from bot.core.ports.store import UnitOfWork
from bot.core.schedule.recurrence import utc_of
from bot.core.sections import KnownDay
from bot.core.turn import Turn
from bot.core.words import PAGE, without_controls
from bot.features.reminders import cards
from bot.features.reminders.checks import rhythm_of
from bot.features.reminders.commands import (
    ListReminders,
    OpenReminder,
    Remind,
    SaveReminder,
    SetReminder,
)
from bot.features.reminders.contracts import Reminder, ReminderId, ReminderState
from bot.features.reminders.handlers.counting import count_from_known_day
from bot.features.reminders.known_days import DayMeant
from bot.features.reminders.reading import Calendar, ReminderWish, read_reminder
from bot.features.reminders.rules import MOST_WAITING, day_of, in_order, next_weekday, set_time
from bot.language.dates import day_first_in

_THIS = frozenset(("this", "it", "that", "this message", "this conversation", "this thread", "this one"))
OPEN = (ReminderState.WAITING, ReminderState.SHOWN)
_DAY = timedelta(days=1)


async def remind(turn: Turn[Remind]) -> None:
    """Set a reminder as words say it, or ask for what they leave open."""
    words = " ".join(without_controls(turn.command.words).split())
    named = turn.people.get(found) if (found := _contact_named(turn, turn.command.person)) else None
    counted = await count_from_known_day(turn, words, named)
    if counted is not None and counted.day is None:
        about = (named.id,) if named else NOTHING
        await turn.answer(cards.unknown_day_card(counted.meant), about=about)
        return
    wish = read_reminder(counted.words if counted else words, calendar_of(turn))
    if counted is not None and counted.day is not None:
        wish = _with_known_day(wish, counted.meant, counted.day)
    about_thread = wish.text.lower() in _THIS
    if not wish.text or (about_thread and not turn.thread):
        await turn.answer(cards.what_card(), about=NOTHING)
    elif len(wish.text) > cards.LONGEST:
        await turn.answer(cards.too_long(), about=NOTHING)
    elif wish.on is None:
        await _ask_when(turn, wish)
    else:
        await keep(turn, _wished(turn, wish, about_thread=about_thread), None)


def _with_known_day(wish: ReminderWish, meant: DayMeant, day: KnownDay) -> ReminderWish:
    """The wish, which says which day it counts from."""
    return replace(
        wish,
        text=cards.text_with_known_day(wish.text.replace(meant.written, "").strip(" ,"), day),
        unread=wish.unread if wish.on else meant.written,
    )


async def _ask_when(turn: Turn[Remind], wish: ReminderWish) -> None:
    contact_id = _contact_named(turn, turn.command.person)
    monday = next_weekday(turn.today + _DAY, (0,))
    card = cards.when_card(
        wish.text, turn.today, contact_id=contact_id or "", unread=wish.unread, next_monday=monday
    )
    await turn.answer(card, about=(contact_id,) if contact_id else NOTHING)


def calendar_of(turn: Turn[Any]) -> Calendar:
    """By whose calendar the member's words are read."""
    hours = turn.settings.hours
    return Calendar(
        now=turn.now.astimezone(turn.zone),
        begins=hours.begin,
        weekdays=hours.weekdays,
        day_first=day_first_in(turn.member.zone, turn.member.locale),
    )


def _contact_named(turn: Turn[Any], name: str) -> ContactId | None:
    """The contact that a name means, where it means just one."""
    who = turn.people.who(name) if name else None
    if isinstance(who, One):
        return who.contact.id
    words = str(getattr(turn.command, "words", "")).casefold()
    named = [each for each in turn.people.contacts if any(one in words for one in _full_names(each))]
    real = [each for each in named if not is_sample(each.id)]
    return next((each.id for each in real or named), None)


def _full_names(contact: Contact) -> list[str]:
    """What somebody is called, and their other names that are more than one word, in small letters."""
    return [one.casefold() for one in (contact.name, *contact.aliases) if one == contact.name or " " in one]


def _wished(turn: Turn[Remind], wish: ReminderWish, *, about_thread: bool) -> Reminder:
    at = wish.at or turn.settings.hours.begin
    contact_id = _contact_named(turn, turn.command.person)
    reminder = _new(turn, wish.text, wish.on or turn.today, at, contact_id)
    reminder = replace(
        reminder,
        every=wish.every,
        interval=wish.interval,
        anchor=wish.anchor,
        weekdays=wish.weekdays,
        nth=wish.nth,
        until=wish.until,
    )
    if not about_thread:
        return reminder
    return replace(
        reminder,
        text=cards.COME_BACK,
        conversation=turn.origin.conversation or "",
        thread=turn.thread,
        contact_id=contact_id or next(iter(turn.in_thread), None),
    )


def _new(turn: Turn[Any], text: str, on: date, at: time, contact_id: ContactId | None) -> Reminder:
    return Reminder(
        id=ReminderId(turn.new_id("reminder")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        text=text,
        on=on,
        at=at,
        contact_id=contact_id,
    )


async def keep(turn: Turn[Any], reminder: Reminder, place: str | None) -> None:
    """Keep a new or changed reminder, unless its time has gone by."""
    if utc_of(reminder.on, reminder.at, turn.zone) <= turn.now:
        again = cards.gone_by_card(reminder.text, reminder.contact_id or "", reminder.permalink)
        await turn.answer(again, about=reminder.about[1:] or NOTHING)
        return
    async with turn.commit() as uow:
        if await uow.of(Reminder).count(space=turn.scope.own, state=OPEN) >= MOST_WAITING:
            uow.say(*turn.reply(cards.too_many(), about=NOTHING))
            return
        await uow.of(Reminder).put(reminder)
        card = cards.set_card(reminder, turn.change, turn.today)
        uow.say(*turn.put_at(card, place, about=reminder.about))
        await remember(turn, uow, reminder)


async def remember(turn: Turn[Any], uow: UnitOfWork, reminder: Reminder) -> None:
    """Remember what was done with a reminder, so that "undo" and "make it 10" mean this."""
    focus = (reminder.contact_id,) if reminder.contact_id else ()
    await turn.remember(uow, focus=focus, asked_in=reminder.id)


async def set_reminder(turn: Turn[SetReminder]) -> None:
    """Set a reminder for the day of a button, at the beginning of that day's work."""
    command = turn.command
    contact = turn.people.get(ContactId(command.contact_id)) if command.contact_id else None
    on, at = day_of(command.on), turn.settings.hours.begin
    if on is None or not command.text.strip():
        await turn.answer(cards.what_card(), about=NOTHING)
        return
    reminder = _new(turn, command.text, on, at, contact.id if contact else None)
    await keep(turn, reminder, turn.card_place)


async def open_reminder(turn: Turn[OpenReminder]) -> None:
    """Fill the form of a new or existing reminder."""
    command = turn.command
    reminder = await turn.one(Reminder, command.reminder_id)
    if command.reminder_id and reminder is None:
        await turn.show(cards.gone_form(), otherwise=cards.is_gone(), about=NOTHING)
        return
    submit = SaveReminder(
        command.reminder_id,
        command.contact_id,
        command.permalink,
        turn.card_place if command.alone else None,
    )
    tomorrow, begins = turn.today + _DAY, turn.settings.hours.begin
    form = cards.reminder_form(
        submit,
        text=reminder.text if reminder else command.text[: cards.LONGEST],
        on=reminder.on if reminder and reminder.on > turn.today else tomorrow,
        at=reminder.at if reminder else begins,
        rhythm=cards.rhythm_value(reminder) if reminder else "once/1",
    )
    await turn.show(form, otherwise=cards.what_card(), about=reminder.about if reminder else NOTHING)


async def save_reminder(turn: Turn[SaveReminder]) -> None:
    """Keep the new or changed reminder of the form."""
    command, values = turn.command, turn.command.values
    text = " ".join(without_controls(text_of(values, "text")).split())
    on, at = date_of(values, "on") or turn.today, time_of(values, "at") or turn.settings.hours.begin
    every, interval = rhythm_of(text_of(values, "every"))
    if command.reminder_id:
        reminder = await turn.one(Reminder, command.reminder_id)
        if reminder is None:
            await turn.answer(cards.is_gone(), about=NOTHING)
            return
        same = (reminder.every, reminder.interval) == (every, interval)
        anchor = reminder.anchor if same and reminder.on == on else None
        if not same:
            reminder = replace(reminder, weekdays=(), nth=0, until=None)
        reminder = set_time(replace(reminder, text=text, anchor=anchor), datetime.combine(on, at))
    else:
        known = turn.people.get(ContactId(command.contact_id)) if command.contact_id else None
        reminder = _new(turn, text, on, at, known.id if known else None)
        reminder = replace(reminder, permalink=command.permalink or "")
    await keep(turn, replace(reminder, every=every, interval=interval), command.card)


async def list_reminders(turn: Turn[ListReminders]) -> None:
    """Show what waits, and what came and is open."""
    found = await turn.mine(Reminder, state=OPEN)
    ordered = in_order(found)
    page = page_within(turn.command.page, len(ordered))
    rows = ordered[page * PAGE : (page + 1) * PAGE]
    view = cards.RemindersView(rows=rows, total=len(ordered), page=page, today=turn.today)
    await turn.answer(cards.reminders_card(view), about=view.about or NOTHING, in_place=True)
