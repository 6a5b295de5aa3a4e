"""Commands about the share of touches and activities that served the future (T6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from bot.core.commands import Command
from bot.core.wellformed import OneOf


@dataclass(frozen=True, slots=True)
class ShowShare(Command):
    """Show the share of touches and activities that served the future, over time."""

    shows: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class WeighWeek(Command):
    """Mention the share of future where a week stayed below the member's floor."""

    period: str


@dataclass(frozen=True, slots=True)
class ListDeeds(Command):
    """List what was counted, a page at a time, each with a way to correct it."""

    shows: ClassVar[bool] = True
    page: int = 0


@dataclass(frozen=True, slots=True)
class Reclassify(Command):
    """Say whether a touch or an activity served the future; `kind` is touch or activity."""

    kind: Annotated[str, OneOf("touch", "activity")]
    id: str
    future: bool
    page: int = 0


@dataclass(frozen=True, slots=True)
class SetFloor(Command):
    """Set the least share, in percent."""

    percent: int
