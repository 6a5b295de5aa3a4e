"""Numbers that the platform draws by itself, diagrams and sortable tables, with words that say the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class DiagramForm(StrEnum):
    """How a diagram is drawn."""

    LINE = "line"
    BAR = "bar"
    AREA = "area"
    PIE = "pie"


@dataclass(frozen=True, slots=True)
class DataSeries:
    """Values under one name, one for each label of the diagram that they stand in."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A chart; `said` tells in a sentence what it shows, for who cannot see it.

    A pie has one series, and its labels name the parts. Raises ValueError where a label lacks a value.
    """

    title: str
    form: DiagramForm
    labels: tuple[str, ...]
    series: tuple[DataSeries, ...]
    said: str
    x_label: str = ""
    y_label: str = ""
    kind: Literal["diagram"] = "diagram"

    def __post_init__(self) -> None:
        if any(len(each.values) != len(self.labels) for each in self.series):
            raise ValueError("a diagram has one value for each label")


@dataclass(frozen=True, slots=True)
class DataCell:
    """A cell of a table; one with a number is sorted by it."""

    text: str
    number: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """A table that the reader can sort; `page` is how many rows are shown at first.

    Raises ValueError where a row lacks a cell.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[DataCell, ...], ...]
    page: int = 10
    kind: Literal["table"] = "table"

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a table has columns, and a cell for each")


@dataclass(frozen=True, slots=True)
class CharacterBar:
    """One bar: its label, a percentage, and the one that is wanted beside it."""

    label: str
    percent: float
    wanted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterBars:
    """A few bars made of characters, for surfaces on which the platform draws nothing."""

    bars: tuple[CharacterBar, ...]
    kind: Literal["bars"] = "bars"


def counted(number: float, text: str = "") -> DataCell:
    """A cell with a number, shown as it is or by other words."""
    return DataCell(text or f"{number:g}", number)
