"""What can be asked for, by members, buttons and forms: teams (S6, B6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class ShowTeams(Command):
    """Show the member's account teams; a name narrows to one account."""

    shows: ClassVar[bool] = True
    name: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class EditTeam(Command):
    """Open the form of an account team; without an id, of a new one."""

    team_id: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class SaveTeam(FormCommand):
    """Make or change an account team by the form."""

    team_id: str = ""
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class LeaveTeam(Command):
    """Leave an account team (after a confirmation); the member's shared notes are taken back."""

    team_id: str


@dataclass(frozen=True, slots=True)
class TellTeam(Command):
    """Tell a member that they were taken into an account team, or out of it; a follow-up in their scope."""

    team_id: str
    account: str
    by: str
    left: bool = False


@dataclass(frozen=True, slots=True)
class TakeBackShared(Command):
    """Take back the notes that a member shared with a team that they are no longer in; a follow-up."""

    team_id: str
    unasked: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class TellDocumentChange(Command):
    """Tell a member of the team what a colleague changed in the document; a follow-up in their scope."""

    version_id: str
    unasked: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class ShowTeamDocument(Command):
    """Show the living document of an account."""

    shows: ClassVar[bool] = True
    name: str = ""
    team_id: str = ""


@dataclass(frozen=True, slots=True)
class EditTeamDocument(Command):
    """Open purpose and ways of working in a form.

    `purpose` and `together` are ids of drafts with words of the member's own that were not saved.
    """

    team_id: str
    purpose: str = ""
    together: str = ""


@dataclass(frozen=True, slots=True)
class SaveTeamDocument(FormCommand):
    """Save purpose and ways of working from the form; `base` is the version that the member saw."""

    team_id: str
    base: str = ""
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class AddDecision(Command):
    """Open the form for a decision."""

    team_id: str


@dataclass(frozen=True, slots=True)
class SaveDecision(FormCommand):
    """Add a decision by the form."""

    team_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class TeamDocumentHistory(Command):
    """Show the versions of a team document, the newest first."""

    shows: ClassVar[bool] = True
    team_id: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class CompareVersions(Command):
    """Show what one version of a team document changed."""

    shows: ClassVar[bool] = True
    version_id: str


@dataclass(frozen=True, slots=True)
class ListShareable(Command):
    """Show the member's latest notes, to share or take back; `about` says which are meant."""

    shows: ClassVar[bool] = True
    page: int = 0
    about: str = ""


@dataclass(frozen=True, slots=True)
class ShareNote(Command):
    """Open the form that says with which teams a note is shared."""

    note_id: str


@dataclass(frozen=True, slots=True)
class SaveSharing(FormCommand):
    """Share a note with the teams that were chosen in the form."""

    note_id: str
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class TakeBackNote(Command):
    """Share a note with nobody any more."""

    note_id: str
