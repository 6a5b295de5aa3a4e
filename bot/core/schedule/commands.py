"""What the schedule asks for: an occurrence whose time has come, and a schedule to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.core.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Due(Command):
    """The time of one occurrence of a scheduled kind has come (see `bot.core.schedule.agenda.Firing`)."""

    unasked: ClassVar[bool] = True
    kind: str
    key: str
    due: datetime
    subject: str = ""
    missed: int = 0
    folded: bool = False
    turn: int = 0
    once: bool = False


@dataclass(frozen=True, slots=True)
class KeepAgenda(Command):
    """Bring the member's scheduled jobs in line with their settings, zone and role."""

    unasked: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Awaken(Command):
    """Somebody or something of the member's is due: see that what comes for it is scheduled."""

    unasked: ClassVar[bool] = True
    kind: str


@dataclass(frozen=True, slots=True)
class LookAgain(Command):
    """The member changed something about themselves in the workspace's directory."""

    unasked: ClassVar[bool] = True
