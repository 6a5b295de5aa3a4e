"""What can be asked for: pictures (B5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class ListCharts(Command):
    """Show which pictures there are."""

    shows: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class ShowTouches(Command):
    """Show the touches of a year, month by month."""

    shows: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class ShowTimeline(Command):
    """Show what happened in one relationship over a year."""

    shows: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""
