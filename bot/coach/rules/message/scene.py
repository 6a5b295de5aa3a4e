"""A message as it is decided on: its sentences, who is named where, its days, and who wrote which part."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.coach.rules.text import Sentence
from bot.core.coaching.understanding import Circumstances
from bot.language.dates import DateSpan

_BEFORE, _AFTER = 1200, 400
"""How many characters before and after a clause somebody may be named whom it is about."""


class Placed(Protocol):
    """What stands at `start` to `end` of the text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where the text goes on behind it."""


def meets_any(places: Iterable[Placed], start: int, end: int) -> bool:
    """Return whether one of the places has a character of the text at `start` to `end`."""
    return any(one.start < end and start < one.end for one in places)


@dataclass(frozen=True, slots=True)
class NamePlace:
    """Words at `start` to `end` of the text."""

    start: int
    end: int
    written: str


@dataclass(frozen=True, slots=True)
class PersonPlace:
    """A person at a place in the text; `written` is the name without title and possessive ending."""

    start: int
    end: int
    written: str
    honorific: str = ""
    company: str = ""
    beside: str = ""
    """The person as written whose company is theirs, too, where the text does not name it: "her boss Raj"."""
    job: str = ""
    former_company: str = ""
    has_moved: bool = False
    apart_from: str = ""
    """A company that the text names only as somebody else's: a rival, or where they know the head."""


@dataclass(frozen=True, slots=True)
class MailPart:
    """A part of a pasted mail with its author; the member's own words have none."""

    start: int
    end: int
    author: str = ""
    """The author as written; empty for the member."""
    addressee: str = ""
    """To whom the member writes it, as written; empty where that is not said."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is decided against."""

    text: str
    circumstances: Circumstances
    sentences: Sequence[Sentence]
    people: Sequence[PersonPlace]
    me: Sequence[NamePlace]
    """Where the member is named."""
    dates: Sequence[DateSpan]
    parts: Sequence[MailPart] = field(default=())

    def sentence_at(self, place: int) -> Sentence:
        """Return the sentence that holds a place, else the last one before it."""
        at = bisect_right(self.sentences, place, key=lambda one: one.start) - 1
        return self.sentences[at] if at >= 0 else Sentence(self.text, 0, len(self.text))

    def people_near(self, start: int, end: int) -> list[PersonPlace]:
        """Return the people who are named in the words around a clause."""
        first = bisect_right(self.people, start - _BEFORE, key=lambda one: one.start)
        return list(self.people[first : bisect_right(self.people, end + _AFTER, key=lambda one: one.start)])

    def part_at(self, place: int) -> MailPart | None:
        """Return the part of a pasted mail that holds a place."""
        return next((part for part in self.parts if part.start <= place < part.end), None)
