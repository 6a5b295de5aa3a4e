"""The subcommand that shows what would come, as it is typed."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.plain_words import PlainWords, number_in
from bot.core.subcommand import Incomplete, Subcommand, unquote
from bot.features.rehearsal.commands import MOST_WEEKS, USUAL_WEEKS, Rehearse

_WEEKS = re.compile(r"^(?:--weeks[ =]?)?(\d{1,3})(?:\s*weeks?)?$", re.IGNORECASE)


def _rehearse(rest: str) -> Command:
    words = unquote(rest)
    if not words:
        return Rehearse()
    found = _WEEKS.match(words)
    if found is None:
        raise Incomplete("For how many weeks? Write it as a number, for example 12.")
    return _for_weeks(int(found[1]))


def _for_weeks(weeks: int) -> Rehearse:
    if not 1 <= weeks <= MOST_WEEKS:
        raise Incomplete(f"I can look 1 to {MOST_WEEKS} weeks ahead.")
    return Rehearse(weeks)


def _from_words(words: PlainWords) -> Command:
    """Read a number of weeks or months, where one is named."""
    count = number_in(words.text)
    if count is None:
        return Rehearse(26 if words.has("half a year", "half year") else USUAL_WEEKS)
    return _for_weeks(round(count * 4.35) if words.has("month", "months") else count)


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="rehearse",
        arguments="[WEEKS]",
        parse=_rehearse,
        from_words=_from_words,
        summary="see every message that would come by itself in the weeks ahead",
        example="rehearse 12",
        topic="settings",
        aliases=("rehearsal",),
    ),
)
