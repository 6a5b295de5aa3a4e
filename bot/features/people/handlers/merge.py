"""Merges two contacts into one, and deletes a contact; both can be undone (B1)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.contacts import Contact, is_sample
from bot.core.deliveries import NOTHING
from bot.core.events import ContactReplaced
from bot.core.finding import person, person_named, view_contact
from bot.core.notes import Commitment, Note, Touch
from bot.core.touching import later
from bot.core.turn import Turn
from bot.features.people.cards import contacts as cards
from bot.features.people.commands import DeleteContact, MergeContacts
from bot.features.people.contracts.removing import swap_in_note, swap_in_open_mentions, take_out


async def merge_contacts(turn: Turn[MergeContacts]) -> None:
    """Ask whose name stays, then make one contact out of two."""
    command = turn.command
    keep = await person(
        turn, name=command.keep, contact_id=command.keep_id, command=lambda id: replace(command, keep_id=id)
    )
    if keep is None:
        return
    other = await person(
        turn,
        name=command.other,
        contact_id=command.other_id,
        command=lambda id: replace(command, keep_id=keep.id, other_id=id),
    )
    if other is None:
        return
    if keep.id == other.id:
        await turn.answer(cards.same_person(keep), about=(keep.id,))
    elif is_sample(keep.id) != is_sample(other.id):
        await turn.answer(cards.not_with_sample(), about=NOTHING)
    elif not command.confirmed:
        async with turn.read() as reader:
            pair = (await view_contact(reader, turn, keep), await view_contact(reader, turn, other))
        await turn.answer(cards.which_stays(*pair, turn.today), in_place=True, about=(keep.id, other.id))
    else:
        await _merge(turn, keep, other)


def combine(keep: Contact, other: Contact) -> Contact:
    """The contact that stays, with what only the other one had."""
    names = (*keep.aliases, other.name, *other.aliases)
    touched = keep.last_touch_at
    if other.last_touch_at is not None:
        touched = later(touched, other.last_touch_at)
    return replace(
        keep,
        aliases=tuple(dict.fromkeys(name for name in names if name != keep.name)),
        title=keep.title or other.title,
        account_id=keep.account_id or other.account_id,
        pronouns=keep.pronouns or other.pronouns,
        email=keep.email or other.email,
        phone=keep.phone or other.phone,
        more_emails=_more(keep.emails, other.emails),
        more_phones=_more(keep.phones, other.phones),
        birthday=keep.birthday or other.birthday,
        place=keep.place or other.place,
        tags=tuple(dict.fromkeys((*keep.tags, *other.tags))),
        links=tuple(dict.fromkeys((*keep.links, *other.links))),
        cadence_days=keep.cadence_days or other.cadence_days,
        longest_days=keep.longest_days or other.longest_days,
        last_touch_at=touched,
    )


def _more(kept: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """All but the first one, each once."""
    return tuple(dict.fromkeys((*kept, *others)))[1:]


async def _merge(turn: Turn[Any], keep: Contact, other: Contact) -> None:
    async with turn.commit() as uow:
        notes = await uow.of(Note).find(contact_ids=other.id)
        for note in notes:
            await uow.of(Note).put(swap_in_note(note, other.id, keep.id))
        await swap_in_open_mentions(uow, other.id, keep.id)
        uow.publish(ContactReplaced(other.id, keep.id))
        for touch in await uow.of(Touch).find(contact_id=other.id):
            await uow.of(Touch).put(replace(touch, contact_id=keep.id))
        for commitment in await uow.of(Commitment).find(contact_id=other.id):
            await uow.of(Commitment).put(replace(commitment, contact_id=keep.id))
        one = combine(keep, other)
        await uow.of(Contact).put(one)
        await uow.of(Contact).remove(other.id)
        await turn.remember(uow, focus=(keep.id,))
        card = cards.merged_card(one, other, len(notes), turn.change)
        uow.say(*turn.update(card, about=(keep.id, other.id)))


async def delete_contact(turn: Turn[DeleteContact]) -> None:
    """Ask, then delete a contact with its touches and commitments; its notes stay, without the name."""
    command = turn.command
    contact = await person_named(turn, lambda id: DeleteContact(contact_id=id))
    if contact is None:
        return
    if not command.confirmed:
        async with turn.read() as reader:
            view = await view_contact(reader, turn, contact)
        await turn.answer(cards.really_delete(view), about=(contact.id,))
        return
    async with turn.commit() as uow:
        notes = await take_out(uow, contact)
        await turn.remember(uow)
        card = cards.deleted_card(contact, notes, turn.change)
        uow.say(*turn.update(card, about=(contact.id,)))
