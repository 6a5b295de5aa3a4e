"""What can be asked for, by members, buttons and forms: vision (P4, P6, F2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class ShowVision(Command):
    """Show the picture of the future, its steps, and whom they need (P4); of a team, by account or id."""

    shows: ClassVar[bool] = True
    name: str = ""
    team_id: str = ""


@dataclass(frozen=True, slots=True)
class EditVision(Command):
    """Open the form for the picture of the future, the member's own or a team's; `text` takes its place."""

    team_id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SaveVision(FormCommand):
    """Save the picture of the future from the form; `base` is the version that the member saw."""

    card: str | None = None
    team_id: str = ""
    base: str = ""
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class TakeOnPath(Command):
    """Make contacts of everybody whom the path needs and who is not one yet (P4)."""

    vision_id: str


@dataclass(frozen=True, slots=True)
class DropNeed(Command):
    """Leave somebody out of the path."""

    need_id: str


@dataclass(frozen=True, slots=True)
class ShowUnlikely(Command):
    """Show people outside the usual circle who contribute (F2)."""

    shows: ClassVar[bool] = True
