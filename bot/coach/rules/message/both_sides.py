"""Two promises that were read as one, the member's and the other's: "I bring the team, she books a room"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.coach.reader.labels import ClauseLabel
from bot.coach.reader.reading import ClauseSpan
from bot.coach.rules.message.scene import Scene

_DEEDS = (
    "send|share|mail|e-?mail|forward|deliver|return|get|give|bring|confirm|check|call|ring|sign|pay|provide|"
    "submit|book|update|arrange|organi[sz]e|prepare|invite|introduce|set up|draft|review|test|order|handle|"
    "cover|ask|make|find|take|do|host|write|print|reserve|collect|ship|show|install|demo|talk to|speak to"
)
_PARTS = r"(?:\s*[,;]\s*(?:and |while |but )?|\s+(?:and|while)\s+)"
_MINE = re.compile(rf"{_PARTS}(?P<next>(?:i|we)(?:['\u2019]ll| will)?\s+(?:{_DEEDS})\b)", re.IGNORECASE)
_THEIRS = re.compile(
    rf"{_PARTS}(?P<next>(?:she|he|they|(?-i:[A-Z])[\w'\u2019-]+)(?:['\u2019]ll| will)?\s+"
    rf"(?:{_DEEDS})(?:e?s)?\b)",
    re.IGNORECASE,
)
_BY_ME = re.compile(r"\W*(?:i|we)\b", re.IGNORECASE)
_BY_THEM = re.compile(
    r"\W*(?:she|he|they|(?-i:[A-Z])[\w'\u2019-]+)(?:['\u2019]ll| will)?\s+\w", re.IGNORECASE
)


def with_both_sides(scene: Scene, clauses: Sequence[ClauseSpan]) -> list[ClauseSpan]:
    """Return the clauses, one for each side where the words of one name both."""
    return [part for clause in clauses for part in _sides(scene.text, clause)]


def _sides(text: str, clause: ClauseSpan) -> Iterator[ClauseSpan]:
    if clause.label is ClauseLabel.MEMBER_PROMISES and _BY_ME.match(text, clause.start):
        form, other = _THEIRS, ClauseLabel.CONTACT_PROMISES
    elif clause.label is ClauseLabel.CONTACT_PROMISES and _BY_THEM.match(text, clause.start):
        form, other = _MINE, ClauseLabel.MEMBER_PROMISES
    else:
        yield clause
        return
    parts = form.search(text, clause.start, clause.end)
    if parts is None:
        yield clause
        return
    yield replace(clause, end=parts.start())
    yield from _sides(text, replace(clause, start=parts.start("next"), label=other))
