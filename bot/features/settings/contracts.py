"""A pause or a leave out of plain words, as other features may use it (B3, B4)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.core.commands import Command
from bot.core.plain_words import PlainWords
from bot.features.settings.commands import AdjustSettings, Pause
from bot.language.calendar import Unit
from bot.language.date_words import number_of
from bot.language.dates import DateSpan
from bot.language.distances import moved

_SO_LONG = re.compile(
    r"\b(?:for (?:about |the next |the coming |another )?|the (?:next|coming) )"
    r"(?:a fortnight\b|(?:(?P<count>a couple of|couple of|a few|three|seven|eight|twelve|four|five|nine|"
    r"one|two|few|six|ten|an|a|\d{1,2})\s+)?"
    r"(?P<unit>day|week|month)s?\b)",
    re.IGNORECASE,
)
"""How long it shall be quiet."""


def pause_from_words(words: PlainWords) -> Command:
    """Pause; where the words say until when, it is a leave, which ends by itself."""
    if words.has("for now"):
        return Pause()
    if (last := _last_of_so_long(words)) is not None:
        return AdjustSettings(leave_first=words.today.isoformat(), leave_last=last.isoformat())
    return away_in(words) or Pause() if words.days else Pause()


def _last_of_so_long(words: PlainWords) -> date | None:
    """The last of so many days that begin today: "for two weeks", "the next 3 days"; None for others."""
    found = _SO_LONG.search(words.text)
    if found is None:
        return None
    count, unit = number_of(found["count"] or "a"), (found["unit"] or "fortnight").lower()
    until = moved(words.today, count, unit)
    return None if count < 1 or until is None else until - timedelta(days=1)


def away_in(words: PlainWords) -> AdjustSettings | None:
    """The days of a leave: from one to another, until one, or on one; None where no day is said."""
    spans = [span for span in words.days if span.planned.last >= words.today]
    if not spans:
        return None
    first, last = _first_day(spans, words), _last_day(spans[-1])
    if first > last:
        return None
    return AdjustSettings(leave_first=first.isoformat(), leave_last=last.isoformat())


def _first_day(spans: list[DateSpan], words: PlainWords) -> date:
    """Today, where only an end is said: "until 10 January", "til feb", "back on Monday"."""
    only_end = len(spans) == 1 and (_ends(spans[0]) or _comes_back(words, spans[0]))
    return words.today if only_end else max(spans[0].planned.first, words.today)


def _last_day(span: DateSpan) -> date:
    """The last day away. "Until February" means until it begins; "back on Monday" is the day after."""
    if span.marker in ("before", "ahead of") or (
        _ends(span) and span.reading.unit is not Unit.DAY and span.reading.named
    ):
        return span.planned.first - timedelta(days=1)
    return span.planned.last


def _ends(span: DateSpan) -> bool:
    return span.marker in ("until", "till", "til", "through", "before", "by")


def _comes_back(words: PlainWords, span: DateSpan) -> bool:
    return re.search(r"\bback\b[^.;]*$", words.text[: span.start], re.IGNORECASE) is not None
