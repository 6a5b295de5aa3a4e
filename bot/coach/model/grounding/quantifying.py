"""Whether a sentence tells of all what its sources tell of some of them (B2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.coach.model.grounding.terms import is_close, sentences_in, terms_in
from bot.coach.model.grounding.words import grounding_words
from bot.language.names import word_set

_ALL = word_set("all every each whole entire everything everyone everybody any")
_OF_THEM = word_set("of the their his her its our your these those my other a an")
_SOME = re.compile(
    r"^(?:\d[\d.,]*%?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|most|some|half|part|many|several|few|"
    r"one|last|first|third|quarter|majority|only|just|largely|partly|mostly|percent|pct|couple)$"
)
_BUT = re.compile(
    r"\b(?:except|excluding|apart from|other than|but not|all but|without|only|just)\b", re.IGNORECASE
)
_REACH = 4


def wider_than_told(sentence: str, sources: Sequence[str]) -> str:
    """Return "all sites" of a sentence where its sources have two sites, most sites, or all except one.

    A sentence that names the exception itself is not judged, nor one that denies: "not all".
    """
    terms = [term.word for term in terms_in(sentence)]
    if _BUT.search(sentence):
        return ""
    for at, word in enumerate(terms):
        if word not in _ALL or (at and terms[at - 1] in ("not", "at", "in", "after", "above")):
            continue
        what = next((each for each in terms[at + 1 : at + 1 + _REACH] if _can_be_counted(each)), "")
        if what and _is_partial(what, sources):
            return f"{word} {what}"
    return ""


def _can_be_counted(word: str) -> bool:
    return word not in grounding_words().plain and word not in _OF_THEM and not word[0].isdigit()


def _is_partial(what: str, sources: Sequence[str]) -> bool:
    found = False
    for source in sources:
        for piece in (part for sentence in sentences_in(source) for part in sentence.split(", ")):
            terms = [term.word for term in terms_in(piece)]
            for at, word in enumerate(terms):
                if not is_close(word, what):
                    continue
                before = terms[max(0, at - _REACH) : at]
                if any(each in _ALL for each in before) and not _BUT.search(piece):
                    return False
                found = found or any(map(_SOME.match, before)) or _BUT.search(piece) is not None
    return found
