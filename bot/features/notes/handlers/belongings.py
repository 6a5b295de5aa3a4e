"""Reads what belongs to a stored note, and views a note as its card shows it (B1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from bot.core.composing import Composition
from bot.core.contacts import Contact
from bot.core.facts.values import Fact
from bot.core.notes import Commitment, CommitmentState, Note, Touch
from bot.core.people import People
from bot.core.ports.store import StoreReader
from bot.core.promise_changes import PromiseOutcome
from bot.core.sections import NOTED
from bot.core.turn import Turn
from bot.features.notes.cards.view import FirstLine, NoteView, OlderPromise
from bot.features.notes.labels import UnsurePromise, changed_promises, days_before, unsure_promises
from bot.features.teams.contracts.reading import accounts_shared_with


@dataclass(frozen=True, slots=True)
class Belongings:
    """The rows that hang on one note."""

    commitments: tuple[Commitment, ...] = ()
    touches: tuple[Touch, ...] = ()
    older: Note | None = None
    """The note that it corrects."""


NO_BELONGINGS = Belongings()


class _PromisesShown(TypedDict):
    """The part of a view that shows older promises."""

    changed: tuple[tuple[PromiseOutcome, OlderPromise], ...]
    unsure: UnsurePromise | None
    candidates: tuple[OlderPromise, ...]


async def find_belongings(reader: StoreReader, note: Note) -> Belongings:
    """The touches and commitments that a note told of, and the note that it corrects."""
    return Belongings(
        tuple(await reader.of(Commitment).find(note_id=note.id)),
        tuple(await reader.of(Touch).find(note_id=note.id)),
        await reader.of(Note).one(note.corrects),
    )


async def view_note(
    reader: StoreReader,
    note: Note,
    turn: Turn[Any],
    *,
    first_line: FirstLine = FirstLine.NOTED,
    change: str = "",
    asks: bool = True,
) -> NoteView:
    """A stored note as its card shows it."""
    rows = await find_belongings(reader, note)
    return NoteView(
        note=note,
        today=turn.today,
        people=turn.people.some(note.contact_ids),
        companies=turn.people.companies,
        commitments=tuple(each for each in rows.commitments if each.state is not CommitmentState.ASKED),
        requests=tuple(each for each in rows.commitments if each.state is CommitmentState.ASKED),
        touch=rows.touches[0].channel if rows.touches else "",
        older=rows.older,
        facts=await turn.sections(reader, NOTED, tuple(await reader.of(Fact).find(note_id=note.id))),
        suggestions=_suggest(turn.people, note),
        asks=asks,
        change=change,
        first_line=first_line,
        shared_with=tuple(await accounts_shared_with(reader, turn, note.shared_with)),
        **await _promises_of(reader, turn, note),
    )


async def view_composition(
    reader: StoreReader, turn: Turn[Any], made: Composition, *, first_line: FirstLine = FirstLine.NOTED
) -> NoteView:
    """A note that is about to be stored, as its card shows it."""
    return NoteView(
        note=made.note,
        today=turn.today,
        people=made.people,
        companies=turn.people.companies | {account.id: account.name for account in made.accounts},
        commitments=made.commitments,
        requests=made.requests,
        touch=made.touches[0].channel if made.touches else "",
        new_people=made.new_people,
        suggestions=_suggest(turn.people, made.note),
        change=turn.change,
        first_line=first_line,
        shared_with=tuple(await accounts_shared_with(reader, turn, made.note.shared_with)),
        moves=made.moves,
        facts=await turn.knowing_all(made.people, made.accounts).sections(reader, NOTED, made.facts),
        **await _promises_of(reader, turn, made.note, made.settled),
    )


async def _promises_of(
    reader: StoreReader, turn: Turn[Any], note: Note, settled: Sequence[Commitment] = ()
) -> _PromisesShown:
    """The older promises that a note changed, and the first question about one.

    `settled` are those that are written with the note, as they will be.
    """
    changed, unsure = changed_promises(note), next(iter(unsure_promises(note)), None)
    ids = [*(id for _, id in changed), *(unsure.candidates if unsure else ())]
    rows: dict[str, Commitment] = {}
    if ids:
        rows = {each.id: each for each in await reader.of(Commitment).find(id=tuple(ids))}
    rows |= {each.id: each for each in settled}
    before = days_before(note)

    def view(id: str) -> OlderPromise:
        person = turn.people.names([contact] if (contact := rows[id].contact_id) else ())
        return OlderPromise(rows[id], next(iter(person), ""), before.get(id))

    candidates = [view(id) for id in unsure.candidates if id in rows] if unsure else []
    waiting = tuple(each for each in candidates if each.commitment.state is CommitmentState.OPEN)
    return {
        "changed": tuple((outcome, view(id)) for outcome, id in changed if id in rows),
        "unsure": unsure if waiting else None,
        "candidates": waiting,
    }


def _suggest(people: People, note: Note) -> tuple[Contact, ...]:
    """Whom to choose from: those whom an open name may mean, or recent contacts where nobody is named."""
    candidates = [id for mention in note.open_mentions for id in mention.candidates]
    if candidates:
        return people.some(candidates)
    return () if note.contact_ids or note.account_ids else people.recent()
