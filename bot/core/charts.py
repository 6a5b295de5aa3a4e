"""Numbers to be drawn as a picture; the words that say the same stand beside it as its alt text."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.identity import derive_id


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a panel: a value, a second one to compare, and a mark such as a target or a limit."""

    label: str
    value: float
    second: float | None = None
    mark: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Bars under one title; `series` names the values, `mark` the mark, `unit` stands behind each number."""

    title: str
    bars: tuple[Bar, ...]
    unit: str = ""
    series: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Panels under each other. It holds numbers and general labels only: no names of people."""

    panels: tuple[Panel, ...]

    @property
    def picture_id(self) -> str:
        """An id that is the same for the same picture."""
        return derive_id("chart", repr(self))
