"""What an undo took back, in words: what is gone, what is back, and what of it is as it was before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from bot.core.contacts import Account, Contact
from bot.core.labels import Labels, NamesById
from bot.core.notes import Commitment, CommitmentState, Note, Touch
from bot.core.rich import Day, Rich, Span
from bot.core.words import plural, shorten

_MOST_NAMED = 2
"""Promises that are named one by one; more are counted."""
_STATES = {
    CommitmentState.OPEN: "is open again",
    CommitmentState.KEPT: "counts as kept again",
    CommitmentState.DROPPED: "is off your list again",
    CommitmentState.BROKEN: "counts as not kept again",
    CommitmentState.ASKED: "is only asked for again",
}
_PARTS = {
    "name": "the name of",
    "title": "the job of",
    "account_id": "the company of",
    "tags": "the tags of",
    "cadence_days": "the rhythm of",
    "longest_days": "the longest pause of",
    "birthday": "the birthday of",
    "email": "the mail address of",
    "phone": "the number of",
    "last_touch_at": "the last contact with",
}
_BESIDE = frozenset(("aliases",))
"""Parts of a contact that only follow from another one."""


@dataclass(frozen=True, slots=True)
class PutBack:
    """A row as it is now and as it was until then; None where it is not there."""

    now: object | None
    was: object | None

    @property
    def kind(self) -> type[object]:
        """The kind of the row."""
        return type(self.now or self.was)


def ranked(rows: Sequence[PutBack], labels: Labels) -> list[PutBack]:
    """The rows that members have a name for, the most telling one first."""
    return sorted((row for row in rows if row.kind in labels), key=lambda row: _rank(row, labels))


def what_was_undone(rows: Sequence[PutBack], names: NamesById, labels: Labels) -> Rich:
    """The most telling row, and how it is now: gone, back, or as it was before; and what came with it."""
    told = ranked(rows, labels)
    if not told:
        return ("everything is as it was before",)
    first = told[0]
    label = labels[first.kind].say(first.now or first.was, names)
    if first.now is None and isinstance(first.was, Note):
        return (*label, " is gone", *_with_it(told), *_promises_again(told, names))
    if first.now is None:
        return (*label, f" {labels[first.kind].gone}")
    if first.was is None:
        return (*label, " is back")
    if isinstance(first.now, Commitment):
        return joined([_promise_again(row, names) for row in told if row.kind is Commitment])
    if isinstance(first.now, Contact):
        return _contact_again(first, label)
    about: Rich = ("everything about ",) if isinstance(first.now, Account) else ()
    return (*about, *label, " is as it was before")


def what_of_a_note(rows: Sequence[PutBack], names: NamesById, labels: Labels) -> Rich:
    """What an undo put back of a note that is still there; nothing where its card says all."""
    changed = [row for row in ranked(rows, labels) if row.kind is not Note]
    promises = [row for row in changed if row.kind is Commitment]
    notes = [row for row in rows if isinstance(row.now, Note) and isinstance(row.was, Note)]
    told: list[Rich] = []
    for row in notes:
        if (
            isinstance(row.now, Note)
            and isinstance(row.was, Note)
            and row.now.occurred_on != row.was.occurred_on
        ):
            told.append(("the note is dated ", Day(row.now.occurred_on), " again"))
    told += [_came_or_went(row, names, labels) for row in promises][:_MOST_NAMED]
    if not told:
        told = [
            _came_or_went(row, names, labels)
            for row in changed
            if row.kind in (Contact, Touch) and _is_new(row)
        ][:1]
    return joined(told)


def joined(parts: Sequence[Rich]) -> Rich:
    """Parts of a sentence, one after the other; of more than two the rest is counted."""
    spans: list[Span] = []
    for number, each in enumerate(parts[:_MOST_NAMED]):
        spans += [*((" and ",) if number else ()), *each]
    if (more := len(parts) - _MOST_NAMED) > 0:
        spans.append(f", and {plural(more, 'more promise')}")
    return tuple(spans)


def _is_new(row: PutBack) -> bool:
    return row.now is None or row.was is None


def _came_or_went(row: PutBack, names: NamesById, labels: Labels) -> Rich:
    label = labels[row.kind].say(row.now or row.was, names)
    if row.now is None:
        return (*label, " is gone")
    if row.was is None:
        return (*label, " is back")
    return _promise_again(row, names) if row.kind is Commitment else (*label, " is as it was before")


def _with_it(rows: Sequence[PutBack]) -> Rich:
    """The promises, touches and contacts that went with a note."""
    gone = [row.was for row in rows if row.now is None]
    people = [each.name for each in gone if isinstance(each, Contact)]
    touches = [each for each in gone if isinstance(each, Touch)]
    promises = [each for each in gone if isinstance(each, Commitment)]
    parts = [
        *_promises_gone(promises),
        *([plural(len(touches), "touch", "touches")] if touches else []),
        *(
            [f"{_and(people)} as a contact" if len(people) == 1 else f"{_and(people)} as contacts"]
            if people
            else []
        ),
    ]
    return (f", with {_and(parts)}",) if parts else ()


def _promises_gone(promises: Sequence[Commitment]) -> list[str]:
    if len(promises) > _MOST_NAMED:
        return [plural(len(promises), "promise")]
    return [f"the promise “{shorten(each.what, 60)}”" for each in promises]


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def _promises_again(rows: Sequence[PutBack], names: NamesById) -> Rich:
    """What became of older promises that the note that is gone had kept, moved or dropped."""
    changed = [row for row in rows if row.kind is Commitment and not _is_new(row)]
    again = joined([_promise_again(row, names) for row in changed])
    return (", and ", *again) if again else ()


def _promise_again(row: PutBack, names: NamesById) -> Rich:
    now, was = row.now, row.was
    if not isinstance(now, Commitment) or not isinstance(was, Commitment):
        known = now or was
        return (f"the promise “{shorten(known.what, 60)}” is gone",) if isinstance(known, Commitment) else ()
    label = f"the promise “{shorten(now.what, 60)}” "
    if now.state is not was.state:
        return (label + _STATES[now.state],)
    if now.due_on != was.due_on:
        return (label + "is due ", Day(now.due_on), " again") if now.due_on else (label + "has no day again",)
    whom = names.get(now.contact_id or "", "")
    if now.contact_id != was.contact_id and whom:
        return (f"{label}is with {whom} again",)
    return (f"{label}is as it was before",)


def _contact_again(row: PutBack, label: Rich) -> Rich:
    """Which part of a contact is as before, where it is one alone."""
    assert isinstance(row.now, Contact)
    changed = {
        each.name
        for each in fields(Contact)
        if getattr(row.now, each.name) != getattr(row.was, each.name) and each.name not in _BESIDE
    }
    part = _PARTS.get(next(iter(changed)), "") if len(changed) == 1 else ""
    return (f"{part or 'everything about'} ", *label, " is as it was before")


def _rank(row: PutBack, labels: Labels) -> tuple[bool, int]:
    """What came or went goes before what only changed: a touch before the contact whose clock it reset."""
    is_changed = row.now is not None and row.was is not None
    return is_changed, labels[row.kind].rank
