"""Which day beside a promise is its own, and which belongs to the words before it (B1)."""

from __future__ import annotations

import re

from bot.coach.reader.reading import ClauseSpan
from bot.language.dates import DateSpan

_WEEK = 7
_ARRANGES = re.compile(
    r"\W*(?:(?:i|we|she|he|they)(?:['\u2019](?:ll|d))?\s+)?(?:will |would |to |['\u2019]ll )*"
    r"(?:set (?:it |this |that )?up|arrange|organi[sz]e|schedule|host|send|share|introduce|book)\b",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"\.\s{1,3}(?-i:[A-Z])", re.IGNORECASE)
_STATE = re.compile(
    r"(?<![\w-])(?:frozen|closed|away|out|off|leave|holidays?|vacation|busy|travelling|traveling|abroad|blocked|"
    r"hold|"
    r"paused|valid|expires|ends|renews|starts|lasts|runs|unavailable|postponed|delayed|shut|"
    r"booked(?: up)?|tied up|reachable|live)\s+"
    r"(?:(?:not|only|back|at least|on|until|till|til|by|before|from|in)\s+)*$",
    re.IGNORECASE,
)
"""How things stand until a day, which is when nothing is due: "on leave until 5 Jan"."""
_STATE_NEAR = 40
_EDGES = ' \t\n,;:.!-\u2013\u2014>*\u2022"\u201c\u201d()'


def is_week_of_deed(text: str, clause: ClauseSpan, span: DateSpan) -> bool:
    """Return whether a promise ends with the week in which it is kept: "set it up in week 2 of May"."""
    last = span.planned.days <= _WEEK and not text[span.end : clause.end].strip(_EDGES)
    return last and span.marker == "in" and _ARRANGES.match(text, clause.start) is not None


def is_of_words_before(text: str, clause: ClauseSpan, span: DateSpan) -> bool:
    """Return whether the words before a clause end with a day of their own: "frozen till Feb. Helen will"."""
    if _ABBREVIATED.search(text, span.start, clause.start):
        return True
    return _STATE.search(text, max(0, span.start - _STATE_NEAR), span.start) is not None
