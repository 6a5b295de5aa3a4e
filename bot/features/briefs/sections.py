"""What a brief says of its own: touches, notes, assumptions, and what is not known (B2, R2)."""

from __future__ import annotations

from typing import Any

from bot.core.cards import Part
from bot.core.contacts import Contact
from bot.core.notes import Note, Touch
from bot.core.ports.store import StoreReader
from bot.core.turn import BRIEF, Section, Turn
from bot.features.briefs import cards

_LATEST = 4
"""Touches, notes and assumptions that a brief shows of each."""


async def read_touches(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Part, ...]:
    """The latest touches."""
    found = await reader.of(Touch).find(contact_id=contact.id)
    latest = sorted(found, key=lambda touch: (touch.occurred_on, touch.created_at), reverse=True)
    return cards.touches(latest[:_LATEST], turn.today)


async def read_notes(reader: StoreReader, _: Turn[Any], contact: Contact) -> tuple[Part, ...]:
    """The latest notes."""
    return cards.notes((await _find_current_notes(reader, contact))[:_LATEST])


async def read_assumptions(reader: StoreReader, _: Turn[Any], contact: Contact) -> tuple[Part, ...]:
    """What the notes take for granted (R2)."""
    current = await _find_current_notes(reader, contact)
    return cards.assumptions([(each.quote, note) for note in current for each in note.assumptions][:_LATEST])


async def find_unknown(_: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Part, ...]:
    """What nobody told yet."""
    return cards.unknown(
        company=not turn.people.company(contact), title=not contact.title, touch=contact.last_touch_at is None
    )


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
