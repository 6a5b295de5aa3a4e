"""Takes words about a reminder that was just set, or that just came: "make it 10", "done" (B8, B11)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.core.commands import Surface
from bot.core.deliveries import NOTHING
from bot.core.turn import Turn
from bot.features.reminders import cards
from bot.features.reminders.commands import FinishReminder, MoveReminder
from bot.features.reminders.contracts import Every, Reminder, ReminderState
from bot.features.reminders.handlers.coming import finish_reminder, subject_of
from bot.features.reminders.handlers.setting import OPEN, calendar_of, keep
from bot.features.reminders.reading import names_a_day, read_reminder
from bot.features.reminders.rules import find_by_words, set_time

_JUST_NOW = timedelta(minutes=15)
_NEWEST = 20
_DONE = re.compile(
    r"^(?:(?:it'?s|that'?s|is|all|i'?ve|i|ok|okay|yes|thanks|thank you)[\s,]+)*"
    r"(?:done|did (?:it|that|so)|finished|sorted)\b"
    r"(?:[\s,]*(?:it|that|thanks|thank you|now|already))*[\s.!]*$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"^(?:(?:no|sorry|oops|actually|wait|hm+|please)[\s,]+)*"
    r"(?:(?:make|move|change|push|set|shift|put)\s+(?:it|that|this|the reminder)\s*"
    r"(?:to|for|off to|off until|back to)?\s*|"
    r"(?:rather|better|i mean|i meant)\s+)?"
    r"(?P<when>.{1,60}?)(?:[\s,]*(?:instead|please|then|rather))*[\s.!]*$",
    re.IGNORECASE,
)


async def answer_in_words(turn: Turn[Any], text: str) -> bool:
    """Take words as being about a reminder where they can be about nothing else; False where they are not."""
    if turn.origin.surface is not Surface.DIRECT or len(text) > 100 or "\n" in text:
        return False
    came = await _came_here(turn)
    if came is not None and _DONE.match(text):
        await finish_reminder(turn.instead(FinishReminder(came.id)))
        return True
    reminder = came or await _just_set(turn)
    when = _CHANGE.match(text)
    if reminder is None or when is None:
        return False
    return await _move(turn, reminder, when["when"])


async def _came_here(turn: Turn[Any]) -> Reminder | None:
    """The reminder in whose thread the words stand."""
    if not turn.origin.thread or turn.origin.thread == turn.origin.message:
        return None
    async with turn.read() as reader:
        found = await reader.of(Reminder).find(
            space=turn.scope.own, state=OPEN, newest_first=True, limit=_NEWEST
        )
        for reminder in found:
            post = await reader.find_post(subject_of(reminder))
            if post is not None and post.message == turn.origin.thread:
                return reminder
    return None


async def _just_set(turn: Turn[Any]) -> Reminder | None:
    """The reminder that the latest step of the conversation set or changed."""
    step = next(iter(turn.history), None)
    if step is None or not step.asked_in or turn.now - step.created_at > _JUST_NOW:
        return None
    reminder = await turn.one(Reminder, step.asked_in)
    return reminder if reminder is not None and reminder.state in OPEN else None


async def _move(turn: Turn[Any], reminder: Reminder, when: str) -> bool:
    """Give a reminder the time that words name; False where they name something else, too."""
    calendar = calendar_of(turn)
    words = re.sub(r"(?<![^\s])(?<!\bat )(\d{1,2})$", r"at \1", when.strip())
    wish = read_reminder(words, calendar)
    if wish.text or wish.every is not Every.ONCE or wish.on is None:
        return False
    at = wish.at or reminder.at
    has_day = names_a_day(words, calendar) or reminder.state is ReminderState.SHOWN
    on = wish.on if has_day else reminder.on
    anchor = reminder.anchor or (reminder.on if reminder.every is not Every.ONCE else None)
    await keep(turn, set_time(replace(reminder, anchor=anchor), datetime.combine(on, at)), None)
    return True


async def move_reminder(turn: Turn[MoveReminder]) -> None:
    """Give the reminder that words name another time."""
    words = turn.command.words
    reminder = find_by_words(await turn.mine(Reminder, state=OPEN), words)
    if reminder is None or not await _move(turn, reminder, turn.command.when):
        await turn.answer(cards.none_like(words), about=NOTHING)
