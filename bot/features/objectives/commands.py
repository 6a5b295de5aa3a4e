"""What can be asked for, by members, buttons and forms: objectives (F7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class ShowObjective(Command):
    """Show the mutual objective of a relationship, or of a company; by its own id, a colleague's."""

    shows: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""
    account_id: str = ""
    objective_id: str = ""


@dataclass(frozen=True, slots=True)
class EditObjective(Command):
    """Open the mutual objective in a form."""

    contact_id: str = ""
    account_id: str = ""


@dataclass(frozen=True, slots=True)
class SaveObjective(FormCommand):
    """Keep the mutual objective of the form; `ours` and `theirs` name the two sides."""

    ours: str
    theirs: str
    contact_id: str = ""
    account_id: str = ""
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ObjectiveHistory(Command):
    """Show earlier versions of a mutual objective; `objective_id` names a colleague's."""

    shows: ClassVar[bool] = True
    contact_id: str = ""
    account_id: str = ""
    page: int = 0
    objective_id: str = ""


@dataclass(frozen=True, slots=True)
class ShareObjective(Command):
    """Open the form that says with which account teams a mutual objective is shared."""

    contact_id: str = ""
    account_id: str = ""


@dataclass(frozen=True, slots=True)
class SaveObjectiveSharing(FormCommand):
    """Share a mutual objective with the teams of the form."""

    contact_id: str = ""
    account_id: str = ""
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class TakeBackObjective(Command):
    """Share a mutual objective with nobody any more."""

    contact_id: str = ""
    account_id: str = ""


@dataclass(frozen=True, slots=True)
class TakeBackObjectives(Command):
    """Share the member's objectives with a team no more that they were taken off."""

    team_id: str
    unasked: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False
