"""Logs a touch, from which the time without one is counted anew (B3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.core.contacts import AccountId, Contact
from bot.core.deliveries import NOTHING
from bot.core.finding import person_named, touch_day
from bot.core.naming import One, Several
from bot.core.notes import Direction, Touch, TouchId
from bot.core.paging import page_within
from bot.core.relations import Relation, relation
from bot.core.touching import direction_of, later, touch_channel, touch_time
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.people.cards import touches as cards
from bot.features.people.commands import ListTouches, LogTouch
from bot.language.dates import day_first_in, find_dates


async def log_touch(turn: Turn[LogTouch]) -> None:
    """Record that the member was in touch with somebody, on a past day or today."""
    command = _tell_name_from_day(turn.command, turn)
    contact = await person_named(turn.instead(command), lambda id: replace(command, contact_id=id))
    if contact is None:
        return
    day = _find_day(command.when, turn)
    if day is None:
        await turn.answer(cards.when_was_that(contact, command.when), about=(contact.id,))
    elif day > turn.today:
        await turn.answer(cards.not_yet(contact, day, turn.today), about=(contact.id,))
    else:
        await _log(turn, command, contact, day)


def _tell_name_from_day(command: LogTouch, turn: Turn[Any]) -> LogTouch:
    """The command with the end of the name as its day, where only that makes it a contact's name.

    "Ana Ruiz flumsday" becomes "Ana Ruiz" and "flumsday", which the answer says it does not know.
    """
    words = command.name.split()
    if command.contact_id or len(words) < 2:
        return command
    for wanted in (One, Several):
        for length in range(len(words), 0, -1):
            name = " ".join(words[:length])
            if isinstance(turn.people.who(name), wanted):
                rest = " ".join([*words[length:], command.when]).strip()
                return replace(command, name=name, when=rest)
    return command


def _find_day(words: str, turn: Turn[Any]) -> date | None:
    if not words.strip():
        return turn.today
    spans = find_dates(words, turn.today, day_first=day_first_in(turn.member.zone, turn.member.locale))
    if not spans:
        return turn.today if direction_of(words) is not Direction.MUTUAL else None
    told = spans[0].told
    return told.first if told.first > turn.today else min(told.last, turn.today)


async def _log(turn: Turn[LogTouch], command: LogTouch, contact: Contact, day: date) -> None:
    touch = Touch(
        id=TouchId(turn.new_id("touch")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        contact_id=contact.id,
        occurred_on=day,
        created_at=turn.now,
        channel=command.how or touch_channel(command.when) or cards.LOGGED,
        direction=direction_of(command.when),
    )
    at = later(contact.last_touch_at, touch_time(day, turn.member.zone, turn.now))
    latest = touch_day(turn, contact)
    card = cards.touched_card(contact, touch, turn.change, turn.today, latest)
    async with turn.commit() as uow:
        await uow.of(Touch).put(touch)
        await uow.of(Contact).put(replace(contact, last_touch_at=at))
        await turn.remember(uow, focus=(contact.id,))
        uow.say(*turn.reply(card, about=(contact.id, touch.id)))


async def list_touches(turn: Turn[ListTouches]) -> None:
    """Show a page of the touches with one person or company, or with everybody, the latest first."""
    command, people = turn.command, turn.people
    found: Relation | None = None
    if command.name or command.contact_id or command.account_id:
        found = await relation(turn, lambda id: ListTouches(contact_id=id))
        if found is None:
            return
    touches = await _touches_with(turn, found)
    page = page_within(command.page, len(touches))
    here = touches[page * PAGE : (page + 1) * PAGE]
    rows = [cards.TouchView(each, "".join(people.names([each.contact_id]))) for each in here]
    card = cards.touch_list(
        rows,
        total=len(touches),
        page=page,
        whom=found.name if found else "",
        today=turn.today,
        show=ListTouches(
            contact_id=found.contact_id if found else "", account_id=found.account_id if found else ""
        ),
    )
    quoted = [id for each in here for id in (each.id, each.contact_id, each.note_id) if id]
    about = tuple(dict.fromkeys((*(found.about if found else NOTHING), *quoted)))
    focus = (found.contact.id,) if found and found.contact else ()
    async with turn.commit() as uow:
        await turn.remember(uow, focus=focus, changed=False)
        uow.say(*turn.update(card, about=about))


async def _touches_with(turn: Turn[Any], found: Relation | None) -> list[Touch]:
    """The touches with somebody, or with all of a company, the latest first; all of them for nobody."""
    there: tuple[str, ...] = ()
    if found is not None:
        there = (found.contact.id,) if found.contact else _ids_at(turn, found.account_id)
    async with turn.read() as reader:
        if found is None:
            touches = await reader.of(Touch).find()
        else:
            touches = await reader.of(Touch).find(contact_id=there) if there else []
    return sorted(touches, key=lambda each: (each.occurred_on, each.created_at), reverse=True)


def _ids_at(turn: Turn[Any], account_id: str) -> tuple[str, ...]:
    return tuple(each.id for each in turn.people.at(AccountId(account_id)))
