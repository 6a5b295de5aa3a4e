"""B2: which notes answer a question, and in which order."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.language.asking import ParsedQuestion, proper_names, speaks_of, stems


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCandidate:
    """A note that the vectors or the words brought up; `similarity` is None where only words did."""

    note_id: str
    text: str
    occurred_on: date
    similarity: float | None
    contact_ids: frozenset[str] = frozenset()
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A note in its place. `coverage` is the share of the question's telling words in it, rare ones more."""

    candidate: NoteCandidate
    score: float
    similarity: float
    coverage: float
    about: float
    """1 when it is about a contact whom the question names; 0.5 about one at a company that it names or in a
    note with another name that it has; 0 otherwise."""
    stems: frozenset[str]
    """Of the note's words."""


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """How much each sign adds to the cosine; tuned on tests/evals/recall-dev.jsonl alone (docs/evals.md)."""

    words: float = 0.25
    codes: float = 0.5
    contact: float = 0.3
    in_time: float = 0.2
    recency: float = 0.02


TUNED = RankingWeights()


def fuse(
    asked: ParsedQuestion, candidates: Sequence[NoteCandidate], weights: RankingWeights = TUNED
) -> list[Ranked]:
    """The candidates, the best first; a corrected note comes right after its correction at the earliest."""
    if not candidates:
        return []
    words = {each.note_id: stems(each.text) for each in candidates}
    rarity = weigh_by_rarity(asked.terms | asked.codes, list(words.values()))
    floor = min((each.similarity for each in candidates if each.similarity is not None), default=0.0)
    newness = _weigh_by_age(candidates)
    linked = asked.colleagues | _find_linked(asked, candidates, words)
    ranked = [
        _rank(asked, each, words[each.note_id], rarity, floor, newness[each.note_id], linked, weights)
        for each in candidates
    ]
    return _put_corrections_first(sorted(ranked, key=lambda hit: (-hit.score, hit.candidate.note_id)))


def _rank(
    asked: ParsedQuestion,
    note: NoteCandidate,
    words: frozenset[str],
    rarity: Mapping[str, float],
    floor: float,
    newness: float,
    linked: frozenset[str],
    weights: RankingWeights,
) -> Ranked:
    similarity = floor if note.similarity is None else note.similarity
    coverage = _share_covered(asked.terms, words, rarity)
    about = 1.0 if note.contact_ids & asked.contacts else 0.5 if note.contact_ids & linked else 0.0
    score = (
        similarity
        + weights.words * coverage
        + weights.codes * _share_covered(asked.codes, words, rarity)
        + weights.contact * about
        + weights.in_time * _in_time(asked, note.occurred_on)
        + weights.recency * newness
    )
    return Ranked(note, score, similarity, coverage, about, words)


def find_names_asked(
    asked: ParsedQuestion, notes: Sequence[NoteCandidate], words: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Stems of the question that are names, but of no contact: companies, places, products."""
    holding = [note.text for note in notes if not asked.terms.isdisjoint(words[note.note_id])]
    return asked.terms & (asked.strangers | proper_names(asked.terms, holding))


def _find_linked(
    asked: ParsedQuestion, notes: Sequence[NoteCandidate], words: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Contacts of notes with a name that is asked about; nobody where a contact is named."""
    names = frozenset[str]() if asked.contacts else find_names_asked(asked, notes, words)
    return frozenset().union(
        *(note.contact_ids for note in notes if not names.isdisjoint(words[note.note_id]))
    )


def _share_covered(terms: frozenset[str], words: frozenset[str], rarity: Mapping[str, float]) -> float:
    whole = math.fsum(rarity[term] for term in terms)
    return math.fsum(rarity[term] for term in terms if speaks_of(term, words)) / whole if whole else 0.0


def weigh_by_rarity(terms: frozenset[str], notes: Sequence[frozenset[str]]) -> dict[str, float]:
    """How telling each word is: the fewer of the notes have it, the more; `notes` are the stems of each."""
    return {term: math.log(1 + len(notes) / (1 + _count_notes_with(term, notes))) for term in terms}


def _count_notes_with(term: str, notes: Sequence[frozenset[str]]) -> int:
    return sum(speaks_of(term, words) for words in notes)


def _in_time(asked: ParsedQuestion, day: date) -> float:
    if asked.since is None and asked.until is None:
        return 0.0
    return float((asked.since is None or day >= asked.since) and (asked.until is None or day <= asked.until))


def _weigh_by_age(candidates: Sequence[NoteCandidate]) -> dict[str, float]:
    """The weight of each age, by note id: 0 for the oldest up to 1 for the newest, by their order."""
    days = sorted({each.occurred_on for each in candidates})
    last = max(1, len(days) - 1)
    place = {day: number / last for number, day in enumerate(days)}
    return {each.note_id: place[each.occurred_on] for each in candidates}


def _put_corrections_first(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The notes with each correction at the better of both places, and what it corrects after it."""
    by_id = {hit.candidate.note_id: hit for hit in ranked}
    order: dict[str, Ranked] = {}
    for hit in ranked:
        chain = [hit]
        while (
            newer := by_id.get(chain[-1].candidate.superseded_by or "")
        ) is not None and newer not in chain:
            chain.append(newer)
        for each in reversed(chain):
            order.setdefault(each.candidate.note_id, each)
    return list(order.values())
