"""Which time a question asks about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.language.calendar import Tense
from bot.language.dates import DateSpan

_SINCE = frozenset(("since", "from", "after", "as of"))
_DURING = frozenset(("in", "on", "during", "at", "between", "over", "within", "for"))


def find_time_range(dates: Sequence[DateSpan], today: date) -> tuple[date | None, date | None]:
    """Return the first and last day that a question asks about; only a time that has begun counts."""
    since: date | None = None
    until: date | None = None
    for span in dates:
        period = span.told
        if period.first > today or span.reading.tense is Tense.FUTURE:
            continue
        if span.marker in _SINCE:
            since = since or period.first
        elif span.marker in ("before", "until", "till", "til"):
            until = until or (period.first - timedelta(days=1) if span.marker == "before" else period.last)
        elif span.marker in _DURING or span.reading.tense is Tense.PAST or span.told == span.planned:
            since = since or period.first
            until = max(until, period.last) if until else period.last
    return since, until
