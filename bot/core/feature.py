"""What a feature says of itself, as one value: the one place where a capability is tied into the bot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any, TypeVar

from bot.core.commands import Command, FormCommand, FormValues
from bot.core.events import Events
from bot.core.labels import RecordLabel
from bot.core.schedule.on_time import Action
from bot.core.sections import LessonOffer, Section
from bot.core.subcommand import Subcommand
from bot.core.turn import Handler

K = TypeVar("K")
V = TypeVar("V")

Check = Callable[[Any, datetime], dict[str, str]]
"""What is wrong with a form that was sent, now (UTC): sentences by field; empty when all is well."""
Checks = Mapping[type[FormCommand], Check]


@dataclass(frozen=True, slots=True)
class Record:
    """A kind of value that is kept among the records; it has `id, workspace, space, created_at`.

    `subject`, `state` and `due` name the fields with an indexed column; `links` the fields with several ids
    that rows are found by (`shared_with` lets the named spaces read the row). Without `journalled`
    a change cannot be undone, and nothing but the row itself holds its content.
    """

    type: type[Any]
    subject: str | None = None
    state: str | None = None
    due: str | None = None
    links: tuple[str, ...] = ()
    journalled: bool = True
    stored_as: str = ""
    """The name under which its rows were written before the class was renamed, and still are."""
    opens_space: str = ""
    """The one of `links` with the members to whom the row opens a space (`team_space` of its id)."""
    comes_back: bool = True
    """Whether a member's export brings it back: not what rests on an agreement with somebody else."""
    kept_days: int = 0
    """How many days its rows are kept after the newest of the same subject; 0 for as long as the member
    wants."""
    outlives_owner: bool = True
    """Whether what is shared of it stays when its owner leaves or erases everything else."""
    withheld: tuple[str, ...] = ()
    """Fields that a member's export leaves out: secrets that open something elsewhere."""
    label: RecordLabel[Any] | None = None
    """How an undo names a row; None where members have no name for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One capability: a folder under `bot/features/`, and all that the rest of the bot needs of it."""

    name: str
    rules: tuple[str, ...] = ()
    """The rules of the method that it holds (docs/method.md)."""
    handlers: Mapping[type[Command], Handler] = field(default_factory=dict)
    """Who takes each of its commands."""
    checks: Checks = field(default_factory=dict)
    """What can be wrong with its forms."""
    subcommands: tuple[Subcommand, ...] = ()
    """What can be typed after the slash command."""
    records: tuple[Record, ...] = ()
    """What it stores."""
    events: Events = field(default_factory=dict)
    """What it does when rows are added, changed, removed or erased, its own or another feature's."""
    actions: Mapping[str, Action] = field(default_factory=dict)
    """What it does when a scheduled job of this kind is due."""
    sections: tuple[Section[Any, Any], ...] = ()
    """What it adds to what other features show."""
    at_home: tuple[type[Any], ...] = ()
    """Kinds of rows that its part of the Home tab shows: where one changes, the tab is published again."""
    lessons: LessonOffer | None = None
    """What offers a lesson on the cards of other features."""


def of_values(check: Callable[[FormValues], dict[str, str]]) -> Check:
    """A check that looks at the fields alone."""
    return lambda command, _now: check(command.values)


def of_command(check: Callable[[Any], dict[str, str]]) -> Check:
    """A check that looks at the whole command, whatever the time."""
    return lambda command, _now: check(command)


def in_order(sections: Iterable[Section[Any, Any]]) -> tuple[Section[Any, Any], ...]:
    """The sections by place and rank; raises TypeError where two of one place have the same rank."""
    found = sorted(sections, key=lambda each: (each.place.name, each.rank))
    for before, after in pairwise(found):
        if (before.place, before.rank) == (after.place, after.rank):
            raise TypeError(f"two sections of a {after.place.name} have rank {after.rank}")
    return tuple(found)


def gathered(tables: Iterable[Mapping[K, V]]) -> dict[K, V]:
    """One table made of several; raises TypeError where two have the same key."""
    found: dict[K, V] = {}
    for table in tables:
        if twice := found.keys() & table.keys():
            raise TypeError(f"two features have {', '.join(sorted(map(str, twice)))}")
        found |= table
    return found
