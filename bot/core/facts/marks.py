"""A text in which names and days are replaced by marks, so that short patterns read what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.language.dates import DateSpan, read_dates

PERSON = r"@(\d+)@"
COMPANY = r"%(\d+)%"
_ENDS = re.compile(r"(?<=[.!?;])\s+|\n+")
_HEDGES = re.compile(
    r"\b(?:i (?:think|guess|believe|suppose)|maybe|perhaps|probably|possibly|apparently|allegedly|might|"
    r"may be|seems?|rumou?rs?|not sure|i heard|supposedly|if i remember)\b|\?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """How a person or a company is written, and the id of its contact or account."""

    written: str
    id: str
    is_company: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """One sentence with marks: @0@ for the first name's contact, %1% for an account, #0# for a day."""

    text: str
    ids: tuple[str, ...]
    """Ids by the number in the mark, of contacts and accounts."""
    days: tuple[DateSpan, ...]
    before: str = ""
    """The contact who was named last before this sentence."""

    @property
    def is_hedged(self) -> bool:
        """Whether the words themselves say that it may be otherwise."""
        return _HEDGES.search(self.text) is not None

    def of(self, number: str) -> str:
        """The id that a mark's number stands for."""
        return self.ids[int(number)]

    def named_before(self, place: int) -> str:
        """The contact whom a pronoun at this place means: who was named last before it; empty for nobody."""
        marks = list(re.finditer(PERSON, self.text[:place]))
        return self.of(marks[-1][1]) if marks else self.before


def sentences_marked(text: str, names: Sequence[Name]) -> Iterator[Marked]:
    """The sentences of a text, with its names marked; days are marked by `with_days`."""
    last = ""
    pattern = _pattern(names)
    by_written = {each.written.casefold(): each for each in names}
    for sentence in _ENDS.split(text.replace("\u2019", "'")):
        ids: list[str] = []

        def mark(found: re.Match[str], ids: list[str] = ids) -> str:
            name = by_written[" ".join(found[0].split()).casefold()]
            ids.append(name.id)
            sign = "%" if name.is_company else "@"
            return f"{sign}{len(ids) - 1}{sign}"

        marked = pattern.sub(mark, sentence) if pattern else sentence
        yield Marked(marked, tuple(ids), (), last)
        people = re.findall(PERSON, marked)
        last = ids[int(people[-1])] if people else last


def with_days(marked: Marked, today: date, *, day_first: bool) -> Marked:
    """The sentence with each single day in the place of a mark."""
    text, days = marked.text, list[DateSpan]()
    for span in read_dates(text, today, day_first=day_first).spans:
        if span.planned.days == 1:
            days.append(span)
    for number, span in reversed(list(enumerate(days))):
        text = f"{text[: span.start]}#{number}#{text[span.end :]}"
    return Marked(text, marked.ids, tuple(days), marked.before)


def _pattern(names: Iterable[Name]) -> re.Pattern[str] | None:
    written = sorted({each.written for each in names if each.written.strip()}, key=len, reverse=True)
    if not written:
        return None
    forms = (r"\s+".join(map(re.escape, each.split())) for each in written)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)
