"""Measures retrieval the way members get it: the real store, the real index, the real rules (B2)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot.core.commands import Dismiss, Origin, Surface
from bot.core.contacts import Contact, ContactId
from bot.core.identity import MemberId, Scope, WorkspaceId, derive_id
from bot.core.notes import Note, NoteId
from bot.core.people import everybody
from bot.core.ports.memory import Embedder, Entry, Memory
from bot.core.ports.store import Store
from bot.core.ports.work import Work
from bot.features.recall.handlers.promises import to_known_people
from bot.features.recall.handlers.retrieval import Retrieval, retrieve
from bot.memory import open_memory
from bot.store.store import open_store

_SCOPE = Scope(WorkspaceId("T0EVAL"), MemberId("U0EVAL"))
_DEPTH = 50
"""How far down a note is looked for, for the mean reciprocal rank."""


class BadFile(ValueError):
    """The file is not in the format that docs/evals.md describes."""


@dataclass(frozen=True, slots=True)
class LabelledNote:
    """A note of the file; `contacts` are names."""

    id: str
    text: str
    occurred_on: date
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A question and the notes that answer it; none means that the notes do not say."""

    text: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class QueryOutcome:
    """What came back for one question: note ids, the best first, and whether they were said to suffice."""

    query: Query
    found: tuple[str, ...]
    sufficient: bool


async def evaluate_recall(path: Path, embedder: Embedder) -> dict[str, float]:
    """Recall, reciprocal rank and refusals over a file; raises BadFile, Unavailable."""
    return figures(await outcomes(path, embedder))


async def outcomes(path: Path, embedder: Embedder) -> list[QueryOutcome]:
    """Return what retrieval finds for each question of a file, in a fresh store and index."""
    notes, queries = read_file(path)
    today = max((note.occurred_on for note in notes), default=date.min) + timedelta(days=1)
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{folder}/eval.db", _Fixed(today))
        memory = open_memory(embedder, folder=Path(folder) / "chroma")
        try:
            await _fill(store, memory, notes)
            return [_outcome(query, await _asked(store, memory, query, today)) for query in queries]
        finally:
            await memory.close()
            await store.close()


def read_file(path: Path) -> tuple[list[LabelledNote], list[Query]]:
    """Return the notes and questions of a file; raises BadFile with the line."""
    notes: list[LabelledNote] = []
    queries: list[Query] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            _read_row(json.loads(line), notes, queries)
        except KeyError as error:
            raise BadFile(f"{path.name}, line {number} has no {error.args[0]}.") from None
        except (ValueError, TypeError):
            raise BadFile(
                f"{path.name}, line {number} is no note and no question; see docs/evals.md."
            ) from None
    known = {note.id for note in notes}
    for query in queries:
        if missing := query.relevant - known:
            raise BadFile(f"{path.name}: {query.text!r} names notes that are not there: {sorted(missing)}")
    return notes, queries


def figures(results: Sequence[QueryOutcome]) -> dict[str, float]:
    """Return the shares that `tactegic eval recall` prints, of 0 to 1; those of nothing are 0."""
    answerable = [each for each in results if each.query.relevant]
    unanswerable = [each for each in results if not each.query.relevant]
    return {
        **{
            f"recall_at_{depth}": _mean([_recall(each, depth) for each in answerable]) for depth in (1, 5, 10)
        },
        "mrr": _mean([_reciprocal_rank(each) for each in answerable]),
        "abstain_right": _mean([float(not each.sufficient) for each in unanswerable]),
        "abstain_wrong": _mean([float(not each.sufficient) for each in answerable]),
    }


def _read_row(row: dict[str, Any], notes: list[LabelledNote], queries: list[Query]) -> None:
    if "query" in row:
        queries.append(Query(row["query"], frozenset(map(str, row["relevant"]))))
        return
    day = datetime.fromisoformat(row["occurred_at"]).date()
    notes.append(LabelledNote(str(row["note"]), row["text"], day, tuple(row.get("contacts") or ())))


async def _fill(store: Store, memory: Memory, notes: Sequence[LabelledNote]) -> None:
    ids = {name: _id("contact", name) for note in notes for name in note.contacts}
    entries = []
    work = Work(
        key="eval",
        scope=_SCOPE,
        command=Dismiss(),
        origin=Origin(surface=Surface.JOB),
        now=_noon(date(2000, 1, 1)),
    )
    async with store.write(work) as uow:
        for name, id in ids.items():
            await uow.of(Contact).put(
                Contact(
                    id=ContactId(id),
                    workspace=_SCOPE.workspace,
                    space=_SCOPE.own,
                    name=name,
                    created_at=work.now,
                )
            )
        for labelled in notes:
            note = _note(labelled, ids)
            await uow.of(Note).put(note)
            entries.append(
                Entry(
                    note_id=note.id,
                    text=note.text,
                    spaces=frozenset({note.space}),
                    contact_ids=tuple(note.contact_ids),
                    occurred_on=note.occurred_on,
                )
            )
    await memory.index(_SCOPE.workspace, entries)


def _note(labelled: LabelledNote, ids: dict[str, str]) -> Note:
    return Note(
        id=NoteId(labelled.id),
        workspace=_SCOPE.workspace,
        space=_SCOPE.own,
        text=labelled.text,
        created_at=_noon(labelled.occurred_on),
        occurred_on=labelled.occurred_on,
        contact_ids=tuple(ContactId(ids[name]) for name in labelled.contacts),
    )


async def _asked(store: Store, memory: Memory, query: Query, today: date) -> Retrieval:
    async with store.read(_SCOPE) as reader:
        known = to_known_people(await everybody(reader))
    return await retrieve(store, memory, _SCOPE, query.text, known=known, today=today, limit=_DEPTH)


def _outcome(query: Query, retrieval: Retrieval) -> QueryOutcome:
    return QueryOutcome(query, tuple(hit.note.id for hit in retrieval.hits), retrieval.sufficient)


def _recall(outcome: QueryOutcome, depth: int) -> float:
    """Return the share of the relevant notes among the first ones, of as many as can be there."""
    wanted = outcome.query.relevant
    return len(wanted.intersection(outcome.found[:depth])) / min(depth, len(wanted))


def _reciprocal_rank(outcome: QueryOutcome) -> float:
    ranks = (place for place, id in enumerate(outcome.found, 1) if id in outcome.query.relevant)
    return 1 / next(ranks, float("inf"))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _id(*parts: str) -> str:
    return derive_id("eval", *parts)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


class _Fixed:
    """Satisfies ports.Clock."""

    def __init__(self, day: date) -> None:
        self._now = _noon(day)

    def now(self) -> datetime:
        return self._now
