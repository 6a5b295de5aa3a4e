"""Finds the note that a newer one corrects, and what becomes of its promises (B1, B2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.core.coaching.understanding import Understanding
from bot.core.composing import Composition, compose
from bot.core.correcting import asks_for_correction, find_corrected_note
from bot.core.notes import Commitment, CommitmentId, CommitmentState, Note, NoteId
from bot.core.ports.books import StoreReader
from bot.core.ports.errors import NotFound
from bot.core.threads import ConversationStep
from bot.core.turn import Turn
from bot.features.notes.contracts.telling import Telling
from bot.features.notes.handlers.belongings import Belongings
from bot.features.notes.rules import find_moved_promise, moves_a_day
from bot.language.dates import day_first_in

TWICE_WITHIN = timedelta(minutes=10)
"""The same words again within this time are taken for a repetition."""


async def older_note(
    reader: StoreReader, turn: Turn[Any], telling: Telling, understanding: Understanding
) -> tuple[bool, Note | None]:
    """Whether words say that they correct something, and the note whose place they take, if there is one.

    Words that only put a day in the place of another take the place of a note with an open promise.
    """
    if telling.replaces is not None:
        return False, await reader.of(Note).get(telling.replaces)
    corrects = understanding.is_correction or asks_for_correction(telling.text)
    if not corrects and not moves_a_day(telling.text, turn.today):
        return False, None
    older = await _older(reader, turn, telling, understanding)
    if not corrects and older is not None and not await _has_open_promise(reader, older):
        older = None
    return corrects, older


def with_moved(made: Composition, rows: Belongings, turn: Turn[Any]) -> Composition:
    """With the older note's promise on its new day, where the newer one says that day and nothing else."""
    first = day_first_in(turn.member.zone)
    moved = find_moved_promise(made.note.text, turn.today, rows.commitments, day_first=first)
    if moved is None or made.commitments:
        return made
    again = replace(
        moved.commitment,
        id=CommitmentId(turn.new_id("commitment", "moved")),
        note_id=made.note.id,
        created_at=turn.now,
        due_on=moved.due_on,
        quote=made.note.text,
    )
    # Told today of a day to come: no date of a meeting, and no act that is taken for granted.
    note = replace(made.note, occurred_on=turn.today, assumptions=())
    return replace(made, note=note, commitments=(again,))


async def _older(
    reader: StoreReader, turn: Turn[Any], telling: Telling, understanding: Understanding
) -> Note | None:
    """The note that a correction is about: the thread's latest, else the one that matches best."""
    here = [t.note_id for t in turn.history if t.note_id and t.thread == turn.thread and t.thread]
    for note_id in here:
        note = await _still_there(reader, note_id)
        if note is not None and note.superseded_by is None:
            return note
    ids = compose(telling.text, understanding, turn.setting(), source=telling.source).note.contact_ids
    known = [id for id in ids if turn.people.get(id) is not None]
    hits = await reader.search_notes(telling.text, limit=10, contact_ids=known)
    candidates = [note for hit in hits if (note := await _still_there(reader, hit.note_id)) is not None]
    if known:
        candidates += await reader.of(Note).find(contact_ids=tuple(known), newest_first=True, limit=10)
    # What a colleague shared can be read, not corrected.
    candidates = [note for note in candidates if note.space == turn.scope.own]
    latest = _latest_note(turn.history, turn)
    just_now = await _still_there(reader, latest) if latest else None
    return find_corrected_note(telling.text, candidates, just_now if not known else None)


async def _has_open_promise(reader: StoreReader, note: Note) -> bool:
    return bool(await reader.of(Commitment).find(note_id=note.id, state=CommitmentState.OPEN))


def _latest_note(steps: Sequence[ConversationStep], turn: Turn[Any]) -> NoteId | None:
    latest = next((step for step in steps if step.note_id), None)
    return latest.note_id if latest and turn.now - latest.created_at <= TWICE_WITHIN else None


async def _still_there(reader: StoreReader, note_id: str) -> Note | None:
    try:
        return await reader.of(Note).get(note_id)
    except NotFound:
        return None
