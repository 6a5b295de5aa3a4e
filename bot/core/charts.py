"""Numbers to be drawn as a picture where the platform has no diagram for them, such as a map of points.

The words that say the same stand beside it as its alt text. A picture names nobody, as it stays a file of its
own: people are numbers, which the card beside it resolves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.core.identity import derive_id


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a panel, as older cards have it."""

    label: str
    value: float
    second: float | None = None
    mark: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Bars under one title, as older cards have them: the platform draws these by itself now."""

    title: str
    bars: tuple[Bar, ...]
    unit: str = ""
    series: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class MapPoint:
    """Where one stands, from the left and from below; `group` counts the groups, `number` is 0 for none."""

    across: float
    up: float
    group: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PointMap:
    """Points on two measures; each group has a shape and a colour of its own."""

    across: str
    up: str
    most_across: float
    most_up: float
    groups: tuple[str, ...]
    points: tuple[MapPoint, ...]


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """Something that happened on a local date, in one of the lanes (counted from 0)."""

    on: date
    lane: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What happened between two local dates, in lanes under each other."""

    first: date
    last: date
    lanes: tuple[str, ...]
    marks: tuple[TimelineMark, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A map or a timeline. It holds numbers and general labels only: no names of people."""

    panels: tuple[Panel, ...] = ()
    map: PointMap | None = None
    timeline: Timeline | None = None

    @property
    def picture_id(self) -> str:
        """An id that is the same for the same picture."""
        return derive_id("chart", repr(self))
