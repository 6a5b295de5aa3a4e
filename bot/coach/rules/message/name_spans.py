"""Names that the reader read in pieces, put together again (B1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.coach.reader.labels import NameLabel
from bot.coach.reader.reading import NameSpan

_HYPHEN = re.compile(r"\w?-")
_CATALAN = re.compile(r" [iy] ")
"""What joins two family names: "Carod i Rovira"."""
_BACKWARDS = re.compile(
    r", (?P<given>[^\W\d_][\w.'\u2019-]+(?: [^\W\d_]\.)?), (?:jr|sr|ii|iii|iv)\b\.?", re.IGNORECASE
)
"""What follows a family name that is put first: "Tiptree, James, Jr."."""

_SENTENCE_ENDS = re.compile(r"(?<=[a-z]{3})[.!?]\s+(?=[A-Z])(?<!\bProf\.\s)(?<!\bDipl\.\s)")
_COMPANIES_PART = re.compile(rf"{_SENTENCE_ENDS.pattern}|\s*\n\s*")
_PARTING = re.compile(
    rf"{_COMPANIES_PART.pattern}|\s+[/&]\s+(?=[A-Z])|\s+\+\s+|\s+(?:and|und|et|en|og|och)\s+(?=[A-Z])"
)


def unbroken(text: str, spans: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Yield the names of people and companies; a hyphen parts none: "Al-Sayed" is one word."""
    waiting: NameSpan | None = None
    for span in spans:
        if span.label not in (NameLabel.PERSON, NameLabel.COMPANY):
            continue
        if waiting is not None and _goes_on(text, waiting, span):
            longer = max(waiting, span, key=lambda one: one.end - one.start)
            waiting = replace(longer, start=waiting.start, end=max(waiting.end, span.end))
            continue
        if waiting is not None:
            yield waiting
        waiting = _whole(text, span)
    if waiting is not None:
        yield waiting


def _goes_on(text: str, name: NameSpan, span: NameSpan) -> bool:
    """Whether a span only goes on with a name."""
    if span.start < name.end or _HYPHEN.fullmatch(text, name.end - 1, span.start):
        return True
    two_words = " " in text[name.start : name.end] and " " not in text[span.start : span.end].strip()
    return two_words and _CATALAN.fullmatch(text, name.end, span.start) is not None


def _whole(text: str, span: NameSpan) -> NameSpan:
    """Return a family name with the given name and suffix that follow it."""
    more = _BACKWARDS.match(text, span.end) if span.label is NameLabel.PERSON else None
    return replace(span, end=more.end()) if more else span


def apart(text: str, span: NameSpan) -> Iterator[NameSpan]:
    """Yield the names that a sentence's end or a sign parts: "Ana Ruiz. Ben", "Ana + Ben"."""
    start = span.start
    parting = _COMPANIES_PART if span.label is NameLabel.COMPANY else _PARTING
    for end in parting.finditer(text, span.start, span.end):
        yield replace(span, start=start, end=end.start())
        start = end.end()
    yield replace(span, start=start)
