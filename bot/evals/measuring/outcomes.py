"""What came of each row of a measurement, by its id and without any of its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.evals.measuring.intervals import intervals_of, shares_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RowOutcome:
    """What came of one row."""

    id: str
    right: bool
    """Whether everything that the row asks for is right."""
    counted: Mapping[str, tuple[float, float]]
    """For each figure how much was right, and of how much."""
    classes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """For each thing that is sorted into classes, the class wanted and the class that came."""
    answered_by: str = ""
    """The model, or the rules in its stead; empty where no model was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Figures, and the rows behind them."""

    figures: Mapping[str, Any]
    outcomes: Sequence[RowOutcome]


def as_json(measured: Measured) -> dict[str, Any]:
    """Return the figures with their intervals, confusions and rows, as one JSON object."""
    counted = {outcome.id: outcome.counted for outcome in measured.outcomes}
    found: dict[str, Any] = {**measured.figures, "intervals": intervals_of(counted)}
    if confusion := _confusion(measured.outcomes):
        found["confusion"] = confusion
    found["outcomes"] = {outcome.id: _row(outcome) for outcome in measured.outcomes}
    return found


def figures_of(outcomes: Sequence[RowOutcome]) -> dict[str, float | None]:
    """Return the share of each figure over the rows."""
    return shares_of({outcome.id: outcome.counted for outcome in outcomes})


def _row(outcome: RowOutcome) -> dict[str, Any]:
    row: dict[str, Any] = {
        "right": outcome.right,
        "counted": {k: list(v) for k, v in outcome.counted.items()},
    }
    if outcome.classes:
        row["classes"] = {name: list(pair) for name, pair in outcome.classes.items()}
    if outcome.answered_by:
        row["answered_by"] = outcome.answered_by
    return row


def _confusion(outcomes: Sequence[RowOutcome]) -> dict[str, dict[str, dict[str, int]]]:
    """For each thing, the class wanted, and how often each class came for it."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for outcome in outcomes:
        for name, (wanted, came) in outcome.classes.items():
            row = found.setdefault(name, {}).setdefault(wanted, {})
            row[came] = row.get(came, 0) + 1
    return {
        name: {wanted: dict(sorted(row.items())) for wanted, row in sorted(table.items())}
        for name, table in sorted(found.items())
    }
