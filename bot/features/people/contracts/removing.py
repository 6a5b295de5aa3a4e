"""Takes a contact out of everything that names it: for a while, by undo, or for good (B6, F5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.core.contacts import Contact, ContactId
from bot.core.events import ContactReplaced
from bot.core.notes import Commitment, Note, OpenMention, Touch
from bot.core.ports.errors import NotFound
from bot.core.ports.store import UnitOfWork
from bot.core.threads import Draft
from bot.core.turn import Turn


async def take_out(uow: UnitOfWork, contact: Contact) -> int:
    """Remove a contact with touches, promises and the links of its notes; returns how many notes it had."""
    notes = await uow.of(Note).find(contact_ids=contact.id)
    for note in notes:
        await uow.of(Note).put(swap_in_note(note, contact.id, None))
    await swap_in_open_mentions(uow, contact.id, None)
    uow.publish(ContactReplaced(contact.id, None))
    for touch in await uow.of(Touch).find(contact_id=contact.id):
        await uow.of(Touch).remove(touch.id)
    for commitment in await uow.of(Commitment).find(contact_id=contact.id):
        await uow.of(Commitment).remove(commitment.id)
    await uow.of(Contact).remove(contact.id)
    return len(notes)


def swap_in_note(note: Note, gone: ContactId, new: ContactId | None) -> Note:
    """The note with another contact, or none, in the place of one that is gone."""
    ids = [new if id == gone else id for id in note.contact_ids]
    return replace(note, contact_ids=tuple(dict.fromkeys(id for id in ids if id is not None)))


async def swap_in_open_mentions(uow: UnitOfWork, gone: ContactId, new: ContactId | None) -> None:
    """Take somebody who is gone out of the questions that are still open."""
    for note in await uow.of(Note).find(newest_first=True, limit=200):
        if any(gone in mention.candidates for mention in note.open_mentions):
            mentions = [
                replace(mention, candidates=_swap_candidates(mention, gone, new))
                for mention in note.open_mentions
            ]
            await uow.of(Note).put(replace(note, open_mentions=tuple(mentions)))


def _swap_candidates(mention: OpenMention, gone: ContactId, new: ContactId | None) -> tuple[ContactId, ...]:
    ids: Sequence[ContactId | None] = [new if id == gone else id for id in mention.candidates]
    return tuple(dict.fromkeys(id for id in ids if id is not None))


@dataclass(frozen=True, slots=True)
class ErasedNotes:
    """How many notes went, and how many that also tell of others stay without the link."""

    gone: int
    left: int


async def erase(uow: UnitOfWork, turn: Turn[Any], contact: Contact) -> ErasedNotes:
    """Remove a contact with its notes; what else hangs on it goes by the event `Erased(Contact)`.

    Notes that also tell of others lose only the link.
    """
    uow.erase((contact.name,))
    notes = await _notes_alone(uow, contact)
    for note in notes:
        await uow.of(Note).remove(note.id)
    for draft in await uow.of(Draft).find(space=turn.scope.own):
        if any(name in draft.text for name in (contact.name, *contact.aliases)):
            await uow.of(Draft).remove(draft.id)
    return ErasedNotes(len(notes), await take_out(uow, contact))


async def _notes_alone(uow: UnitOfWork, contact: Contact) -> list[Note]:
    """The notes about this contact alone, with what they once said in other words."""
    found = [note for note in await uow.of(Note).find(contact_ids=contact.id) if len(note.contact_ids) == 1]
    for note in found:  # grows while it is walked through: each names the one it stands in place of
        if note.corrects and all(each.id != note.corrects for each in found):
            try:
                found.append(await uow.of(Note).get(note.corrects))
            except NotFound:
                continue
    return found
