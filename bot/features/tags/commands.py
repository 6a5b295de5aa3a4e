"""What can be asked for of tags: lists, and a rhythm for everybody who has one (P1, B3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class ListTags(Command):
    """List every tag with how many people have it."""

    shows: ClassVar[bool] = True
    page: int = 0


@dataclass(frozen=True, slots=True)
class ListTagged(Command):
    """List the people who have a tag: the last touch of each, and when the next is due."""

    shows: ClassVar[bool] = True
    tag: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class SetTagRhythm(Command):
    """Set how often the member would like to be in touch with whoever has a tag; 0 days take it away."""

    tag: str
    days: int
    longest_days: int = 0


@dataclass(frozen=True, slots=True)
class EditTagRhythm(Command):
    """Open the form for the rhythm of a tag; without a tag, of one to choose."""

    tag: str = ""


@dataclass(frozen=True, slots=True)
class SaveTagRhythm(FormCommand):
    """Keep the rhythm of a tag from the form; `card` is the one that it was opened on."""

    tag: str = ""
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class TagPeople(Command):
    """Give people a tag, or with `drop` take it away; `contact_id` is the one whom a button means."""

    tag: str
    people: tuple[str, ...] = ()
    drop: bool = False
    contact_id: str = ""
