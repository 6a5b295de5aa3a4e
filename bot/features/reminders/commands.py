"""What can be asked for, by members, buttons and forms: reminders (B8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class Remind(Command):
    """Set a reminder as words say it; `person` is who is named in them."""

    words: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class SetReminder(Command):
    """Set a reminder for a local day (ISO date) at the hour that the member begins work."""

    text: str
    on: str
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class OpenReminder(Command):
    """Open the form of a new or existing reminder; `alone` says that the card speaks of nothing else."""

    needs_form: ClassVar[bool] = True
    reminder_id: str = ""
    text: str = ""
    contact_id: str = ""
    permalink: str | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class SaveReminder(FormCommand):
    """Keep the new or changed reminder of the form."""

    reminder_id: str = ""
    contact_id: str = ""
    permalink: str | None = None
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ListReminders(Command):
    """Show the reminders that wait, and those that came and are not done."""

    shows: ClassVar[bool] = True
    page: int = 0


@dataclass(frozen=True, slots=True)
class FinishReminder(Command):
    """Say that what a reminder was about is done."""

    reminder_id: str


@dataclass(frozen=True, slots=True)
class PutOffReminder(Command):
    """Let a reminder come again later: in an `hour`, `tomorrow` or in a `week`."""

    reminder_id: str
    until: str


@dataclass(frozen=True, slots=True)
class DropReminder(Command):
    """Take a reminder away, with all the times it would still come; by id, or by words of it."""

    reminder_id: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class MoveReminder(Command):
    """Give the reminder that `words` name the time that `when` says."""

    words: str
    when: str
