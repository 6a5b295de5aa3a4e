"""B12: whether a report names the thing that was promised, or another one much like it."""

from __future__ import annotations

import re

from bot.core.coaching.understanding import Done
from bot.core.done_words import GENERIC
from bot.core.promise_words import head_of, is_among, share_of_words, telling_words

NEARLY_ALL = 0.66
"""The share of telling words from which it does not matter whether the thing itself is among them."""
_DEEDS = telling_words(
    """
    visit call meeting meet lunch dinner coffee tour demo training talk look help ask check find
    """
)
"""Promised deeds, which reports tell in other words: "spent the day in her yard" is the visit."""
_OF = re.compile(
    r"\b(?:for|on|about|of|re|regarding)\s+(?:the\s+|our\s+|an?\s+)?(?P<what>[\w-]+)", re.IGNORECASE
)
_NUMBERED = re.compile(r"\b(?P<word>[A-Za-z]+)[ -]?(?P<number>\d+)\b")
_VAGUE = telling_words("through side end safely both two all three everything too also well day")
"""Words that say nothing of what was done."""


def words_said(report: Done) -> frozenset[str]:
    """The telling words of a report; its person is none of them."""
    vague = telling_words(report.whom) | _VAGUE
    return (telling_words(report.what) - vague) or (telling_words(report.quote) - vague)


def names_the_thing(what: str, said: frozenset[str]) -> bool:
    """Whether a report names what was promised, and not only what else is said of it.

    "Sent Ana the draft scope" is not the draft contract.
    """
    wanted = telling_words(what)
    if share_of_words(what, said) >= NEARLY_ALL or all(is_among(word, wanted) for word in said):
        return True
    head = head_of(what)
    if head in _DEEDS or is_among(head, said):
        return True
    telling = wanted - GENERIC
    return head in GENERIC and bool(telling) and all(is_among(word, said) for word in telling)


def has_another_number(what: str, quote: str) -> bool:
    """Whether a report names another number than the promise does: clause 7 is not clause 9."""
    wanted, named = (
        {(one["word"].lower(), one["number"]) for one in _NUMBERED.finditer(text)} for text in (what, quote)
    )
    words = {word for word, _ in wanted} & {word for word, _ in named}
    return bool(words) and not any(one in named for one in wanted if one[0] in words)


def is_of_another(report: Done, what: str) -> bool:
    """Whether a report says what the thing is of, and that was not promised: "the study on water"."""
    wanted, names = telling_words(what), telling_words(" ".join((report.whom, *report.beside)))
    said = words_said(report)
    if all(is_among(word, said) for word in wanted):
        return False
    for of in _OF.finditer(report.quote):
        before, after = report.quote[: of.start()].split()[-1:], telling_words(of["what"]) - names
        if (
            is_among(head_of(what), telling_words(" ".join(before)))
            and after
            and not any(is_among(word, wanted) for word in after)
        ):
            return True
    return False


def without_names(report: Done) -> str:
    """The words of a report without the people that they name, to be compared in meaning."""
    words = report.quote
    for name in (report.whom, *report.beside):
        for word in name.split():
            words = re.sub(rf"\b{re.escape(word)}\b(?:['\u2019]s?)?", " ", words, flags=re.IGNORECASE)
    return " ".join(words.split())
