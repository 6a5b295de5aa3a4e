"""Commands of the schedule: act on an occurrence that is due, and keep a member's schedule in line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.core.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Due(Command):
    """Act on one occurrence of a scheduled kind whose time has come (see `bot.core.schedule.jobs.Firing`)."""

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
class AdaptSchedule(Command):
    """Bring the member's scheduled jobs in line with their settings, zone and role."""

    unasked: ClassVar[bool] = True
    former_names: ClassVar[tuple[str, ...]] = ("KeepAgenda",)
    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Awaken(Command):
    """Begin a kind that is scheduled only while something of the member's is due."""

    unasked: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False
    kind: str


@dataclass(frozen=True, slots=True)
class WhyAsked(Command):
    """Say why a scheduled kind comes, and when; without a kind, all that comes to the member by itself."""

    reads_people: ClassVar[bool] = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class LookAgain(Command):
    """Look the member up again, who changed something in the workspace's directory."""

    unasked: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False
