"""What can be asked for, by members, buttons, forms and admins: all that somebody owns (B6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class ExportOwn(Command):
    """Send the member everything that they own, as one file."""

    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class RemoveExport(Command):
    """Delete an export that was sent, from the conversation and from Slack."""

    reads_people: ClassVar[bool] = False
    file_id: str


@dataclass(frozen=True, slots=True)
class TakeFileBack(Command):
    """Delete a file that was sent and quotes what is gone; a follow-up."""

    unasked: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False
    file_id: str


@dataclass(frozen=True, slots=True)
class OpenErasure(Command):
    """Open the form that erases everything of the member."""

    needs_form: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class SubmitErasure(FormCommand):
    """Erase everything of the member who sent the form."""

    reads_people: ClassVar[bool] = False
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class OpenMemberErasure(Command):
    """Open the form by which an admin has everything of a member erased, as that person wishes."""

    needs_form: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class SubmitMemberErasure(FormCommand):
    """Have everything of the chosen member erased, as an admin."""

    reads_people: ClassVar[bool] = False
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginErasing(Command):
    """Take back what a member shares, where that goes too, and then erase; in the member's own scope."""

    for_everybody: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False
    shared: bool = False
    files: bool = False
    """Whether the exports go that were sent to them."""
    admin: str = ""
    """Who asked for it, where it was not the member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishErasing(Command):
    """Erase everything that is a member's own; `notes` are those that were shared and are gone already."""

    for_everybody: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False
    private: ClassVar[bool] = True
    notes: tuple[str, ...] = ()
    gone: int = 0
    files: bool = False
    admin: str = ""


@dataclass(frozen=True, slots=True)
class TellErased(Command):
    """Tell the admin who asked for it that everything of a member is erased."""

    unasked: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False
    name: str
    receipt: str
    stays: int = 0
    """How many entries stay with whom they are shared."""


@dataclass(frozen=True, slots=True)
class LookIntoExport(Command):
    """Show what a zip would bring back, with nothing changed."""

    reads_people: ClassVar[bool] = False
    file_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class BringBack(Command):
    """Bring back what an export holds and what is not there already."""

    reads_people: ClassVar[bool] = False
    file_id: str
    name: str
    size: int
