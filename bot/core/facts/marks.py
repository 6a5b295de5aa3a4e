"""A text in which names and days are replaced by marks, so that short patterns read what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.language.dates import DateSpan, read_dates

PERSON = r"@(\d+)@"
_ENDS = re.compile(r"(?<=[.!?;])\s+|\n+")
_SUBJECT = re.compile(r"(?:and |but |also )?(?:she|he)\b(?!')", re.IGNORECASE)
_OF_COMPANY = re.compile(r"(@\d+@),? (?:from|of) %\d+%")
_ASIDE = re.compile(
    r"(@\d+@), [^@,.;]{2,60},(?= (?:now )?(?:reports?|introduced|lives|is|works|manages|has)\b)"
)
_HEDGES = re.compile(
    r"\b(?:i (?:think|guess|believe|suppose)|maybe|perhaps|probably|possibly|apparently|allegedly|might|"
    r"may be|seems?|rumou?rs?|not sure|i heard|supposedly|if i remember)\b|\?"
    r"|\b(?:if|unless|whether|suppos(?:e|ing)|assuming|imagine)(?: that)?(?: \w+)? "
    r"(?:[@%]\d|(?:she|he|her|his)\b)",
    re.IGNORECASE,
)
_IS_NAME_OF_DAY = re.compile(
    r"(?:the )?(?:(?:financial|fiscal) )?year[- ]end (?:is|falls|comes|will be)\b", re.IGNORECASE
)
"""Words that would be a day by themselves, and here are what one is called: "the year end is on 31 March"."""


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
    before: tuple[str, ...] = ()
    """The contacts who were named before this sentence, in the order of their names, each once."""
    is_unclear: bool = False
    """Whether a pronoun at its beginning may mean several of them."""

    @property
    def is_hedged(self) -> bool:
        """Whether the words themselves say that it may be otherwise."""
        return self.is_unclear or _HEDGES.search(self.text) is not None

    def of(self, number: str) -> str:
        """The id that a mark's number stands for."""
        return self.ids[int(number)]

    def named_before(self, place: int) -> str:
        """The contact whom a pronoun at this place means: who was named last before it; empty for nobody."""
        marks = list(re.finditer(PERSON, self.text[:place]))
        return self.of(marks[-1][1]) if marks else "".join(self.before[-1:])

    def is_clear_before(self, place: int) -> bool:
        """Whether a pronoun at this place can mean one person only."""
        marks = {self.of(each) for each in re.findall(PERSON, self.text[:place])}
        return len(marks | set(self.before)) < 2


def sentences_marked(text: str, names: Sequence[Name], in_focus: str = "") -> Iterator[Marked]:
    """The sentences of a text, with its names marked; days are marked by `with_days`.

    "She" at the beginning of one is marked, too, as the person whom the text, or else the conversation, was
    about. Where that may be several people, the sentence is unclear.
    """
    before: tuple[str, ...] = (in_focus,) if in_focus else ()
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
        is_unclear = False
        if before and (found := _SUBJECT.match(marked)):
            ids.append(before[0])
            marked = f"@{len(ids) - 1}@{marked[found.end() :]}"
            is_unclear = len(before) > 1
        marked = _ASIDE.sub(r"\1", _OF_COMPANY.sub(r"\1", marked))
        yield Marked(marked, tuple(ids), (), before, is_unclear)
        named = (ids[int(number)] for number in re.findall(PERSON, marked))
        here = tuple(dict.fromkeys(named))
        if here and before == (in_focus,):
            before = ()
        before = tuple(dict.fromkeys((*before, *here)))


def with_days(marked: Marked, today: date, *, day_first: bool) -> Marked:
    """The sentence with each single day in the place of a mark."""
    text, days = marked.text, list[DateSpan]()
    for span in read_dates(text, today, day_first=day_first).spans:
        if span.planned.days == 1 and not _IS_NAME_OF_DAY.match(text, span.start):
            days.append(span)
    for number, span in reversed(list(enumerate(days))):
        text = f"{text[: span.start]}#{number}#{text[span.end :]}"
    return replace(marked, text=text, days=tuple(days))


def _pattern(names: Iterable[Name]) -> re.Pattern[str] | None:
    written = sorted({each.written for each in names if each.written.strip()}, key=len, reverse=True)
    if not written:
        return None
    forms = (r"\s+".join(map(re.escape, each.split())) for each in written)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)
