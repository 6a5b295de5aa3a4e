"""B1, B2: a correction moves a promise to another day: "Ana gets the paper by Monday, not Friday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.correcting import content_words
from bot.core.notes import Commitment, CommitmentState
from bot.language.dates import DateSpan, find_dates

_DENIED = re.compile(
    r"\b(?:not|instead\s+of|rather\s+than|no\s+longer|isn['\u2019]t|wasn['\u2019]t)\s+"
    r"(?:(?:on|by|until|till|in|before|the)\s+)*$",
    re.IGNORECASE,
)
_SAYS_WHO = re.compile(
    r"(?:[A-Z][\w'\u2019-]+|[Hh]e|[Ss]he|[Tt]hey) (?:says?|said|thinks?|thought|expects?|reckons?|believes?|"
    r"told (?:me|us)|is sure|are sure|claims?)\b"
)
_BEFORE = 40
"""Characters before a date that can deny it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An open promise and the day on which it is due now."""

    commitment: Commitment
    due_on: date


def says_who(quote: str) -> bool:
    """Whether the words of an expectation begin with who else holds it: "he says capex gets approved"."""
    return _SAYS_WHO.match(quote) is not None


def is_denied(text: str, start: int) -> bool:
    """Whether the date that begins there is said not to hold: "not Friday", "instead of Friday"."""
    return _DENIED.search(text[max(0, start - _BEFORE) : start]) is not None


def moves_a_day(text: str, today: date) -> bool:
    """Whether a text says a day and denies another: "on Monday instead of Friday"."""
    denied = [is_denied(text, span.start) for span in find_dates(text, today)]
    return True in denied and False in denied


def find_moved_promise(
    text: str, today: date, promises: Sequence[Commitment], *, day_first: bool = True
) -> Moved | None:
    """Which open promise of a corrected note a correction gives another day; None where that is not plain.

    One new day must be said, in words that deny the old one. Of several promises it is the one that was
    due on the day denied, or that the correction shares most words with.
    """
    spans = find_dates(text, today, day_first=day_first)
    denied = [span for span in spans if is_denied(text, span.start)]
    new = [span for span in spans if span not in denied]
    waiting = [each for each in promises if each.state is CommitmentState.OPEN]
    if len(new) != 1 or new[0].is_choice or len(denied) != 1 or not waiting:
        return None
    chosen = max(waiting, key=lambda each: (_was_due(each, denied[0], today), _shared(each.what, text)))
    plain = len(waiting) == 1 or _was_due(chosen, denied[0], today) or _shared(chosen.what, text)
    return Moved(chosen, new[0].due(today)) if plain else None


def find_repeated_promises(older: Sequence[Commitment], newer: Sequence[Commitment]) -> list[Commitment]:
    """The open promises of an older note that a newer one tells again: by the same, of the same thing.

    Where one side promised a single thing in the older note, any promise of theirs in the newer takes its
    place.
    """
    waiting = [each for each in older if each.state is CommitmentState.OPEN]
    return [
        each
        for each in waiting
        if (again := [new for new in newer if new.by is each.by])
        and (
            sum(other.by is each.by for other in waiting) == 1
            or any(_shared(each.what, new.what) for new in again)
        )
    ]


def _was_due(commitment: Commitment, denied: DateSpan, today: date) -> bool:
    if commitment.due_on is None:
        return False
    days = {denied.due(today), denied.told.last}
    return commitment.due_on in days


def _shared(what: str, text: str) -> int:
    return len(content_words(what) & content_words(text))
