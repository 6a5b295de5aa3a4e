"""What a brief says of its own: touches, notes, assumptions, and what is not known (B2, R2)."""

from __future__ import annotations

from typing import Any

from bot.core.cards import Part
from bot.core.contacts import Account, Contact
from bot.core.notes import Note, Touch
from bot.core.ports.books import StoreReader
from bot.core.turn import Section, Turn, Where
from bot.features.briefs import cards as texts

_LATEST = 4


async def touches(reader: StoreReader, turn: Turn[Any], whom: Contact | Account) -> tuple[Part, ...]:
    """The latest touches."""
    found = await reader.of(Touch).find(contact_id=whom.id)
    latest = sorted(found, key=lambda touch: (touch.occurred_on, touch.created_at), reverse=True)
    return texts.touches(latest[:_LATEST], turn.today)


async def notes(reader: StoreReader, _: Turn[Any], whom: Contact | Account) -> tuple[Part, ...]:
    """The latest notes."""
    return texts.notes((await _current(reader, whom))[:_LATEST])


async def assumptions(reader: StoreReader, _: Turn[Any], whom: Contact | Account) -> tuple[Part, ...]:
    """What the notes take for granted (R2)."""
    notes = await _current(reader, whom)
    return texts.assumptions([(each.quote, note) for note in notes for each in note.assumptions][:_LATEST])


async def unknown(_: StoreReader, turn: Turn[Any], whom: Contact | Account) -> tuple[Part, ...]:
    """What nobody told yet."""
    if not isinstance(whom, Contact):
        return ()
    missing = [
        ("their company", turn.people.company(whom)),
        ("what they do there", whom.title),
        ("when you were last in touch", whom.last_touch_at),
    ]
    return texts.unknown([what for what, known in missing if not known])


async def _current(reader: StoreReader, whom: Contact | Account) -> list[Note]:
    """Their notes that nothing has corrected, the latest told first."""
    found = await reader.of(Note).find(contact_ids=whom.id, superseded_by=None)
    return sorted(found, key=lambda note: (note.occurred_on, note.created_at), reverse=True)


SECTIONS = (
    Section(Where.BRIEF, 10, touches),
    Section(Where.BRIEF, 50, notes),
    Section(Where.BRIEF, 80, assumptions),
    Section(Where.BRIEF, 90, unknown),
)
