"""What a brief says of its own: touches, notes, assumptions, and what is not known (B2, R2)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Contact
from bot.core.notes import Note, Touch
from bot.core.ports.store import StoreReader
from bot.core.sections import BRIEF, Section, Told, tell
from bot.core.turn import Turn
from bot.features.briefs import cards

_LATEST = 4
"""Touches, notes and assumptions that a brief shows of each."""


async def read_touches(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Told, ...]:
    """The latest touches."""
    found = await reader.of(Touch).find(contact_id=contact.id)
    latest = sorted(found, key=lambda touch: (touch.occurred_on, touch.created_at), reverse=True)
    return tell(cards.touches(latest[:_LATEST], turn.today), (each.id for each in latest[:_LATEST]))


async def read_notes(reader: StoreReader, _: Turn[Any], contact: Contact) -> tuple[Told, ...]:
    """The latest notes."""
    latest = (await _find_current_notes(reader, contact))[:_LATEST]
    return tell(cards.notes(latest), (note.id for note in latest))


async def read_assumptions(reader: StoreReader, _: Turn[Any], contact: Contact) -> tuple[Told, ...]:
    """What the notes take for granted (R2)."""
    current = await _find_current_notes(reader, contact)
    rows = [(each.quote, note) for note in current for each in note.assumptions][:_LATEST]
    return tell(cards.assumptions(rows), (note.id for _, note in rows))


async def find_unknown(_: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Told, ...]:
    """What nobody told yet."""
    parts = cards.unknown(
        company=not turn.people.company(contact), title=not contact.title, touch=contact.last_touch_at is None
    )
    return tell(parts, (contact.id,))


async def _find_current_notes(reader: StoreReader, contact: Contact) -> list[Note]:
    """The notes about somebody that nothing has corrected, the latest told first."""
    found = await reader.of(Note).find(contact_ids=contact.id, superseded_by=None)
    return sorted(found, key=lambda note: (note.occurred_on, note.created_at), reverse=True)


SECTIONS = (
    Section(BRIEF, 10, read_touches),
    Section(BRIEF, 50, read_notes),
    Section(BRIEF, 80, read_assumptions),
    Section(BRIEF, 90, find_unknown),
)
