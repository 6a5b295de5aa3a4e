"""What can be asked for, by members, buttons and forms: focus (S2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class ShowFocus(Command):
    """Sort the member's planned activities into the three levels; one level a page at a time."""

    shows: ClassVar[bool] = True
    level: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class MoveActivity(Command):
    """Say to which level of focus an activity belongs."""

    activity_id: str
    level: int


@dataclass(frozen=True, slots=True)
class ProposeDelegation(Command):
    """Propose that somebody else does an activity: what to mind, and words to copy."""

    activity_id: str
