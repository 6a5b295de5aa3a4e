"""What members, buttons and forms can ask for about facts, ties and important days (B8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class ConfirmFact(Command):
    """Say that a doubtful fact holds."""

    fact_id: str


@dataclass(frozen=True, slots=True)
class RejectFact(Command):
    """Say that a doubtful fact does not hold."""

    fact_id: str


@dataclass(frozen=True, slots=True)
class EndFact(Command):
    """Say that a fact holds no more."""

    fact_id: str


@dataclass(frozen=True, slots=True)
class ListFacts(Command):
    """Show all that is known of a contact, with where it comes from."""

    shows: ClassVar[bool] = True
    contact_id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class ListDates(Command):
    """Show the important days that come, birthdays among them."""

    shows: ClassVar[bool] = True
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenTie(Command):
    """Open the form that says how a contact is connected to another one."""

    needs_form: ClassVar[bool] = True
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class SaveTie(FormCommand):
    """Keep the tie of the form."""

    contact_id: str
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class OpenDate(Command):
    """Open the form of a new or existing important day of a contact or an account."""

    needs_form: ClassVar[bool] = True
    contact_id: str = ""
    account_id: str = ""
    fact_id: str = ""


@dataclass(frozen=True, slots=True)
class SaveDate(FormCommand):
    """Keep the important day of the form."""

    contact_id: str = ""
    account_id: str = ""
    fact_id: str = ""
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class FinishDate(Command):
    """Say that what an important day reminded of is done, this time."""

    fact_id: str
