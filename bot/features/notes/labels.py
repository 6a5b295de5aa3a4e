"""B1, B12: what a note did to promises and what it left open, kept among the labels of the note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.core.notes import CommitmentId, Note
from bot.core.promise_changes import PromiseOutcome

_DID = "promise "
_ASKS = "which promise "
_WAS_DUE = "was due "
_UNREAD = "unread day"


@dataclass(frozen=True, slots=True)
class UnsurePromise:
    """A change that several open promises fit: the member is asked which one is meant."""

    outcome: PromiseOutcome
    candidates: tuple[CommitmentId, ...]
    due_on: date | None = None


def changed_promises(note: Note) -> list[tuple[PromiseOutcome, CommitmentId]]:
    """The promises that the note says something became of."""
    return [
        (PromiseOutcome(key.removeprefix(_DID)), CommitmentId(value))
        for key, value in note.about
        if key.startswith(_DID)
    ]


def unsure_promises(note: Note) -> list[UnsurePromise]:
    """The questions about promises that the note still asks."""
    found: list[UnsurePromise] = []
    for key, value in note.about:
        if key.startswith(_ASKS):
            outcome, _, day = key.removeprefix(_ASKS).partition(", ")
            ids = tuple(CommitmentId(id) for id in value.split())
            found.append(
                UnsurePromise(PromiseOutcome(outcome), ids, date.fromisoformat(day) if day else None)
            )
    return found


def unread_days(note: Note) -> list[str]:
    """Words of the note that name a day which could not be read."""
    return [value for key, value in note.about if key == _UNREAD]


def with_changed(
    note: Note, outcome: PromiseOutcome, promise: CommitmentId, was_due: date | None = None
) -> Note:
    """The note with what became of a promise; of one that moved also when it was due before."""
    if outcome is PromiseOutcome.MOVED and was_due is not None:
        note = _with(note, (_WAS_DUE + promise, was_due.isoformat()))
    return _with(note, (_DID + outcome, promise))


def days_before(note: Note) -> dict[str, date]:
    """When promises were due that the note moved, by their ids."""
    return {
        key.removeprefix(_WAS_DUE): date.fromisoformat(value)
        for key, value in note.about
        if key.startswith(_WAS_DUE)
    }


def with_unsure(note: Note, unsure: UnsurePromise) -> Note:
    """The note with one more question about promises."""
    return _with(note, (_asked(unsure), " ".join(unsure.candidates)))


def with_unread_days(note: Note, days: Iterable[str]) -> Note:
    """The note with days that are to be asked about."""
    for day in days:
        note = _with(note, (_UNREAD, day))
    return note


def without_unsure(note: Note, unsure: UnsurePromise) -> Note:
    """The note without a question that was answered."""
    return replace(note, about=tuple(each for each in note.about if each[0] != _asked(unsure)))


def without_unread_day(note: Note, day: str) -> Note:
    """The note without a day that was told."""
    return replace(note, about=tuple(each for each in note.about if each != (_UNREAD, day)))


def without_questions(note: Note) -> Note:
    """The note without questions about promises and days."""
    kept = (each for each in note.about if not each[0].startswith(_ASKS) and each[0] != _UNREAD)
    return replace(note, about=tuple(kept))


def _asked(unsure: UnsurePromise) -> str:
    day = f", {unsure.due_on.isoformat()}" if unsure.due_on else ""
    return f"{_ASKS}{unsure.outcome}{day}"


def _with(note: Note, pair: tuple[str, str]) -> Note:
    return replace(note, about=tuple(dict.fromkeys((*note.about, pair))))
