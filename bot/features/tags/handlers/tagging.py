"""Gives people a tag, or takes it away, as plain words say (P1)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.contacts import Contact
from bot.core.deliveries import NOTHING
from bot.core.finding import person
from bot.core.naming import One
from bot.core.rhythms import count_tags, has_tag, tag_key
from bot.core.turn import Turn
from bot.features.tags.cards import tagging as cards
from bot.features.tags.commands import TagPeople


async def tag_people(turn: Turn[TagPeople]) -> None:
    """Tag those who are named, or take the tag from them; where one of them is unclear, change nothing."""
    found = await _whom(turn)
    if not found:
        return
    command, about = turn.command, tuple(each.id for each in found)
    tag = _spelt(turn, command.tag)
    if not tag:
        there = list(dict.fromkeys(each for contact in found for each in contact.tags))
        if len(there) != 1:
            await turn.answer(cards.which_tag([each.name for each in found], there), about=about)
            return
        tag = there[0]
    changed = [after for each in found if (after := _changed(each, tag, drop=command.drop)) != each]
    if not changed:
        card = cards.as_it_was([each.name for each in found], tag, drop=command.drop)
        await turn.answer(card, about=about)
        return
    card = cards.tagged([each.name for each in changed], tag, turn.change, drop=command.drop)
    async with turn.commit() as uow:
        await uow.of(Contact).put_all(changed)
        await turn.remember(uow, focus=about)
        uow.say(*turn.reply(card, about=tuple(each.id for each in changed)))


async def _whom(turn: Turn[TagPeople]) -> list[Contact]:
    """Those who are named; nobody where the member was asked or told."""
    command = turn.command
    if command.contact_id or len(command.people) < 2:
        again = command.tag, command.drop
        name = "".join(command.people)
        one = await person(
            turn,
            name=name,
            contact_id=command.contact_id,
            command=lambda id: TagPeople(again[0], (), again[1], id),
        )
        return [one] if one else []
    meant = [(name, turn.people.who(name, in_focus=turn.in_thread)) for name in command.people]
    unclear = [name for name, found in meant if not isinstance(found, One)]
    if unclear:
        await turn.answer(cards.whom(unclear), about=NOTHING)
        return []
    return list({found.contact.id: found.contact for _, found in meant if isinstance(found, One)}.values())


def _spelt(turn: Turn[Any], tag: str) -> str:
    """A tag as the member writes it elsewhere, or as it was said where it is new."""
    known = (each for each, _ in count_tags(turn.people.contacts) if tag_key(each) == tag_key(tag))
    return next(known, " ".join(tag.split()))


def _changed(contact: Contact, tag: str, *, drop: bool) -> Contact:
    if drop:
        return replace(contact, tags=tuple(each for each in contact.tags if tag_key(each) != tag_key(tag)))
    return contact if has_tag(contact, tag) else replace(contact, tags=(*contact.tags, tag))
