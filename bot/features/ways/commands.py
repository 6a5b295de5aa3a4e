"""What can be asked for: ways to somebody, and letting colleagues know whom one knows (R1, B6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class ShowWay(Command):
    """Show who could introduce the member to somebody; without a name, to anybody at a company."""

    shows: ClassVar[bool] = True
    name: str
    company: str = ""


@dataclass(frozen=True, slots=True)
class DraftIntroduction(Command):
    """Draft a short ask for an introduction to somebody, to a colleague or to a contact; nothing is sent.

    `acquaintance_id` says by which colleague's acquaintance, `contact_id` by which contact of one's own.
    """

    shows: ClassVar[bool] = True
    name: str = ""
    company: str = ""
    acquaintance_id: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class ListAcquaintances(Command):
    """List whom the member lets colleagues know that they know."""

    shows: ClassVar[bool] = True
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShareAcquaintance(Command):
    """Open the form by which a member lets colleagues know that they know a contact."""

    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class SaveAcquaintance(FormCommand):
    """Share exactly what was chosen in the form; `card` is the one that it was opened on."""

    contact_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class TakeBackAcquaintance(Command):
    """Let nobody read any more that the member knows a contact."""

    contact_id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class TakeBackAcquaintances(Command):
    """Share nothing more with a team that the member was taken off; a follow-up in their scope."""

    team_id: str
    unasked: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class AskToShareAnew(Command):
    """Say that a sentence was taken back as the contact changed, and offer to share it anew; a follow-up."""

    contact_id: str
    was: str
    """Whom colleagues read of before, with the company."""
    unasked: ClassVar[bool] = True
