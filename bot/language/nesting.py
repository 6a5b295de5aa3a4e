"""Dates made of other dates: the third Friday of next month, a week from Friday, 4 May to 6 May.

Each rule looks at words beside a date that was found already and gives the longer one. The rules are run over
again until none finds more, so that dates may stand in dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.language.calendar import DateReading, NoSuchDay
from bot.language.date_context import Context
from bot.language.neighbours import JOINS, Pair
from bot.language.nested_readings import Build
from bot.language.nested_rules import AFTER, BEFORE

_DEEPEST = 4
"""How often dates may stand in dates."""
_SMALL_WORD = re.compile(r"(?:the|in)\s{1,4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """What was read at a place of a text; `is_anchor` where it is a date only as a part of another."""

    start: int
    end: int
    reading: DateReading | NoSuchDay
    is_anchor: bool = False


def nest(text: str, found: Iterable[Found], context: Context) -> list[Found]:
    """Return what was found and what can be made of it with the words beside it."""
    everything = dict[tuple[int, int], Found]()
    for one in found:
        everything.setdefault((one.start, one.end), one)
    if not everything:
        return []
    before, after = _matches(text, BEFORE, from_end=True), _matches(text, AFTER, from_end=False)
    new = list(everything.values())
    for _ in range(_DEEPEST):
        made = [
            *(one for each in new for one in _with_words(text, each, before, after, context)),
            *_pairs(text, everything.values(), new, context),
        ]
        new = []
        for one in made:
            if (one.start, one.end) not in everything:
                everything[one.start, one.end] = one
                new.append(one)
        if not new:
            break
    return list(everything.values())


_Matches = dict[int, list[tuple[re.Match[str], Build]]]


def _matches(text: str, rules: Iterable[tuple[re.Pattern[str], Build]], *, from_end: bool) -> _Matches:
    """Return where the words of the rules stand, by the place at which a date has to begin or end."""
    found: _Matches = {}
    for pattern, build in rules:
        for match in pattern.finditer(text):
            found.setdefault(match.end() if from_end else match.start(), []).append((match, build))
    return found


def _with_words(
    text: str, one: Found, before: _Matches, after: _Matches, context: Context
) -> Iterable[Found]:
    """Yield every longer date that a rule makes of one with the words before or behind it."""
    if not isinstance(one.reading, DateReading):
        return
    for place in _begins(text, one):
        for match, build in before.get(place, ()):
            reading = build(match, one.reading, context)
            if reading is not None:
                yield Found(match.start(), one.end, reading)
    if one.is_anchor:
        return
    for match, build in after.get(one.end, ()):
        reading = build(match, one.reading, context)
        if reading is not None:
            yield Found(one.start, match.end(), reading)


def _begins(text: str, one: Found) -> tuple[int, ...]:
    """Return where a date begins, with and without its first small word: "the end of May", "in two weeks"."""
    small = _SMALL_WORD.match(text, one.start, one.end)
    return (one.start, small.end()) if small is not None else (one.start,)


def _pairs(text: str, everything: Iterable[Found], new: Iterable[Found], context: Context) -> Iterable[Found]:
    """Yield what two neighbours mean together, of which at least one is new."""
    fresh = {(one.start, one.end) for one in new}
    starts = dict[int, list[Found]]()
    for one in everything:
        for place in _begins(text, one):
            starts.setdefault(place, []).append(one)
    for first in everything:
        if not isinstance(first.reading, DateReading):
            continue
        for between, join in JOINS:
            match = between.match(text, first.end)
            if match is None:
                continue
            for second in starts.get(match.end(), ()):
                is_new = (first.start, first.end) in fresh or (second.start, second.end) in fresh
                if not is_new or not isinstance(second.reading, DateReading):
                    continue
                pair = Pair(text, match, (first.start, first.end), (second.start, second.end))
                joined = join(pair, first.reading, second.reading, context)
                if joined is not None:
                    yield Found(first.start, joined[1], joined[0])
