"""Commands about the share of touches and activities that served the future (T6)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class ShowShare(Command):
    """Show the share of touches and activities that served the future, over time."""


@dataclass(frozen=True, slots=True)
class WeighWeek(Command):
    """Mention the share of future where a week stayed below the member's floor."""

    period: str


@dataclass(frozen=True, slots=True)
class ListDeeds(Command):
    """List what was counted, a page at a time, each with a way to correct it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class Reclassify(Command):
    """Say whether a touch or an activity served the future; `kind` is touch or activity."""

    kind: str
    id: str
    future: bool
    page: int = 0


@dataclass(frozen=True, slots=True)
class SetFloor(Command):
    """Set the least share, in percent."""

    percent: int
