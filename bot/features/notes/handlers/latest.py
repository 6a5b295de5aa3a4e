"""Finds the note that was just spoken of: the latest of the thread, else the one of minutes ago (B1)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.core.notes import Note
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn

JUST_NOW = timedelta(minutes=15)
"""How long a note outside the thread still counts as the one just told."""


async def find_latest_note(reader: StoreReader, turn: Turn[Any]) -> Note | None:
    """The member's own current note that short words without a name are about; None where there is none."""
    here = [step for step in turn.history if turn.thread and step.thread == turn.thread and step.note_id]
    recent = [step for step in turn.history if step.note_id and turn.now - step.created_at <= JUST_NOW]
    for step in (*here, *recent):
        note = await reader.of(Note).one(step.note_id)
        if note is not None and note.superseded_by is None and note.space == turn.scope.own:
            return note
    return None
