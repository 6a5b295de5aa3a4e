"""B2: the one decision whether and from what a question is answered: sure, by the closest, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.features.recall.rules.fusing import Ranked
from bot.features.recall.rules.nearing import (
    MOST,
    find_called_off,
    find_on_topic,
    find_with_key_word,
    keep_close,
    keep_on_subject,
    may_say,
    says_plainly,
)
from bot.features.recall.rules.sufficing import can_answer, can_answer_by_words, find_signs, weigh_evidence
from bot.language.asking import ParsedQuestion

READ = 8
"""Notes that are weighed by the answer model, the best of the ranking."""


class Way(StrEnum):
    """How a question is answered."""

    SURE = "sure"
    CLOSEST = "closest"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class AnswerDecision:
    """The way, and the notes that it rests on: those that answer, or the nearest, the best first."""

    way: Way
    note_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A logistic regression and its bars, learnt on the development sets of recall (docs/evals.md)."""

    from_signs: float = 0.4
    from_best: float = 1.8
    constant: float = 1.7
    sure: float = 1.5
    refuse: float = -2.5
    sure_note: float = 1.5
    """The answer model's logit from which a note carries a sure answer."""
    moves: float = 0.02
    """How much a note's own logit moves it in the ranking."""


TUNED = Thresholds()
_FIRST = 0
"""The place of the ranking that must answer, too: else model and ranking disagree."""
_WITHIN = 2.5
"""How far below the best note's logit another one still answers, too."""


def decide(
    question: str,
    asked: ParsedQuestion,
    ranked: Sequence[Ranked],
    logits: Mapping[str, float] | None,
    thresholds: Thresholds = TUNED,
) -> AnswerDecision:
    """Return how to answer; `logits` are the answer model's of the first notes, None where there is none."""
    if not ranked:
        return AnswerDecision(Way.REFUSED, ())
    if not logits:
        ids = _ids(ranked)
        dense = any(hit.candidate.similarity is not None for hit in ranked)
        enough = can_answer(asked, ranked) if dense else can_answer_by_words(ranked)
        return AnswerDecision(Way.SURE, ids[:READ]) if enough else AnswerDecision(Way.REFUSED, ids[:MOST])
    return _decide_by_model(question, asked, ranked, logits, thresholds)


def _decide_by_model(
    question: str,
    asked: ParsedQuestion,
    ranked: Sequence[Ranked],
    logits: Mapping[str, float],
    thresholds: Thresholds,
) -> AnswerDecision:
    """Return how to answer by what the answer model says of the first notes."""
    ids = _ids(ranked)
    ordered = order_by_answer(ranked, logits, thresholds)
    whole = weigh(asked, ranked, logits, thresholds)
    best = max(logits.values())
    answers = [
        hit
        for hit in keep_on_subject(asked, ordered)
        if logits.get(hit.candidate.note_id, -9.0) >= max(thresholds.sure_note, best - _WITHIN)
        and may_say(question, asked, hit)
    ]
    answering = _ids([*answers, *find_called_off(asked, answers, ordered)])
    if whole >= thresholds.sure and ids[_FIRST] in answering:
        return AnswerDecision(Way.SURE, answering)
    if says_plainly(question, asked, ordered[0]):
        plain = [hit for hit in ordered if says_plainly(question, asked, hit)]
        return AnswerDecision(Way.SURE, _ids(plain))
    if told := find_on_topic(question, asked, ordered):
        return AnswerDecision(Way.SURE, _ids(told))
    if whole < thresholds.refuse:
        near = find_with_key_word(question, asked, ranked)
        return AnswerDecision(Way.CLOSEST if near else Way.REFUSED, _ids(near or ordered[:MOST]))
    near = keep_close(asked, ordered, logits, thresholds.moves)
    return AnswerDecision(Way.CLOSEST if near else Way.REFUSED, _ids(near or ordered[:MOST]))


def _ids(hits: Iterable[Ranked]) -> tuple[str, ...]:
    return tuple(hit.candidate.note_id for hit in hits)


def weigh(
    asked: ParsedQuestion, ranked: Sequence[Ranked], logits: Mapping[str, float], thresholds: Thresholds
) -> float:
    """Return the odds' logarithm that there is an answer: by the signs, and by the best note's logit."""
    signs = max(-6.0, min(6.0, weigh_evidence(find_signs(asked, ranked))))
    best = max(logits.values())
    return thresholds.constant + thresholds.from_signs * signs + thresholds.from_best * best


def order_by_answer(
    ranked: Sequence[Ranked], logits: Mapping[str, float], thresholds: Thresholds = TUNED
) -> list[Ranked]:
    """Return the first notes in the order in which they seem to answer, and after them the others."""
    weighed = [hit for hit in ranked if hit.candidate.note_id in logits]
    rest = [hit for hit in ranked if hit.candidate.note_id not in logits]
    weighed.sort(key=lambda hit: -(hit.score + thresholds.moves * logits[hit.candidate.note_id]))
    return weighed + rest
