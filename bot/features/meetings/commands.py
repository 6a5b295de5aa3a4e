"""What can be asked for, by members, buttons and forms: meetings (F4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class ShowMeeting(Command):
    """Draft the agenda of a review meeting with a contact, or show the one that is kept.

    `beside` leaves the card where it was pressed as it is: others may be chosen there, too.
    """

    shows: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""
    beside: bool = False


@dataclass(frozen=True, slots=True)
class EditAgenda(Command):
    """Open the agenda of a meeting in a form."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class SaveAgenda(FormCommand):
    """Keep the agenda of the form."""

    contact_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class EditSummary(Command):
    """Open the summary of a meeting in a form."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class SaveSummary(FormCommand):
    """Keep the summary of the form, with the sentences that the member ticked."""

    contact_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ListMeetings(Command):
    """List earlier meetings with a contact."""

    shows: ClassVar[bool] = True
    contact_id: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenMeeting(Command):
    """Show one earlier meeting whole."""

    shows: ClassVar[bool] = True
    meeting_id: str


@dataclass(frozen=True, slots=True)
class Review(Command):
    """Begin the member's own review of a relationship at a period's end."""

    shows: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class WriteReview(Command):
    """Open the form of the own review."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class SaveReview(FormCommand):
    """Keep the own review of the form."""

    contact_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)
