"""Whether a sentence has as current what its source says was replaced: "from Tuesday to Thursday" (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.coach.model.grounding.figures import figures_in
from bot.coach.model.grounding.flaws import GroundSource
from bot.coach.model.grounding.terms import has_expression
from bot.coach.model.grounding.words import grounding_words
from bot.language.calendar import Period
from bot.language.dates import read_dates

_OLD = re.compile(
    r"\b(?:from|instead of|rather than|no longer|not|up from|down from|forget|was|were|after)\s+"
    r"(?:the\s+)?(?:\w+day\s+)?$",
    re.IGNORECASE,
)
_ALWAYS_OLD = re.compile(r"\b(?:instead of|rather than|no longer|not|forget)\s+(?:the\s+)?$", re.IGNORECASE)
_ONWARD = re.compile(r"^\W*(?:\S+\s+){0,3}?(?:to|now|but|it's|instead|->|=>|\u2192)\s", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:moved?|moves|shifted|postponed|changed?|cut|raised|reduced|lowered|pushed|brought|went|up|down|fell|rose|"
    r"grew|now|instead|not|forget|rather|delayed|rescheduled|slipped|corrected|correction)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\b(?:from|instead|rather|not|no longer|originally|earlier|before|was|were|had|once|used|moved|changed|"
    r"planned)\b",
    re.IGNORECASE,
)


def is_replaced(sentence: str, sources: Sequence[GroundSource]) -> bool:
    """Return whether a sentence gives the former day or number of a change, and not the new one."""
    if _SPEAKS.search(sentence) or has_expression(sentence, grounding_words().formerly):
        return False
    return any(_MOVED.search(source.text) and _is_former(sentence, source) for source in sources)


def _is_former(sentence: str, source: GroundSource) -> bool:
    if source.day is not None:
        said = [_of(span.planned) for span in read_dates(sentence, source.day).spans]
        spans = [
            (span.start, span.end, _of(span.planned)) for span in read_dates(source.text, source.day).spans
        ]
        if _has_only_former(said, spans, source.text):
            return True
    figures = [(each.start, each.end, each.value) for each in figures_in(source.text)]
    return _has_only_former([each.value for each in figures_in(sentence)], figures, source.text)


def _of(period: Period) -> tuple[int, int, int]:
    return (period.first.year, period.first.month, period.first.day)


def _has_only_former(said: Iterable[object], told: Sequence[tuple[int, int, object]], text: str) -> bool:
    former, current = set[object](), set[object]()
    for start, end, value in told:
        before = text[:start]
        is_old = _ALWAYS_OLD.search(before) or (_OLD.search(before) and _ONWARD.match(text[end:]))
        (former if is_old else current).add(value)
    said = set(said)
    return bool(former & said) and bool(current) and not current & said
