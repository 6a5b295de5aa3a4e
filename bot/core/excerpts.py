"""Notes as a coach reads them."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.coaching.understanding import Excerpt
from bot.core.notes import Note
from bot.core.people import People


def excerpts_of(notes: Iterable[Note], people: People | None = None) -> tuple[Excerpt, ...]:
    """The notes as excerpts numbered from 1; `people` gives the names of those whom they are about."""
    return tuple(
        Excerpt(
            number=number,
            note_id=note.id,
            text=note.text,
            occurred_on=note.occurred_on,
            people=people.names(note.contact_ids) if people is not None else (),
            superseded=note.superseded_by is not None,
        )
        for number, note in enumerate(notes, 1)
    )
