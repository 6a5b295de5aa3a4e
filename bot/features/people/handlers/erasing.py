"""Erases what is stored about one contact, so that nothing of it can be restored (F5, B6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.core.contacts import Contact
from bot.core.notes import Note
from bot.core.ports.errors import NotFound
from bot.core.ports.store import UnitOfWork
from bot.core.threads import Draft
from bot.core.turn import Turn
from bot.features.people.handlers.merge import take_out


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
