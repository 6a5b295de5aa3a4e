"""Several things promised at once, each by a day: "a quote by Tuesday and the study by Thursday" (B1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.coach.reader.labels import ClauseLabel
from bot.coach.reader.reading import ClauseSpan
from bot.coach.rules.message.scene import Scene
from bot.language.dates import DateSpan

_PROMISES = (ClauseLabel.MEMBER_PROMISES, ClauseLabel.CONTACT_PROMISES)
_NEXT = re.compile(
    r"\s*(?:,|&|\band\b|,\s*and\b|\bplus\b)\s+(?P<thing>(?:the|an?|our|my|some|two|three)\s+"
    r"[\w'\u2019/& -]{2,60}?)\s*(?:\b(?:by|before|until|on|for)\s+)?$",
    re.IGNORECASE,
)
"""The next thing, between the day of the one before and its own."""
_FARTHEST = 8
"""How many characters after a clause its own day may begin."""


def with_each_thing(scene: Scene, clauses: Sequence[ClauseSpan]) -> list[ClauseSpan]:
    """Return the clauses, where one for each thing that has a day of its own takes the place of one."""
    found: list[ClauseSpan] = []
    for clause in clauses:
        parts = list(_parts(scene, clause)) if clause.label in _PROMISES else [clause]
        found += [parts[0], *(one for one in parts[1:] if not _is_read(one, clause, clauses))]
    return found


def _is_read(part: ClauseSpan, whole: ClauseSpan, clauses: Sequence[ClauseSpan]) -> bool:
    return any(one is not whole and one.start < part.end and part.start < one.end for one in clauses)


def _parts(scene: Scene, clause: ClauseSpan) -> Iterator[ClauseSpan]:
    days = sorted((span for span in scene.dates if span.start > clause.start), key=lambda span: span.start)
    current, parts = clause, list[ClauseSpan]()
    for one, after in pairwise(days):
        following = _following(scene.text, one, after)
        if following is None or not current.start < one.start <= current.end + _FARTHEST:
            continue
        parts.append(replace(current, end=one.end))
        current = replace(clause, start=following, end=after.end)
    return iter([*parts, current])


def _following(text: str, one: DateSpan, after: DateSpan) -> int | None:
    """Return where the thing begins that is named between two days."""
    found = _NEXT.match(text[: after.start], one.end)
    return found.start("thing") if found else None
