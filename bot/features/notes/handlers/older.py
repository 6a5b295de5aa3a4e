"""Finds the note that a newer one corrects, and what becomes of its promises (B1, B2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.core.coaching.understanding import Understanding
from bot.core.composing import Composition, compose
from bot.core.correcting import asks_for_correction, find_corrected_note
from bot.core.notes import Commitment, CommitmentId, CommitmentState, Note, NoteId
from bot.core.ports.store import StoreReader
from bot.core.threads import ConversationStep
from bot.core.turn import Turn
from bot.features.notes.contracts.telling import Telling
from bot.features.notes.handlers.belongings import Belongings
from bot.features.notes.rules import find_moved_promise, moves_a_day
from bot.language.dates import day_first_in

TWICE_WITHIN = timedelta(minutes=10)
"""The same words again within this time are taken for a repetition."""


def may_change_older_note(telling: Telling, understanding: Understanding, today: date) -> bool:
    """Whether words may take the place of an older note: they say so, or only name another day."""
    corrects = understanding.is_correction or asks_for_correction(telling.text)
    return telling.replaces is not None or corrects or moves_a_day(telling.text, today)


async def find_older_note(
    reader: StoreReader, turn: Turn[Any], telling: Telling, understanding: Understanding
) -> tuple[bool, Note | None]:
    """Whether words say that they correct something, and the note whose place they take; None without one.

    Words that only put a day in the place of another take the place of a note with an open promise.
    """
    if telling.replaces is not None:
        return False, await reader.of(Note).get(telling.replaces)
    corrects = understanding.is_correction or asks_for_correction(telling.text)
    if not corrects and not moves_a_day(telling.text, turn.today):
        return False, None
    older = await _find_older(reader, turn, telling, understanding)
    if not corrects and older is not None and not await _has_open_promise(reader, older):
        older = None
    return corrects, older


def move_promise(made: Composition, rows: Belongings, turn: Turn[Any]) -> Composition:
    """The rows with the older note's promise on a new day, where the newer note says only that day."""
    first = day_first_in(turn.member.zone, turn.member.locale)
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


async def _find_older(
    reader: StoreReader, turn: Turn[Any], telling: Telling, understanding: Understanding
) -> Note | None:
    """The note that a correction is about: the thread's latest, else the one that matches best."""
    here = [step.note_id for step in turn.history if turn.thread and step.thread == turn.thread]
    for note_id in here:
        note = await reader.of(Note).one(note_id)
        if note is not None and note.superseded_by is None:
            return note
    ids = compose(telling.text, understanding, turn.note_context(), source=telling.source).note.contact_ids
    known = [id for id in ids if turn.people.get(id) is not None]
    hits = await reader.search_notes(telling.text, limit=10, contact_ids=known)
    notes: dict[str, Note] = {
        note.id: note for note in await reader.of(Note).find(id=tuple(hit.note_id for hit in hits))
    }
    candidates = [notes[hit.note_id] for hit in hits if hit.note_id in notes]
    if known:
        candidates += await reader.of(Note).find(contact_ids=tuple(known), newest_first=True, limit=10)
    # What a colleague shared can be read, not corrected.
    candidates = [note for note in candidates if note.space == turn.scope.own]
    latest = _latest_note(turn.history, turn)
    just_now = await reader.of(Note).one(latest)
    return find_corrected_note(telling.text, candidates, just_now if not known else None)


async def _has_open_promise(reader: StoreReader, note: Note) -> bool:
    return bool(await reader.of(Commitment).find(note_id=note.id, state=CommitmentState.OPEN))


def _latest_note(steps: Sequence[ConversationStep], turn: Turn[Any]) -> NoteId | None:
    latest = next((step for step in steps if step.note_id), None)
    return latest.note_id if latest and turn.now - latest.created_at <= TWICE_WITHIN else None
