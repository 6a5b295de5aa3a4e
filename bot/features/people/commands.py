"""What members, buttons and forms can ask for about people (B1, B2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values
from bot.core.notes import CommitmentState
from bot.core.wellformed import OneOf


@dataclass(frozen=True, slots=True)
class ShowContact(Command):
    """Show one contact."""

    shows: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class EditContact(Command):
    """Open the form that changes a contact's name, other names, title, account."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class ChangeContact(FormCommand):
    """The changed contact from the form."""

    contact_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class RenameContact(Command):
    """Give a contact another name."""

    name: str
    new_name: str
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class SetAccount(Command):
    """Say which company a contact belongs to."""

    name: str
    account: str
    contact_id: str = ""
    adds: bool = False
    """Whether somebody of that name who is not known yet becomes a contact there."""


@dataclass(frozen=True, slots=True)
class MergeContacts(Command):
    """Make one contact out of two; the first stays. Ids stand in for names once it is clear who."""

    keep: str
    other: str
    keep_id: str = ""
    other_id: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class DeleteContact(Command):
    """Delete a contact and take it out of its notes (after a confirmation)."""

    name: str = ""
    contact_id: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class LogTouch(Command):
    """Record that the member was in touch with somebody; `when` is in plain words, empty for today."""

    name: str = ""
    when: str = ""
    contact_id: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class ListTouches(Command):
    """List the touches with one person or a whole company, or with everybody, the latest first."""

    shows: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""
    account_id: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class SettleCommitment(Command):
    """Mark a commitment as kept, broken or dropped (`state` is a CommitmentState)."""

    commitment_id: str
    state: Annotated[str, OneOf(*CommitmentState)]


@dataclass(frozen=True, slots=True)
class ListCommitments(Command):
    """List open commitments, both ways, the earliest due first."""

    shows: ClassVar[bool] = True
    name: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Neglected(Command):
    """Who has not been touched for longest, of those who matter."""

    shows: ClassVar[bool] = True
    page: int = 0
