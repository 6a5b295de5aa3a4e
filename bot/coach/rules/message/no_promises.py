"""What the reader takes for a promise and nobody promised: what happens to things, or a denial (B1)."""

from __future__ import annotations

import re

from bot.coach.reader.reading import ClauseSpan
from bot.coach.rules.message.scene import Scene

_THING_HAPPENS = re.compile(
    r"\W*(?:(?:the|their|our|his|her|its|this|that)\s+)?"
    r"(?!(?:i|we|she|he|they|you|to|will|send|give|get|share|check|ask|make|book|do|call)\b)"
    r"(?:[\w&'\u2019-]+\s+){1,6}?"
    r"(?:renews|expires|ends|lapses|terminates|slips|slipped|runs\s+(?:out|until|till|to|through)|"
    r"is\s+(?:up|postponed|delayed|pushed)|(?:comes|is\s+up)\s+for\s+renewal|renewal\s+is)\b",
    re.IGNORECASE,
)
"""What happens to a thing by itself: "contract renews 31 March", "decision on the pilot slips to April"."""
_GIVEN_WORD = re.compile(
    r"\b(?:promised?|promises|owes?|owed|offered|agreed|will|['\u2019]ll|would|['\u2019]d|to)\s+"
    r"(?:(?:me|us|her|him|them|that|[A-Z][\w'\u2019-]+)\s+){0,2}$",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\W*(?:(?-i:[A-Z])[\w'\u2019-]+\s+){0,2}(?:nothing|none of|not a thing)\b", re.IGNORECASE
)
"""What was not promised: "I promised Carla nothing about it"."""
_AND_DID = re.compile(
    r"\band\s+(?:(?:i|we)\s+)?(?:have\s+|['\u2019]ve\s+)?(?:already\s+|just\s+)?(?:did|done|sent|mailed|e-?mailed|"
    r"gave|delivered|shared|forwarded|handed over)\s+(?:it|them|that|this|(?:her|him) (?:it|that))\b",
    re.IGNORECASE,
)
"""What was promised and is done by now: "promised Ana a demo and already did it"."""
_HEAD, _TAIL = 40, 32


def is_no_promise(scene: Scene, clause: ClauseSpan) -> bool:
    """Return whether a clause tells what happens to a thing, or what is done by now or was not promised."""
    if _NOTHING.match(scene.text, clause.start, clause.end):
        return True
    if _AND_DID.search(scene.text, clause.start, min(clause.end + _TAIL, len(scene.text))):
        return True
    begins = _THING_HAPPENS.match(scene.text, clause.start, clause.end)
    head = scene.text[max(0, clause.start - _HEAD) : clause.start]
    return begins is not None and _GIVEN_WORD.search(head) is None
