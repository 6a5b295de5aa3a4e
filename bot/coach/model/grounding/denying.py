"""Whether a sentence denies what its sources say, or says what they deny (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.coach.model.grounding.moods import Mood, is_past, told_words
from bot.coach.model.grounding.number_words import NUMBER_WORD
from bot.coach.model.grounding.terms import (
    clauses_in,
    has_expression,
    is_close,
    is_like,
    sentences_in,
    terms_in,
)
from bot.coach.model.grounding.words import grounding_words
from bot.language.names import fold, word_set

_REACH = 5
"""Words behind a "not" that it turns round."""
_ALSO = word_set(
    "need needs want wants use uses used know knows against come comes came coming able part through "
    "due open name named names seen saw left run running begun begin began start started get got keep "
    "kept have has time"
)
"""Everyday words that are checked for a "not" all the same."""
_OF_TWO = re.compile(r"\b(?:but|while|whereas|although|though|however|and)\b", re.IGNORECASE)
"""What joins the words of two sources, of which one may deny what the other says."""
_CONDITIONS = word_set("before until unless if once provided")
_LOST = word_set("lost lose loses")
_FEARS = word_set(
    "worried worries worry concern concerned concerns fear fears feared afraid doubt doubts doubted"
)
_COUNTED = word_set("one two three four five six seven eight nine ten some several many half most part few")
_SOFT = word_set("only just alone merely before until unless")
"""What turns a denial into a condition: "not before June", "not only"."""
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][\w-]*")
_UN = re.compile(r"^(?:un|non-?)(?=[a-z]{4,})(?!til|less|der|ion|ique|it|ivers)")
_OF_ALL = re.compile(rf"\b({NUMBER_WORD}|\d+)\s+out\s+of\s+(?={NUMBER_WORD}|\d)", re.IGNORECASE)
"""“Two out of five” denies nothing."""
_TURNED = (
    "prefer",
    "prefers",
    "preferred",
    "rather_than",
    "instead_of",
    "instead",
    "switched",
    "unlike",
    "out_of",
    "lacks",
    "only",
)
_META = re.compile(
    r"\b(?:notes?|record|records|sources?)\s+(?:do|does|give|gives|say|says|tell|name|record)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word as a clause has it: affirmed or denied, and how many words behind the denial."""

    word: str
    is_denied: bool
    clause: int
    distance: int = 0
    is_by_not: bool = False
    """Denied by "not" and the like, and not by a verb such as "refuses"."""
    is_mere_thing: bool = False
    """Some of it is lost: who lost two of five testers has testers."""


def said_in(text: str, names: frozenset[str]) -> list[SaidWord]:
    """Return the words of a text that tell something, each with whether it is denied there."""
    found: list[SaidWord] = []
    for number, clause in enumerate(clauses_in(_OF_ALL.sub(r"\1 of ", text))):
        found.extend(_said(clause, number, names))
    return found


def is_reversed(sentence: str, sources: Sequence[str], names: frozenset[str]) -> str:
    """Return the word of a sentence that its sources, the latest one last, say the other way round.

    Where the same word is said twice the later one counts. Empty where nothing is turned round.
    """
    if _META.search(sentence):
        return ""
    names = names | {fold(word) for text in (sentence, *sources) for word in _CAPITAL.findall(text)}
    said = said_in(sentence, names)
    told = [each for source in sources for each in said_in(source, names)]
    return (
        _denies(sentence, said, sources, told)
        or _affirms(sentence, said, sources, names)
        or _opposed(sentence, sources)
    )


def _denies(sentence: str, said: Sequence[SaidWord], sources: Sequence[str], told: Sequence[SaidWord]) -> str:
    """Return what a sentence denies, where nothing in its sources denies anything."""
    if any(map(has_denial, sources)):
        return ""
    for heads in _heads(said):
        if _is_open(heads[0].word, sources):
            continue
        for each in heads:
            if any(is_close(each.word, other.word) for other in told):
                return each.word
    if said and (_is_outright(sentence) or has_expression(sentence, grounding_words().turning)):
        return next((each.word for each in said if any(is_like(each.word, o.word) for o in told)), "")
    return ""


