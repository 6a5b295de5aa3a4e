"""What can be asked for, by members, buttons, forms and the schedule: calendars (B9)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class ShowCalendar(Command):
    """Show which calendar is read, what was read of it, and what became of that."""

    shows: ClassVar[bool] = True
    page: int = 0


@dataclass(frozen=True, slots=True)
class OfferCalendar(Command):
    """Ask whether the calendar at an address that stood in a message is to be read."""

    private: ClassVar[bool] = True  # the address is a secret, and goes as soon as it is sealed
    reads_people: ClassVar[bool] = False
    address: str
    told_more: bool = False
    """The message told something besides, which is not kept."""


@dataclass(frozen=True, slots=True)
class ConnectOffered(Command):
    """Read the calendar that was asked about from now on."""

    offer_id: str


@dataclass(frozen=True, slots=True)
class DeclineOffered(Command):
    """Forget the address that was asked about."""

    reads_people: ClassVar[bool] = False
    offer_id: str


@dataclass(frozen=True, slots=True)
class OpenCalendar(Command):
    """Open the form with a calendar's address and the time of briefs."""

    needs_form: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class SaveCalendar(FormCommand):
    """Keep the calendar's address and the time of briefs, by the form."""

    private: ClassVar[bool] = True
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ReadCalendarNow(Command):
    """Look at the calendar now, whatever went wrong before."""


@dataclass(frozen=True, slots=True)
class PauseCalendar(Command):
    """Read the calendar no more until the member says so, or again."""

    paused: bool = True


@dataclass(frozen=True, slots=True)
class AskRemovingCalendar(Command):
    """Ask what becomes of the touches when a calendar is removed."""

    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class RemoveCalendar(Command):
    """Remove the calendar, and keep the touches that it made or take them back."""

    keeps_touches: bool


@dataclass(frozen=True, slots=True)
class TakeMeetingBack(Command):
    """Take back that a meeting was a touch, or (`counts`) let it be one again."""

    meeting_id: str
    counts: bool = False


@dataclass(frozen=True, slots=True)
class SkipBrief(Command):
    """Bring no brief for one coming meeting."""

    meeting_id: str


@dataclass(frozen=True, slots=True)
class AddGuest(Command):
    """Take somebody unknown whom the member met as a contact."""

    guest_id: str


@dataclass(frozen=True, slots=True)
class PutGuestOff(Command):
    """Ask about somebody unknown some other time, or (`forever`) never again."""

    guest_id: str
    forever: bool = False


@dataclass(frozen=True, slots=True)
class AllowCalendars(Command):
    """For admins: let members connect calendars, or not."""

    allowed: bool
