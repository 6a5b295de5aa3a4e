"""Text with meaning instead of markup: plain strings are always escaped when they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Bold:
    """Stressed words, such as a contact's name the first time it stands in a card."""

    text: str
    kind: Literal["bold"] = "bold"


@dataclass(frozen=True, slots=True)
class Italic:
    """Quoted or quieter words."""

    text: str
    kind: Literal["italic"] = "italic"


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type."""

    text: str
    kind: Literal["code"] = "code"


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `url` comes from the platform or from this program, never from a note."""

    text: str
    url: str
    kind: Literal["link"] = "link"


@dataclass(frozen=True, slots=True)
class Day:
    """A local date, shown in words."""

    day: date
    kind: Literal["day"] = "day"


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A point in time (aware), shown in the reader's zone."""

    at: datetime
    kind: Literal["moment"] = "moment"


@dataclass(frozen=True, slots=True)
class MemberName:
    """A member of the workspace, shown by name without a ping."""

    member: str
    name: str
    kind: Literal["person"] = "person"


Span = str | Bold | Italic | Code | Link | Day | Timestamp | MemberName
Rich = tuple[Span, ...]


def rich(*spans: Span) -> Rich:
    """A text out of spans, without empty ones."""
    return tuple(span for span in spans if span != "")


def long_date(day: date) -> str:
    """ "24 November 2026": a day in words where no span can say it, as in tables, options and files."""
    return f"{day.day} {day:%B %Y}"


def plain(text: Rich) -> str:
    """The words of a text alone, for notifications, alt texts and tests."""
    return "".join(_words(span) for span in text)


def _words(span: Span) -> str:
    match span:
        case str():
            return span
        case Day(day):
            return long_date(day)
        case Timestamp(at):
            return f"{at.day} {at:%B %Y %H:%M %Z}"
        case MemberName(name=name):
            return name
        case _:
            return span.text
