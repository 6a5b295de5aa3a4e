"""When a note happened, and which time a question asks about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot.coach.rules.promise_parts import Found
from bot.coach.rules.text import Sentence
from bot.core.notes import Assumption
from bot.features.notes.rules import is_denied
from bot.language.calendar import Tense
from bot.language.dates import DateSpan

_AHEAD = re.compile(
    r"\b(?:will|shall|going to|wants?|plans? to|hopes? to|by|before|until|till|til|"
    r"needs?|must|should|due|next|promised|gets|sends|delivers|arrives|comes|decides|presents|returns|"
    r"would|might|expected|wanted to|postponed|scheduled|planned|starts?|meets|leaves|moves|"
    r"retires|deadline|since|from|"
    r"follow up|reminder|invited|birthday|anniversary|(?:is|are) (?:on|at|set|due|in)|"
    r"takes? place|every|each)\b|['\u2019](?:ll|d)\b",
    re.IGNORECASE,
)
_LONGEST_DAYS = 31
_SINCE = frozenset(("since", "from", "after", "as of"))
_UNTIL = frozenset(("before", "until", "till", "til", "by"))
_DURING = frozenset(("in", "on", "during", "at", "between", "over", "within", "for"))


def find_day(
    sentences: Sequence[Sentence],
    dates: Sequence[DateSpan],
    promises: Sequence[Found],
    assumptions: Sequence[Assumption],
    today: date,
) -> date | None:
    """Return the day on which what a note tells happened; None where it does not say (then it is today)."""
    for span in dates:
        if span.marker in _UNTIL | _SINCE or span.reading.tense is Tense.FUTURE:
            continue
        if any(one.deed <= span.start < one.end for one in promises):
            continue
        if any(one.start <= span.start < one.start + len(one.quote) for one in assumptions):
            continue
        if any(is_denied(one.text, span.start - one.start) for one in sentences if _holds(one, span)):
            continue
        period = span.told
        if period.days > _LONGEST_DAYS or period.first > today:
            continue
        if span.reading.tense is Tense.OPEN and span.told != span.planned and _looks_ahead(sentences, span):
            continue
        return min(period.last, today)
    return None


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


def _holds(sentence: Sentence, span: DateSpan) -> bool:
    return sentence.start <= span.start < sentence.end


def _looks_ahead(sentences: Sequence[Sentence], span: DateSpan) -> bool:
    """Return whether the words before an unmarked date, in its clause, speak of something to come."""
    for sentence in sentences:
        if _holds(sentence, span):
            head = sentence.text[: span.start - sentence.start]
            clause = re.split(r"[,;:\u2013\u2014]|\s-\s|\band\b|\bbut\b", head)[-1]
            return _AHEAD.search(clause) is not None
    return False
