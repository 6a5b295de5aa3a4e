"""R2: when the time of an expectation has passed, and what of it is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.contacts import ContactId
from bot.core.identity import derive_id
from bot.core.notes import Note
from bot.features.hindsight.contracts.values import ExpectationAnswer
from bot.language.calendar import Unit
from bot.language.dates import DateSpan, find_dates
from bot.language.names import fold

MOST_AT_ONCE = 5
"""How many questions one look back asks; the others come a week later."""
TOO_OLD = timedelta(days=180)
"""What has been over for so long is not asked about any more."""
_TOLD_LATER = timedelta(days=31)
"""A note that tells of longer ago was written down later, and its words count from the day it tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """Words of a note that stated another's future as fact, and when it can be told whether it came true."""

    note_id: str
    quote: str
    told_on: date
    """The local date from which its words count."""
    over_on: date
    """The last local date of the time that it names."""
    contact_ids: tuple[ContactId, ...] = ()
    account_ids: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The same as long as the note says these words."""
        return derive_id(self.note_id, _same(self.quote))

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that a card which quotes it speaks of."""
        return (self.note_id, *self.contact_ids, *self.account_ids)


def _same(quote: str) -> str:
    return " ".join(fold(quote).split())


def last_day(quote: str, told_on: date, *, day_first: bool = True) -> date | None:
    """Return the last day of the time that an expectation names; None where no time to come can be read.

    "They sign in May", said in March, is over on 31 May; "they sign by Friday" on that Friday.
    """
    spans = find_dates(quote, told_on, day_first=day_first)
    days = [_last_of(span, told_on) for span in spans]
    return max((day for day in days if day >= told_on), default=None)


def _last_of(span: DateSpan, told_on: date) -> date:
    """The last day of one time: a whole month for "by May", too, for until its end it may still come true."""
    whole = span.reading.unit in (Unit.MONTH, Unit.SEASON, Unit.YEAR)
    return span.planned.last if whole else span.due(told_on)


def expectations_of(note: Note, written_on: date, *, day_first: bool = True) -> tuple[Expectation, ...]:
    """Return the expectations of a note whose time can be read; `written_on` is its local date."""
    was_told_later = written_on - note.occurred_on > _TOLD_LATER
    told_on = note.occurred_on if was_told_later else written_on
    found: dict[str, Expectation] = {}
    for each in note.assumptions:
        over = last_day(each.quote, told_on, day_first=day_first)
        if over is None:
            continue
        expectation = Expectation(
            note_id=note.id,
            quote=each.quote,
            told_on=told_on,
            over_on=over,
            contact_ids=note.contact_ids,
            account_ids=note.account_ids,
        )
        found.setdefault(expectation.id, expectation)
    return tuple(found.values())


def due_expectations(
    found: Iterable[Expectation], asked: Iterable[str], today: date
) -> tuple[Expectation, ...]:
    """Return those whose time has passed and that nobody asked about, the oldest first, the same words once.

    `asked` are the ids of those that were asked about or answered.
    """
    done, said, due = set(asked), set[tuple[str, date]](), dict[tuple[str, date], Expectation]()
    for each in sorted(found, key=lambda each: (each.over_on, each.told_on, each.id)):
        words = _same(each.quote), each.over_on
        if each.id in done:
            said.add(words)
        elif each.over_on < today <= each.over_on + TOO_OLD:
            due.setdefault(words, each)
    return tuple(each for words, each in due.items() if words not in said)


def in_reading_order(
    found: Iterable[Expectation], answers: Mapping[str, ExpectationAnswer | None], today: date
) -> list[Expectation]:
    """Return what waits for an answer, the oldest first, then what is to come, then what was answered."""

    def place(each: Expectation) -> tuple[int, int, str]:
        if answers.get(each.id) is not None:
            return 2, -each.over_on.toordinal(), each.id
        return int(each.over_on >= today), each.over_on.toordinal(), each.id

    return sorted(found, key=place)
