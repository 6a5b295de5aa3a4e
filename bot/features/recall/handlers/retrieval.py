"""Finds the notes that answer a question; the evaluation of recall uses it, too (B2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.coaching.understanding import Excerpt
from bot.core.identity import Scope
from bot.core.notes import Note
from bot.core.ports.answering import AnswerModel
from bot.core.ports.errors import Unavailable
from bot.core.ports.memory import Memory, Near
from bot.core.ports.store import Store, StoreReader
from bot.features.recall.rules.deciding import READ, AnswerDecision, Way, decide
from bot.features.recall.rules.fusing import NoteCandidate, Ranked, fuse
from bot.language.asking import (
    KnownPerson,
    ParsedQuestion,
    read_question,
    with_apostrophes,
    without_names,
)

_WIDE = 40
"""Notes that each of the two indexes brings up before they are weighed."""
_ABOUT = 20
"""Notes on the contacts named in a question that are brought up besides."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A note that was found; a higher score is better, similarity is the cosine of the vectors."""

    note: Note
    score: float
    similarity: float


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The notes that were found, the best first, and how the question is to be answered from them."""

    hits: tuple[Hit, ...]
    decision: AnswerDecision
    dense: bool = True
    """False where the vector index could not be reached: found by words alone."""

    def without(self, shown: Collection[str]) -> Retrieval:
        """The same without notes that were shown already; refused where no other one answers."""
        hits = tuple(each for each in self.hits if each.note.id not in shown)
        left = tuple(id for id in self.decision.note_ids if id not in shown)
        way = self.decision.way if left else Way.REFUSED
        return replace(self, hits=hits, decision=AnswerDecision(way, left))


async def retrieve(
    store: Store,
    memory: Memory,
    scope: Scope,
    question: str,
    *,
    known: Sequence[KnownPerson],
    today: date,
    limit: int = 10,
    contact_ids: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    answering: AnswerModel | None = None,
    in_full: str = "",
) -> Retrieval:
    """The notes that answer a question, from the scope alone; `today` is the member's local date.

    `known` is everybody whom the question may name. Without `answering`, or where it fails, words and vectors
    decide alone. `in_full` is the question with its abbreviations spelled out: a note that answers it so
    answers it.

    `contact_ids`, `since` and `until` (local days, inclusive) keep to notes on these contacts and of this
    time. Names and times in the question itself are understood too, but only move notes up. No transaction
    is open while the vectors are searched.
    """
    question = with_apostrophes(question, known)
    asked = read_question(question, known, today)
    nameless = without_names(question, known) or question
    near, reached = await _near(memory, scope, question, nameless, asked, contact_ids)
    async with store.read(scope) as reader:
        lexical = await reader.search_notes(
            question, limit=_WIDE, contact_ids=contact_ids, since=since, until=until
        )
        about = contact_ids or sorted(asked.contacts)
        if about and nameless != question:
            lexical += await reader.search_notes(
                nameless, limit=_WIDE, contact_ids=about, since=since, until=until
            )
        notes = await _notes(reader, [*near, *(hit.note_id for hit in lexical)])
    allowed = [note for note in notes if _within(note, contact_ids, since, until)]
    ranked = fuse(asked, _candidates(allowed, near))
    by_id: dict[str, Note] = {note.id: note for note in allowed}
    hits = [Hit(by_id[each.candidate.note_id], each.score, each.similarity) for each in ranked[:limit]]
    logits = await _weigh(answering, (question, in_full), ranked, by_id, known)
    return Retrieval(tuple(hits), decide(question, asked, ranked, logits), reached)


async def _weigh(
    answering: AnswerModel | None,
    wordings: Sequence[str],
    ranked: Sequence[Ranked],
    notes: Mapping[str, Note],
    known: Sequence[KnownPerson],
) -> dict[str, float] | None:
    """What the answer model says of the first notes; None where there is none, or it fails."""
    if answering is None or not ranked:
        return None
    names = {each.contact_id: each.names[0] for each in known}
    first = [notes[hit.candidate.note_id] for hit in ranked[:READ]]
    excerpts = [
        Excerpt(
            number=number,
            note_id=note.id,
            text=note.text,
            occurred_on=note.occurred_on,
            people=tuple(names[id] for id in note.contact_ids if id in names),
        )
        for number, note in enumerate(first, 1)
    ]
    try:
        asked = dict.fromkeys(wording for wording in wordings if wording)
        weighed = [await answering.weigh(wording, excerpts) for wording in asked]
    except Unavailable:
        return None
    return {note.id: max(logits) for note, *logits in zip(first, *weighed, strict=True)}


async def _near(
    memory: Memory,
    scope: Scope,
    question: str,
    nameless: str,
    asked: ParsedQuestion,
    contact_ids: Sequence[str],
) -> tuple[dict[str, float], bool]:
    """Notes near the question by their similarity, and whether the index could be reached.

    Of those on a contact whom it names, half of the similarity is to the question without the names: else
    the note that says a name in full goes before the one that answers.
    """
    try:
        named = tuple(sorted(asked.contacts)) if not contact_ids else ()
        wanted = [Near(question, _WIDE, tuple(contact_ids))]
        wanted += [Near(nameless, _ABOUT, named)] if named else []
        hits, *more = await memory.nearest_each(scope, wanted)
    except Unavailable:
        return {}, False
    near = {hit.note_id: hit.similarity for hit in hits}
    least = min(near.values(), default=0.0)
    about = [hit for found in more for hit in found]
    mixed = {hit.note_id: (near.get(hit.note_id, least) + hit.similarity) / 2 for hit in about}
    return near | mixed, True


async def _notes(reader: StoreReader, ids: Sequence[str]) -> list[Note]:
    """The notes with these ids that the scope may see, and the corrections of those that were corrected."""
    found: dict[str, Note] = {}
    wanted = tuple(dict.fromkeys(ids))
    while wanted:
        found.update({note.id: note for note in await reader.of(Note).find(id=wanted)})
        newer = [note.superseded_by for note in found.values() if note.superseded_by]
        wanted = tuple(id for id in dict.fromkeys(newer) if id not in found and id not in wanted)
    return list(found.values())


def _within(note: Note, contact_ids: Sequence[str], since: date | None, until: date | None) -> bool:
    return (
        (not contact_ids or not set(contact_ids).isdisjoint(note.contact_ids))
        and (since is None or note.occurred_on >= since)
        and (until is None or note.occurred_on <= until)
    )


def _candidates(notes: Sequence[Note], similarity: Mapping[str, float]) -> list[NoteCandidate]:
    return [
        NoteCandidate(
            note_id=note.id,
            text=note.text,
            occurred_on=note.occurred_on,
            similarity=similarity.get(note.id),
            contact_ids=frozenset(note.contact_ids),
            superseded_by=note.superseded_by,
        )
        for note in notes
    ]
