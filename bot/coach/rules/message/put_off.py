"""Whether a message says that something of somebody's is to be later: that is news, no setting (B12)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DAY = (
    r"(?:(?:next|this|the)\s+)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b|tomorrow\b|"
    r"tmrw\b|week\b|month\b|quarter\b|year\b|\d{1,2}(?:st|nd|rd|th)?\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|"
    r"oct|nov|dec)[a-z]*\b|new year|x-?mas|christmas)"
)
_MOVE = re.compile(
    rf"\b(?:move|push|postpone|shift|delay|bump|put off|reschedule)\s+(?:[\w'\u2019]+\s+){{1,8}}?"
    rf"(?:to|until|till|by|for)\s+{_DAY}",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\b(?:will be|(?:is|are)(?: running| going to be)?|[\u2019']ll be|running)\s+"
    r"(?:a (?:bit|little) )?late\b"
    rf"|\b(?:won[\u2019']?t|will not|not going to)\s+(?:[\w'\u2019]+\s+){{1,4}}?"
    rf"(?:before|until|till)\s+{_DAY}",
    re.IGNORECASE,
)
_OF_THE_BOT = re.compile(
    r"\b(?:remind(?:er|ers|s|ed)?|nudges?|rounds?|digests?|briefs?|briefings?|quiet|questions?|settings?|"
    r"messages?|notifications?|summary|summaries|hours?|overview|goals?|plans?|rhythms?|you|your|stage|tag)\b|\?",
    re.IGNORECASE,
)
"""What the bot itself has or does at a time: to move that is a setting."""
_LONGEST = 200


def puts_off(text: str, people: Sequence[str]) -> bool:
    """Return whether short words say that something of a named person is to be on a later day."""
    if not people or len(text) > _LONGEST or "\n" in text or _OF_THE_BOT.search(text):
        return False
    return _MOVE.search(text) is not None or _LATE.search(text) is not None
