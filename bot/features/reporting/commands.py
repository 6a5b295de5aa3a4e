"""What can be asked for, by members, buttons and forms: reporting (T5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from bot.core.commands import Command, FormCommand, FormValues, NamesMembers, no_values
from bot.core.members import Role
from bot.core.wellformed import OneOf


@dataclass(frozen=True, slots=True)
class ShowRole(Command):
    """Show the member's role."""

    shows: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class SetRole(Command):
    """Change the member's role (`role` is a Role)."""

    role: Annotated[str, OneOf(*Role)]


@dataclass(frozen=True, slots=True)
class ListReportingLines(Command):
    """Show the reporting lines that the member is on; to admins, all of them."""

    shows: ClassVar[bool] = True
    page: int = 0


@dataclass(frozen=True, slots=True)
class SetReportingLine(NamesMembers, Command):
    """Say who reports to whom, by names as typed; "me" is the member. `mentioned`: pairs of name and id."""

    seller: str
    manager: str
    mentioned: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OpenReportingLine(Command):
    """Open the form for a reporting line."""


@dataclass(frozen=True, slots=True)
class SaveReportingLine(FormCommand):
    """Set or ask for a reporting line by the form."""

    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class AnswerReportingLine(Command):
    """Accept or decline a manager's request, as the seller."""

    line_id: str
    accepts: bool


@dataclass(frozen=True, slots=True)
class EndReportingLine(Command):
    """End a reporting line (after a confirmation)."""

    line_id: str


@dataclass(frozen=True, slots=True)
class TellReportingLine(Command):
    """Tell the other member how a reporting line stands; a follow-up in their scope."""

    line_id: str
    by: str
