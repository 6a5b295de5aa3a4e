"""Commands about nudges (B3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class ListNudges(Command):
    """Show what is coming and when."""

    shows: ClassVar[bool] = True
    page: int = 0


@dataclass(frozen=True, slots=True)
class Snooze(Command):
    """Let one nudge rest for so many days."""

    nudge_id: str
    days: int


@dataclass(frozen=True, slots=True)
class ChooseSnooze(Command):
    """Open the form that asks until when a nudge shall rest."""

    nudge_id: str


@dataclass(frozen=True, slots=True)
class SnoozeUntil(FormCommand):
    """Let a nudge rest until the day from the form."""

    nudge_id: str
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class DraftMessage(Command):
    """Open a form with the beginning of a message to copy; the bot never sends it.

    It speaks of this promise, where one is named, else of what the member owes next.
    """

    contact_id: str
    commitment_id: str = ""


@dataclass(frozen=True, slots=True)
class LookAtNudges(Command):
    """Take back the nudges posted about these contacts and commitments whose reason has gone."""

    unasked: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftFor(Command):
    """Draft a message to somebody who is named; the bot never sends it. `short` leaves out what may go."""

    name: str = ""
    contact_id: str = ""
    short: bool = False


@dataclass(frozen=True, slots=True)
class SnoozeAbout(Command):
    """Let nothing come by itself about somebody until a day (ISO), or for two weeks where none is named."""

    name: str = ""
    until: str = ""
    contact_id: str = ""
