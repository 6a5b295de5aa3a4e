"""What can be asked for on the first day (B4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values
from bot.core.members import Role
from bot.core.wellformed import OneOf

STEP_NAMES = ("hours", "role", "people", "note", "question")
"""The steps of the first day, in their order."""


@dataclass(frozen=True, slots=True)
class StartFirstDay(Command):
    """Begin the first steps, or go on where the member left them; `again` begins anew who is through."""

    again: bool = False


@dataclass(frozen=True, slots=True)
class KeepFirstHours(Command):
    """Say that the working hours are right as they are."""


@dataclass(frozen=True, slots=True)
class OpenFirstHours(Command):
    """Open the form of the working hours."""

    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class SaveFirstHours(FormCommand):
    """Keep the working hours of the form; `card` is the card that it was opened from."""

    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ChooseFirstRole(Command):
    """Say what the member does (`role` is a Role)."""

    role: Annotated[str, OneOf(*Role)]


@dataclass(frozen=True, slots=True)
class OpenFirstPeople(Command):
    """Open the form for the first people."""

    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class SaveFirstPeople(FormCommand):
    """Keep the people of the form; `card` is the card that it was opened from."""

    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class AskFirstQuestion(Command):
    """Ask the first question, about a contact whom a note is about."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class SkipFirstStep(Command):
    """Go on without a step."""

    step: Annotated[str, OneOf(*STEP_NAMES)]


@dataclass(frozen=True, slots=True)
class LeaveFirstDay(Command):
    """Leave the first steps for later."""


@dataclass(frozen=True, slots=True)
class EndFirstDay(Command):
    """Be done with the first steps, wherever they stand."""


@dataclass(frozen=True, slots=True)
class FollowFirstDay(Command):
    """Go on by itself where the member has just done what a step asks for."""

    unasked: ClassVar[bool] = True
