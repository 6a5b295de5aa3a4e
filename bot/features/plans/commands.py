"""What can be asked for, by members, buttons and forms: plans (R1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class ShowPlan(Command):
    """Show the plan for a contact or an account; without either, all that is planned."""

    shows: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""
    account_id: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class AddActivity(Command):
    """Put an activity on a plan; without words a form opens. `on` is its day, where no word tells it."""

    text: str = ""
    name: str = ""
    contact_id: str = ""
    account_id: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class EditActivity(Command):
    """Open the form that changes an activity; `alone` says that the card speaks of nothing else."""

    activity_id: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class SaveActivity(FormCommand):
    """Keep the new or changed activity of the form."""

    contact_id: str = ""
    account_id: str = ""
    activity_id: str = ""
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class FinishActivity(Command):
    """Open the form that says how an activity went."""

    activity_id: str


@dataclass(frozen=True, slots=True)
class SaveOutcome(FormCommand):
    """Keep how an activity went, from the form."""

    activity_id: str
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class DropActivity(Command):
    """Take an activity off the plan; it stays among what was."""

    activity_id: str
