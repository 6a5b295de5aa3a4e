"""Logs a touch, which sets the contact's clock back (B3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.core.contacts import Contact
from bot.core.deliveries import UNSAID
from bot.core.finding import person, touch_day
from bot.core.naming import Nobody
from bot.core.notes import Direction, Touch, TouchId
from bot.core.touching import direction_of, later, touch_channel, touch_time
from bot.core.turn import Turn
from bot.core.words import ago, when
from bot.features.people.cards import contacts as texts
from bot.features.people.commands import LogTouch
from bot.language.dates import day_first_in, find_dates


async def log_touch(turn: Turn[LogTouch]) -> None:
    """Record that the member was in touch with somebody, on a past day or today."""
    command = turn.command
    command = _parted(command, turn)
    contact = await person(
        turn,
        name=command.name,
        contact_id=command.contact_id,
        command=lambda id: replace(command, contact_id=id),
    )
    if contact is None:
        return
    day = _day(command.when, turn)
    if day is None:
        await turn.answer(texts.when_was_that(contact, command.when), about=UNSAID)
    elif day > turn.today:
        await turn.answer(texts.not_yet(contact, when(day, turn.today)), about=UNSAID)
    else:
        await _log(turn, command, contact, day)


def _parted(command: LogTouch, turn: Turn[Any]) -> LogTouch:
    """Name and day told apart where only the member's contacts can tell: "Ana Ruiz flumsday"."""
    words = command.name.split()
    if command.contact_id or len(words) < 2 or not isinstance(turn.people.who(command.name), Nobody):
        return command
    for length in range(len(words) - 1, 0, -1):
        name = " ".join(words[:length])
        if not isinstance(turn.people.who(name), Nobody):
            rest = " ".join([*words[length:], command.when]).strip()
            return replace(command, name=name, when=rest)
    return command


def _day(words: str, turn: Turn[Any]) -> date | None:
    if not words.strip():
        return turn.today
    spans = find_dates(words, turn.today, day_first=day_first_in(turn.member.zone))
    if not spans:
        return turn.today if direction_of(words) is not Direction.MUTUAL else None
    told = spans[0].told
    return told.first if told.first > turn.today else min(told.last, turn.today)


async def _log(turn: Turn[LogTouch], command: LogTouch, contact: Contact, day: date) -> None:
    how = command.how or touch_channel(command.when) or ""
    touch = Touch(
        id=TouchId(turn.new_id("touch")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        contact_id=contact.id,
        occurred_on=day,
        created_at=turn.now,
        channel=how or "logged",
        direction=direction_of(command.when),
    )
    at = later(contact.last_touch_at, touch_time(day, turn.member.zone, turn.now))
    known = touch_day(turn, contact)
    newer = f"Your latest touch stays the one {ago(known, turn.today)}" if known and known > day else ""
    card = texts.touched_card(contact, when(day, turn.today), _said(how, command.when), turn.change, newer)
    async with turn.commit() as uow:
        await uow.of(Touch).put(touch)
        await uow.of(Contact).put(replace(contact, last_touch_at=at))
        await turn.remember(uow, focus=(contact.id,))
        uow.say(*turn.reply(card, about=(contact.id,)))


_REACHED = {
    Direction.BY_CONTACT: "they reached out",
    Direction.BY_MEMBER: "you reached out",
    Direction.MUTUAL: "",
}


def _said(how: str, words: str) -> str:
    return ", ".join(part for part in (how, _REACHED[direction_of(words)]) if part)
