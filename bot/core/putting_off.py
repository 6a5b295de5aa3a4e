"""B12: words that put a promise off without saying that it moves: forgotten, not before a day, fine later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.language.dates import DateSpan

_FORGOTTEN = re.compile(
    r"\b(?:(?:i |we |she |he |they )?(?:totally |completely |clean |still |just )?(?:forgot|forgotten)"
    r"(?: about| to)?|"
    r"(?:did(?:n[\u2019']?t| not)|never|have(?:n[\u2019']?t| not)|has(?:n[\u2019']?t| not)) "
    r"(?:get|got|gotten) (?:a)?round to)\b",
    re.IGNORECASE,
)
_IN_A_QUESTION = re.compile(
    r"\b(?:if|in case|so (?:that )?i don[\u2019']?t|not)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_WILL = re.compile(
    r"\b(?:(?:will|[\u2019']ll|going to|gonna) (?:\w+ )?(?:do|send|get|have|give|share|deliver|finish|write|"
    r"call|make|follow|come|be|catch)|(?:do|doing|send|sending|sends|does) (?:it|that|them|this|so)\b|"
    r"(?:comes|follows|is coming) )",
    re.IGNORECASE,
)
"""What is to be done instead, where something was forgotten."""
_NOT_BEFORE = re.compile(
    r"\b(?:wo(?:n[\u2019']?t)|will not|can(?:[\u2019']?t|not)|is(?:n[\u2019']?t| not)(?: going to| coming)?|"
    r"are(?:n[\u2019']?t| not)(?: going to| coming)?|not going to|does(?:n[\u2019']?t| not)|no way)\s+"
    r"(?=(?:[\w\u2019']+\s+){0,6}?(?:before|until|till|earlier than)\s+(?:the\s+)?"
    r"(?:start of\s+|end of\s+)?$)",
    re.IGNORECASE,
)
_FINE = re.compile(
    r"^\s*(?:(?:works|suits)|(?:is|was|would be|will be|[\u2019']s|works?|suits?|does)\s+"
    r"(?:(?:also|still|totally|perfectly|just|"
    r"absolutely|all|good) )?(?:fine|ok(?:ay)?|good|enough|all ?right|early enough|soon enough|great|cool|"
    r"(?:her|him|them|me|us|fine|well)\b))(?:\s+(?:too|as well|also|enough|for (?:her|him|them|me|us)|by "
    r"(?:her|him|them)|with (?:her|him|them)))*\b",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\b(?:says?|said|told me|tells me|confirm(?:s|ed)|wrote|writes|thinks)(?: that)?\b", re.I)
_NOT = re.compile(r"\b(?:not|isn[\u2019']?t|wasn[\u2019']?t|never|if|whether|only)\b|\?", re.IGNORECASE)
REFUSES = re.compile(
    r"\b(?:(?:would|will|[\u2019'](?:d|ll)) never (?:give|send|let|get|share|do|sign|provide|deliver|hand)|"
    r"never going to (?:give|send|let|get|share|do|sign|provide|deliver|hand)|"
    r"refuse[ds]? to|won[\u2019']?t (?:give|share|provide|let us|hand over)|"
    r"will not (?:give|share|provide|let us|hand over))\b",
    re.IGNORECASE,
)
"""Somebody no longer means to do what they promised; whether that ends it is for the member to say."""


def find_put_off(
    clause: str, spans: Sequence[DateSpan], today: date
) -> tuple[tuple[re.Match[str], ...], date] | None:
    """Return the words that put a promise off, and the day on which it is due now; None for all others."""
    for span in reversed(spans):
        before, after = clause[: span.start], clause[span.end :]
        if (late := _NOT_BEFORE.search(before)) is not None:
            day = span.planned.last
            return ((late,), day) if day >= today else None
        fine = _FINE.match(clause[span.end :])
        says = _SAYS.search(before)
        if fine is not None and says is not None and not _NOT.search(clause):
            at = re.compile(re.escape(fine.group())).search(clause, span.end)
            return ((says, at), span.due(today)) if at is not None and span.due(today) >= today else None
        forgot = _FORGOTTEN.search(before)
        if (
            forgot is not None
            and not _IN_A_QUESTION.search(clause, 0, forgot.start())
            and (will := _WILL.search(clause, forgot.end())) is not None
            and span.due(today) >= today
            and "?" not in after
        ):
            return (forgot, will), span.due(today)
    return None
