"""Which notes answer a question, in which order, and whether they answer it at all (B2, DESIGN.md 4)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.asking import Asked, holds_number, stems


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
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

    candidate: Candidate
    score: float
    similarity: float
    coverage: float
    about: float
    """1 when it is about a contact whom the question names, 0.5 about a colleague of theirs, 0 otherwise."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign adds to the cosine; tuned on tests/evals/recall-dev.jsonl alone (docs/evals.md)."""

    words: float = 0.2
    codes: float = 0.5
    contact: float = 0.3
    in_time: float = 0.2
    recency: float = 0.02


TUNED = Weights()


def fuse(asked: Asked, candidates: Sequence[Candidate], weights: Weights = TUNED) -> list[Ranked]:
    """The candidates, the best first; a corrected note comes right after its correction at the earliest."""
    if not candidates:
        return []
    held = {each.note_id: stems(each.text) for each in candidates}
    rarity = _rarity(asked.terms | asked.codes, list(held.values()))
    floor = min((each.similarity for each in candidates if each.similarity is not None), default=0.0)
    newness = _newness(candidates)
    ranked = [
        _rank(asked, each, held[each.note_id], rarity, floor, newness[each.note_id], weights)
        for each in candidates
    ]
    return _corrected_after(sorted(ranked, key=lambda hit: (-hit.score, hit.candidate.note_id)))


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells a question that the notes answer from one that they do not."""

    covered: float
    """The best coverage among the first notes."""
    stands_out: float
    """How much nearer the nearest note is than the middle of the field; of those about whom it names."""
    stranger: float
    """1 when it names somebody or something that no note near it has."""
    no_number: float
    """1 when it asks for a number and the first notes have none."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression over the signs, learnt on tests/evals/recall-dev.jsonl alone (docs/evals.md).

    The bar is set where about a tenth of the answerable questions there is refused.
    """

    covered: float = 3.18
    stands_out: float = 5.01
    stranger: float = -2.21
    no_number: float = -2.10
    constant: float = -2.36
    bar: float = -1.05


CALIBRATED = Calibration()
_FIELD = slice(5, 20)
_USUAL_FIELD = 0.25
"""The middle of the field where there are too few notes to have one: its mean on the development set."""


def says(asked: Asked, ranked: Sequence[Ranked], calibration: Calibration = CALIBRATED) -> bool:
    """Whether the notes answer the question; False means that the answer is "the notes do not say"."""
    if not ranked:
        return False
    seen = signs(asked, ranked)
    evidence = (
        calibration.constant
        + calibration.covered * seen.covered
        + calibration.stands_out * seen.stands_out
        + calibration.stranger * seen.stranger
        + calibration.no_number * seen.no_number
    )
    return evidence >= calibration.bar


def says_by_words(ranked: Sequence[Ranked]) -> bool:
    """The same without vectors: most of what is asked stands in one of the first notes."""
    return any(hit.coverage >= 0.5 for hit in ranked[:3])


def signs(asked: Asked, ranked: Sequence[Ranked]) -> Signs:
    """The signs of a question with its notes, the best first."""
    near = sorted((hit.similarity for hit in ranked), reverse=True)
    field = near[_FIELD]
    middle = math.fsum(field) / len(field) if len(field) >= 3 else _USUAL_FIELD
    about = [hit for hit in ranked if hit.about == 1.0] or ranked
    held = frozenset().union(*(stems(hit.candidate.text) for hit in ranked))
    return Signs(
        covered=max(hit.coverage for hit in ranked[:3]),
        stands_out=max(hit.similarity for hit in about) - middle,
        stranger=float(not asked.strangers <= held),
        no_number=float(
            asked.wants_number and not any(holds_number(hit.candidate.text) for hit in ranked[:2])
        ),
    )


def _rank(
    asked: Asked,
    note: Candidate,
    held: frozenset[str],
    rarity: Mapping[str, float],
    floor: float,
    newness: float,
    weights: Weights,
) -> Ranked:
    similarity = floor if note.similarity is None else note.similarity
    coverage = _covered(asked.terms, held, rarity)
    about = 1.0 if note.contact_ids & asked.contacts else 0.5 if note.contact_ids & asked.colleagues else 0.0
    score = (
        similarity
        + weights.words * coverage
        + weights.codes * _covered(asked.codes, held, rarity)
        + weights.contact * about
        + weights.in_time * _in_time(asked, note.occurred_on)
        + weights.recency * newness
    )
    return Ranked(note, score, similarity, coverage, about)


def _covered(terms: frozenset[str], held: frozenset[str], rarity: Mapping[str, float]) -> float:
    whole = math.fsum(rarity[term] for term in terms)
    return math.fsum(rarity[term] for term in terms & held) / whole if whole else 0.0


def _rarity(terms: frozenset[str], notes: Sequence[frozenset[str]]) -> dict[str, float]:
    return {term: math.log(1 + len(notes) / (1 + sum(term in held for held in notes))) for term in terms}


def _in_time(asked: Asked, day: date) -> float:
    if asked.since is None and asked.until is None:
        return 0.0
    return float((asked.since is None or day >= asked.since) and (asked.until is None or day <= asked.until))


def _newness(candidates: Sequence[Candidate]) -> dict[str, float]:
    """0 for the oldest candidate up to 1 for the newest, by their order and not by days."""
    days = sorted({each.occurred_on for each in candidates})
    last = max(1, len(days) - 1)
    place = {day: number / last for number, day in enumerate(days)}
    return {each.note_id: place[each.occurred_on] for each in candidates}


def _corrected_after(ranked: Sequence[Ranked]) -> list[Ranked]:
    """A correction takes the better of both places, and what it corrects follows it."""
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
