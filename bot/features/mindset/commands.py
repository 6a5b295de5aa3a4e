"""What can be asked for, by members, buttons and forms: mindset (S1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class Reflect(Command):
    """Open the private question about one's attitude to somebody; without a name, to whom it is due."""

    needs_form: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class TurnQuestion(Command):
    """Put another private question into the form that is open."""

    contact_id: str
    skip: int = 0


@dataclass(frozen=True, slots=True)
class SaveAttitude(FormCommand):
    """Keep the private answer of the form; its payload is erased as soon as it is stored."""

    private: ClassVar[bool] = True
    contact_id: str
    question_id: str
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ListAttitudes(Command):
    """Show one's own private answers, in the form that is open."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class DeleteAttitude(Command):
    """Delete a private answer for good (after a confirmation)."""

    attitude_id: str