def _affirms(sentence: str, said: Sequence[SaidWord], sources: Sequence[str], names: frozenset[str]) -> str:
    """Return what the sources deny and the sentence affirms; a later one may have taken it back."""
    told = [(place, each) for place, source in enumerate(sources) for each in said_in(source, names)]
    for each in said:
        again = [other for _, other in told if other.word == each.word]
        if each.word in grounding_words().turning and not each.is_denied and again and again[-1].is_denied:
            return each.word
    if any(each.is_denied for each in said) or _is_outright(sentence) or has_expression(sentence, _TURNED):
        return ""
    if {term.word for term in terms_in(sentence)} & (grounding_words().negators - {"without"}):
        return ""
    if _FEARS & {term.word for term in terms_in(sentence)}:
        return ""
    is_of_two = len(sources) > 1 and _OF_TWO.search(sentence) is not None
    for place, source in enumerate(sources):
        if place < len(sources) - 1 and has_expression(sources[-1], grounding_words().changes):
            continue
        for heads in _heads(said_in(source, names)):
            for head in heads[:2]:
                if head.is_mere_thing:
                    continue
                same = [each for each in said if is_close(each.word, head.word)]
                if head is heads[0] and head.is_by_not:
                    same = same or [each for each in said if is_like(each.word, head.word)]
                again = [each for _, each in told if is_close(each.word, head.word)]
                if is_of_two and not all(each.is_denied for each in again):
                    continue
                if same and again[-1].is_denied:
                    return same[0].word
    return ""


def _is_open(word: str, sources: Sequence[str]) -> bool:
    """Return whether a past form stands for what is only wished or to come: it has not been done."""
    if not is_past(word):
        return False
    same = [each for source in sources for each in told_words(source) if is_close(word, each.word)]
    return bool(same) and all(each.mood in (Mood.MEANT, Mood.COMING) for each in same)


def has_denial(text: str) -> bool:
    """Return whether a text denies anything: by a "not", or by a word such as "lacks" or "unpaid"."""
    words = grounding_words()
    found = [term.word for term in terms_in(text)]
    if {*found} & (words.negators | words.denials) or any(
        f"{a}_{b}" in words.negators for a, b in pairwise(found)
    ):
        return True
    return bool(has_expression(text, words.denials) or any(_UN.match(word) for word in found))


def _is_outright(text: str) -> bool:
    """Return whether a text turns something down, and not by a "not"."""
    return bool(has_expression(text, grounding_words().opposites[0][1]))


def _said(clause: str, number: int, names: frozenset[str]) -> Iterable[SaidWord]:
    words = grounding_words()
    terms = [term.word for term in terms_in(clause)]
    since, is_denied, is_turned, is_by_not = 99, False, False, False
    for place, word in enumerate(terms):
        since += 1
        following = f"{word}_{terms[place + 1]}" if place + 1 < len(terms) else ""
        if word in words.negators or following in words.negators:
            is_denied = word == "nor" or not (is_denied and since <= _REACH)
            since, is_turned, is_by_not = 0, False, True
            continue
        was_denied = is_denied and 0 < since <= _REACH
        if word in words.turning or following in words.turning:
            is_by_not = False
            is_denied, since, is_turned = (
                not was_denied,
                0,
                word in _LOST and _is_counted(terms[place + 1 : place + 3]),
            )
        if word in _SOFT and since <= 1:
            is_denied = False
        if word[0].isdigit() or word in names or (word in words.plain and word not in _ALSO):
            continue
        denied = (is_denied and 0 < since <= _REACH) if since else was_denied
        bare = _UN.sub("", word)
        if bare != word:
            yield SaidWord(bare, not was_denied, number, 1)
            continue
        is_part = is_turned and since > 0
        yield SaidWord(word, denied, number, since if denied else 0, denied and is_by_not, is_part)


def _is_counted(following: Sequence[str]) -> bool:
    return any(word in _COUNTED or word[0].isdigit() for word in following)


def _heads(said: Sequence[SaidWord]) -> list[list[SaidWord]]:
    """Return for each denial the words that it turns round, the nearest first."""
    found: list[list[SaidWord]] = []
    for place, each in enumerate(said):
        before = said[place - 1] if place else None
        if not each.is_denied:
            continue
        if before and before.is_denied and before.clause == each.clause and before.distance < each.distance:
            found[-1].append(each)
        else:
            found.append([each])
    return found


def _opposed(sentence: str, sources: Sequence[str]) -> str:
    """Return a word whose opposite the sources have, where they have nothing of its own side."""
    words = grounding_words()
    told = " ".join(sources)
    said = {term.word for term in terms_in(sentence)}
    if said & (words.negators - {"without"}) or said & _CONDITIONS:
        return ""
    for one, other in words.opposites:
        for here, there in ((one, other), (other, one)):
            mine = has_expression(sentence, here)
            if not mine or has_expression(sentence, there) or has_expression(told, here):
                continue
            pieces = [piece for source in sources for piece in sentences_in(source)]
            hit = next((piece for piece in pieces if has_expression(piece, there)), "")
            if hit and not {term.word for term in terms_in(hit)} & (words.negators - {"without"}):
                return mine.replace("_", " ")
    return ""
