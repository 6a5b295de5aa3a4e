"""Brings reminders at their time, and finishes, puts off or drops them (B8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.core.deliveries import NOTHING, Say
from bot.core.schedule.commands import Due
from bot.core.schedule.recurrence import utc_of
from bot.core.turn import Turn
from bot.features.reminders import cards
from bot.features.reminders.commands import DropReminder, FinishReminder, PutOffReminder
from bot.features.reminders.contracts import Every, Reminder, ReminderState
from bot.features.reminders.handlers.setting import OPEN, remember
from bot.features.reminders.rules import find_by_words, moved_on, set_time

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def subject_of(reminder: Reminder) -> str:
    """The subject under which the message of a reminder is found."""
    return f"reminder:{reminder.id}"


async def bring(turn: Turn[Due]) -> None:
    """Bring a reminder whose time has come, and set its next time; nothing where it was changed meanwhile."""
    reminder = await turn.one(Reminder, turn.command.subject)
    if reminder is None or reminder.state is not ReminderState.WAITING:
        return
    if utc_of(reminder.on, reminder.at, turn.zone) > turn.now:
        return  # it was put off meanwhile, and comes then
    following = moved_on(reminder, turn.today, turn.settings.hours.weekdays)
    card = cards.due_card(reminder, following, turn.day_of(reminder.created_at), turn.today)
    async with turn.commit() as uow:
        await uow.of(Reminder).put(following)
        uow.say(
            Say(
                card=card,
                about=reminder.about,
                subject=subject_of(reminder),
                conversation=reminder.conversation or None,
                thread=reminder.thread or None,
            )
        )


async def finish_reminder(turn: Turn[FinishReminder]) -> None:
    """Say that what a reminder was about is done; one that comes again comes again."""
    reminder = await _find(turn, turn.command.reminder_id)
    if reminder is None:
        return
    done = replace(reminder, state=ReminderState.DONE)
    if reminder.every is not Every.ONCE:
        done = moved_on(reminder, max(turn.today, reminder.on), turn.settings.hours.weekdays)
    async with turn.commit() as uow:
        await uow.of(Reminder).put(done)
        await remember(turn, uow, done)
        uow.say(*turn.update(cards.finished_card(done, turn.change), about=done.about))


async def put_off_reminder(turn: Turn[PutOffReminder]) -> None:
    """Let a reminder come again later."""
    reminder = await _find(turn, turn.command.reminder_id)
    if reminder is None:
        return
    now = turn.now.astimezone(turn.zone)
    match turn.command.until:
        case "hour":
            then = now + _HOUR
        case "week":
            then = datetime.combine(turn.today + 7 * _DAY, reminder.at)
        case _:
            tomorrow = turn.today + _DAY
            then = datetime.combine(max(tomorrow, reminder.on + _DAY), reminder.at)
    anchor = reminder.anchor or (reminder.on if reminder.every is not Every.ONCE else None)
    later = set_time(replace(reminder, anchor=anchor), then)
    async with turn.commit() as uow:
        await uow.of(Reminder).put(later)
        await remember(turn, uow, later)
        uow.say(*turn.update(cards.put_off_card(later, turn.change, turn.today), about=later.about))


async def drop_reminder(turn: Turn[DropReminder]) -> None:
    """Take a reminder away."""
    command = turn.command
    if command.reminder_id:
        reminder = await _find(turn, command.reminder_id)
        if reminder is None:
            return
    else:
        reminder = find_by_words(await turn.mine(Reminder, state=OPEN), command.words)
        if reminder is None:
            await turn.answer(cards.none_like(command.words), about=NOTHING)
            return
    dropped = replace(reminder, state=ReminderState.DROPPED)
    async with turn.commit() as uow:
        await uow.of(Reminder).put(dropped)
        await remember(turn, uow, dropped)
        uow.say(*turn.update(cards.dropped_card(dropped, turn.change), about=dropped.about))


async def _find(turn: Turn[Any], reminder_id: str) -> Reminder | None:
    """The reminder of a button; where it is no longer open, the member is told."""
    reminder = await turn.one(Reminder, reminder_id)
    if reminder is None or reminder.state not in OPEN:
        await turn.answer(cards.is_gone(), about=NOTHING)
        return None
    return reminder
