"""The latest note and its rows while a correction in words changes them (B1)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from bot.core.composing import touch_people
from bot.core.contacts import Contact
from bot.core.corrections import CorrectionInWords
from bot.core.naming import One, Several
from bot.core.notes import Commitment, Note, Touch
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.features.notes.handlers.belongings import Belongings
from bot.language.likeness import likeness

_SPELLED_ALIKE = 0.75
"""Surnames at least this alike are two spellings of one; "Berg" and "Bergmann" are two people's."""


@dataclass(slots=True)
class CorrectingNote:
    """The rows of the latest note, and what a correction makes of them."""

    turn: Turn[Any]
    note: Note
    rows: Belongings
    words: CorrectionInWords
    put: list[Any] = field(default_factory=list)
    removed: list[Any] = field(default_factory=list)
    asked_about: str = ""
    before: tuple[Commitment, ...] = ()
    """The promise that is due on another day now, as it was."""

    def person(self, written: str) -> Contact | None:
        """The person of the note whom a name or pronoun means; the only one for a pronoun."""
        people = self.turn.people.some(self.note.contact_ids)
        if written.casefold() in ("she", "he", "they", "her", "his", "their"):
            return people[0] if len(people) == 1 else None
        fits = [each for each in people if has_word(each, written)]
        return fits[0] if len(fits) == 1 else None

    def touched(self) -> list[Contact]:
        """The people whom the note counts as touched."""
        return list(self.turn.people.some(each.contact_id for each in self.rows.touches))

    def knows(self, written: str) -> bool:
        """Whether somebody is called just so."""
        return any(_is_called(each, written) for each in self.turn.people.contacts)

    def known_or_new(self, written: str, but: Contact | None = None) -> Contact | None:
        """Whom the right name means, but not the wrong one; None where two may be meant."""
        found = self.turn.people.who(written, in_focus=self.note.contact_ids)
        if isinstance(found, One) and found.contact != but:
            return found.contact
        if isinstance(found, Several):
            others = [each for each in found.contacts if each != but and _is_called(each, written)]
            if len(others) == 1:
                return others[0]
            if others:
                return None
        new = self.turn.note_context().new_contact(" ".join(written.split()), "", None)
        self.put.append(new)
        return new


def has_word(contact: Contact, written: str) -> bool:
    """Whether one of the contact's names holds all words that were written."""
    said = {word.casefold() for word in written.split()}
    return any(
        said <= {word.casefold() for word in name.split()} for name in (contact.name, *contact.aliases)
    )


def is_respelled(contact: Contact, written: str) -> bool:
    """Whether a right name is the contact's own with another spelling of the surname: Brandt, Brandtner."""
    first, _, last = contact.name.casefold().partition(" ")
    said, _, surname = " ".join(written.split()).casefold().partition(" ")
    return first == said and bool(last and surname) and likeness(last, surname) >= _SPELLED_ALIKE


def _is_called(contact: Contact, written: str) -> bool:
    return written.casefold() in (name.casefold() for name in (contact.name, *contact.aliases))


async def swap_person(work: CorrectingNote, reader: StoreReader, old: Contact, new: Contact) -> None:
    """Put one person in the place of another in the note, its promises and its touches."""
    touched = any(each.contact_id == old.id for each in work.rows.touches)
    work.put += [
        replace(each, contact_id=new.id) for each in work.rows.commitments if each.contact_id == old.id
    ]
    ids = [new.id if id == old.id else id for id in work.note.contact_ids]
    work.note = replace(work.note, contact_ids=tuple(dict.fromkeys(ids)))
    if touched:
        channel = work.rows.touches[0].channel
        work.removed += [each for each in work.rows.touches if each.contact_id == old.id]
        people, touches = touch_people(work.note, [new], channel, work.turn.note_context())
        _put_contacts(work, people)
        work.put += touches
    await _forget_if_only_here(work, reader, old)


async def take_out_person(work: CorrectingNote, old: Contact) -> None:
    """Take one person out of the note; their promises wait for whoever is meant."""
    ids = tuple(id for id in work.note.contact_ids if id != old.id)
    work.note = replace(work.note, contact_ids=ids)
    work.put += [
        replace(each, contact_id=None) for each in work.rows.commitments if each.contact_id == old.id
    ]
    work.removed += [each for each in work.rows.touches if each.contact_id == old.id]


async def _forget_if_only_here(work: CorrectingNote, reader: StoreReader, old: Contact) -> None:
    """Remove somebody whom only this note brought in by mistake."""
    if old.created_at != work.note.created_at:
        return
    if await reader.of(Note).count(contact_ids=old.id) > 1:
        return
    if await reader.of(Commitment).count(contact_id=old.id) > sum(
        each.contact_id == old.id for each in work.rows.commitments
    ):
        return
    work.removed.append(old)


def _put_contacts(work: CorrectingNote, people: list[Contact]) -> None:
    """Write these contacts as they are now, in place of what was to be written of them."""
    ids = {person.id for person in people}
    work.put = [row for row in work.put if not (isinstance(row, Contact) and row.id in ids)] + list(people)


def touch_anew(work: CorrectingNote, channel: str, people: list[Contact]) -> None:
    """Put touches by this channel in the place of those that the note told of; none for no channel."""
    work.removed += work.rows.touches
    if not channel or not people:
        return
    reset, touches = touch_people(work.note, people, channel, work.turn.note_context())
    _put_contacts(work, reset)
    again = {each.id for each in touches}
    work.removed = [each for each in work.removed if not (isinstance(each, Touch) and each.id in again)]
    work.put += touches
