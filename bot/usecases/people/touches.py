"""Logs a touch, which sets the contact's clock back (B3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.contacts import Contact
from bot.domain.dates import day_first_in, find_dates
from bot.domain.naming import Nobody
from bot.domain.notes import Direction, Touch, TouchId
from bot.domain.touching import later, reached_out, touch_channel, touched_at
from bot.messages.notes import LogTouch
from bot.ports import Work
from bot.texts import contacts as texts
from bot.texts.words import ago, when
from bot.usecases.desk import Desk
from bot.usecases.people.finding import answer, person, touch_day
from bot.usecases.replies import reply
from bot.usecases.situation import Situation, look, remember


async def log_touch(work: Work[LogTouch], desk: Desk) -> None:
    """Record that the member was in touch with somebody, on a past day or today."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    command = _parted(command, situation)
    contact = await person(
        work,
        desk,
        situation,
        name=command.name,
        contact_id=command.contact_id,
        command=lambda id: replace(command, contact_id=id),
    )
    if contact is None:
        return
    day = _day(command.when, situation)
    if day is None:
        await answer(work, desk, situation, texts.when_was_that(contact, command.when))
    elif day > situation.today:
        await answer(work, desk, situation, texts.not_yet(contact, when(day, situation.today)))
    else:
        await _log(work, desk, situation, command, contact, day)


def _parted(command: LogTouch, situation: Situation) -> LogTouch:
    """Name and day told apart where only the member's contacts can tell: "Ana Ruiz flumsday"."""
    words = command.name.split()
    if command.contact_id or len(words) < 2 or not isinstance(situation.people.who(command.name), Nobody):
        return command
    for length in range(len(words) - 1, 0, -1):
        name = " ".join(words[:length])
        if not isinstance(situation.people.who(name), Nobody):
            rest = " ".join([*words[length:], command.when]).strip()
            return replace(command, name=name, when=rest)
    return command


def _day(words: str, situation: Situation) -> date | None:
    if not words.strip():
        return situation.today
    spans = find_dates(words, situation.today, day_first=day_first_in(situation.member.zone))
    if not spans:
        return situation.today if reached_out(words) is not Direction.MUTUAL else None
    told = spans[0].told
    return told.first if told.first > situation.today else min(told.last, situation.today)


async def _log(
    work: Work[LogTouch], desk: Desk, situation: Situation, command: LogTouch, contact: Contact, day: date
) -> None:
    how = command.how or touch_channel(command.when) or ""
    touch = Touch(
        id=TouchId(work.new_id("touch")),
        workspace=work.scope.workspace,
        space=work.scope.own,
        contact_id=contact.id,
        occurred_on=day,
        created_at=work.now,
        channel=how or "logged",
        direction=reached_out(command.when),
    )
    at = later(contact.last_touch_at, touched_at(day, situation.member.zone, work.now))
    known = touch_day(situation, contact)
    newer = f"Your latest touch stays the one {ago(known, situation.today)}" if known and known > day else ""
    card = texts.touched(contact, when(day, situation.today), _said(how, command.when), work.change, newer)
    async with desk.ledger.write(work) as books:
        await books.of(Touch).put(touch)
        await books.of(Contact).put(replace(contact, last_touch_at=at))
        await remember(books, work, focus=(contact.id,))
        books.say(*reply(work, situation.member, card, about=(contact.id,)))


_REACHED = {
    Direction.BY_CONTACT: "they reached out",
    Direction.BY_MEMBER: "you reached out",
    Direction.MUTUAL: "",
}


def _said(how: str, words: str) -> str:
    return ", ".join(part for part in (how, _REACHED[reached_out(words)]) if part)
