"""What a message says of itself: that it repeats somebody else, or puts something right."""

from __future__ import annotations

import re

from bot.language.unseen import even

_VERBS = (
    r"wrote|writes|written by|says|said|asks|asked|told (?:me|us)|tells (?:me|us)|mailed|quoted|"
    r"schreibt|schrieb|sagt|sagte|\u00e9crit|a dit|dit|escribe|escribi\u00f3|dice|dijo|scrive|schrijft|zegt"
)
_ORDERS = (
    r"\b(?:system|assistant|user|developer)\s*:|"
    r"\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:instruction|prompt|rule|order|above)"
)
_OTHERS = re.compile(
    rf"^\s*(?:>|&gt;|from:|fwd?:|re:|subject:|von:|de:)|\b(?:{_VERBS})\b|{_ORDERS}", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"\u201c\u201e\u00ab][^\"\u201d\u201c\u00bb]{12,}[\"\u201d\u201c\u00bb]")
_HEAD = re.compile(r"^\s*([A-Z]\w*(?: [A-Z]\w*){0,2}):\s+\S")
_CORRECTS = re.compile(
    r"\b(?:correct\w*|corrigend\w*|actually|wrong|mistake\w*|instead|rather|sorry|not|no longer|"
    r"(?:is|was|are|were|do|does|did|has|have)n['\u2019]?t|meant|scratch that|in fact|update|changed?|moved?|"
    r"now|nicht|sondern|falsch|doch|pas|plut\u00f4t|faux|erreur|no|sino|sbagliato|niet|maar)\b",
    re.IGNORECASE,
)


def is_told_by_others(message: str) -> bool:
    """Return whether a message repeats what somebody else said or wrote, and so asks for nothing itself.

    >>> is_told_by_others("Tomo wrote: snooze Ana Ruiz"), is_told_by_others("please snooze Ana Ruiz")
    (True, False)
    """
    plain = even(message)
    return _OTHERS.search(plain) is not None or _QUOTED.search(plain) is not None


def speaker_in(message: str) -> str:
    """Return the name that stands before a message as before a line of a talk, empty where none does.

    >>> speaker_in("Tomo Hale: please snooze Ana Ruiz")
    'Tomo Hale'
    """
    found = _HEAD.match(even(message))
    return found[1] if found else ""


def says_that_it_corrects(message: str) -> bool:
    """Return whether a message has a word by which people put right what they said before."""
    return _CORRECTS.search(even(message)) is not None
