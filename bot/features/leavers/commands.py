"""What can be asked for, by admins and by the schedule: leavers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class ListLeavers(Command):
    """Show an admin who is no full member any more, and when what they kept goes."""

    page: int = 0
    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class EndWait(Command):
    """Have what a leaver kept erased now, as an admin (after a confirmation)."""

    leaver: str
    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class TellOfLeaver(Command):
    """Tell an admin, once, that a member left; a follow-up in the admin's scope."""

    leaver: str
    unasked: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class EraseLeaver(Command):
    """Erase what a leaver kept, in the leaver's own scope."""

    unasked: ClassVar[bool] = True
    for_everybody: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False
