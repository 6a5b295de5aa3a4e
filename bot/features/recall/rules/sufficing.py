"""B2: whether the notes that were found answer a question at all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.recall.rules.fusing import Ranked, find_names_asked, weigh_by_rarity
from bot.language.asking import ParsedQuestion, has_other_words, holds_number, is_plain_fact, speaks_of


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells a question that the notes answer from one that they do not."""

    covered: float
    """The best share of the question's subject in one of the first notes on it; 1 when it has no subject.

    Its subject are the words that count but for names; the names where it has no others.
    """
    stands_out: float
    """How much nearer the nearest note is than the middle of the field; of those about whom it names."""
    stranger: float
    """1 when it names somebody or something that no note near it has."""
    no_number: float
    """1 when it asks for a number and the first notes have none."""
    no_such_fact: float
    """1 when it asks for a plain fact (a birthday, a price) and no note on it has a word for that."""
    absent: float
    """How many words of its subject no note on it has in any of the ways that are known to say them."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression over the signs, learnt on the development sets of recall alone (docs/evals.md).

    The bar is set where about one in twenty of the answerable questions there is refused.
    """

    covered: float = 2.9
    stands_out: float = 4.4
    stranger: float = -4.3
    no_number: float = -5.3
    no_such_fact: float = -2.6
    absent: float = -0.7
    constant: float = -1.4
    bar: float = -1.2


CALIBRATED = Calibration()
_FIELD = slice(5, 20)
_USUAL_FIELD = 0.25
"""The middle of the field where there are too few notes to have one: its mean on the development set."""
_FIRST = 3
_NEAR = 8


def can_answer(
    asked: ParsedQuestion, ranked: Sequence[Ranked], calibration: Calibration = CALIBRATED
) -> bool:
    """Whether the notes answer the question; False means that the answer is "the notes do not say"."""
    return bool(ranked) and weigh_evidence(find_signs(asked, ranked), calibration) >= calibration.bar


def can_answer_by_words(ranked: Sequence[Ranked]) -> bool:
    """Whether the notes answer, without vectors: most of what is asked stands in one of the first notes."""
    return any(hit.coverage >= 0.5 for hit in ranked[:_FIRST])


def weigh_evidence(found: Signs, calibration: Calibration = CALIBRATED) -> float:
    """The logarithm of the odds that the notes answer, before the bar."""
    return (
        calibration.constant
        + calibration.covered * found.covered
        + calibration.stands_out * found.stands_out
        + calibration.stranger * found.stranger
        + calibration.no_number * found.no_number
        + calibration.no_such_fact * found.no_such_fact
        + calibration.absent * found.absent
    )


def find_signs(asked: ParsedQuestion, ranked: Sequence[Ranked]) -> Signs:
    """The signs of a question with its notes; these come the best first."""
    near = sorted((hit.similarity for hit in ranked), reverse=True)
    field = near[_FIELD]
    middle = math.fsum(field) / len(field) if len(field) >= 3 else _USUAL_FIELD
    about = [hit for hit in ranked if hit.about == 1.0] or ranked
    words = {hit.candidate.note_id: hit.stems for hit in ranked}
    names = find_names_asked(asked, [hit.candidate for hit in ranked], words)
    subject = asked.terms - names or names
    on_it = _find_on_it(asked, ranked, names)
    first = [hit.stems for hit in on_it[:_FIRST]]
    missing = [term for term in subject if not any(speaks_of(term, hit.stems) for hit in on_it[:_NEAR])]
    return Signs(
        covered=_best_share_covered(subject, first, list(words.values())),
        stands_out=max(hit.similarity for hit in about) - middle,
        stranger=float(not asked.strangers <= frozenset().union(*words.values())),
        no_number=float(
            asked.wants_number and not any(holds_number(hit.candidate.text) for hit in ranked[:2])
        ),
        no_such_fact=float(any(is_plain_fact(term) for term in missing) or _lacks_detail(asked, on_it)),
        absent=float(sum(has_other_words(term) for term in missing)),
    )


def _find_on_it(asked: ParsedQuestion, ranked: Sequence[Ranked], names: frozenset[str]) -> Sequence[Ranked]:
    """The notes on what is asked about: on its contacts, or on those of notes with a name that it has."""
    if asked.contacts:
        return [hit for hit in ranked if hit.about == 1.0] or ranked
    return [hit for hit in ranked if hit.about or not names.isdisjoint(hit.stems)] or ranked


def _lacks_detail(asked: ParsedQuestion, on_it: Sequence[Ranked]) -> bool:
    """Whether a telephone number or a mail address is asked for, and none of the notes has one."""
    wanted = asked.wants_detail
    return wanted is not None and not any(wanted.search(hit.candidate.text) for hit in on_it)


def _best_share_covered(
    subject: frozenset[str], first: Sequence[frozenset[str]], notes: Sequence[frozenset[str]]
) -> float:
    """The share of the subject in the first note that has most of it; `notes` say how rare a word is."""
    if not subject:
        return 1.0
    rarity = weigh_by_rarity(subject, notes)
    whole = math.fsum(rarity.values())
    return max(math.fsum(rarity[term] for term in subject if speaks_of(term, each)) for each in first) / whole
