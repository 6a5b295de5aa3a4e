"""How many true and false sentences the check of what a model wrote keeps: `tactegic eval grounding` (B2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from bot.coach.model.grounding.deciding import flaw_of
from bot.coach.model.grounding.flaws import Flaw, GroundSource
from bot.evals.measuring.outcomes import Measured, RowOutcome

_DRAWS = 2_000
"""Samples drawn with replacement for an interval."""
_SEED = 13


def evaluate_grounding(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the share of true sentences that are kept and of false ones, with their intervals, and by kind.

    A row is `{"sources": [{"id", "text", "day", "people"}], "asked", "sentence", "cites", "true", "kind",
    "today"}`, its dates as YYYY-MM-DD; an interval holds the middle 95 of 100 bootstrap samples. Raises
    KeyError where a sentence cites what is not there, and ValueError for a date that is none.
    """
    return _figures(rows, [judge_row(row) is None for row in rows])


def measure_grounding(rows: Sequence[Mapping[str, Any]]) -> Measured:
    """The same, with what came of each row."""
    kept = [judge_row(row) is None for row in rows]
    outcomes = [
        RowOutcome(
            id=str(row.get("id") or place),
            right=held is bool(row["true"]),
            counted={"true_kept" if row["true"] else "false_kept": (float(held), 1.0)},
        )
        for place, (row, held) in enumerate(zip(rows, kept, strict=True), 1)
    ]
    return Measured(figures=_figures(rows, kept), outcomes=outcomes)


def _figures(rows: Sequence[Mapping[str, Any]], held_rows: Sequence[bool]) -> dict[str, Any]:
    kept = {(bool(row["true"]), place): held_rows[place] for place, row in enumerate(rows)}
    figures: dict[str, Any] = {}
    for name, is_true in (("true_kept", True), ("false_kept", False)):
        outcomes = [held for (true, _), held in kept.items() if true is is_true]
        figures[name] = _share(outcomes)
        figures[f"{name}_interval"] = _interval(outcomes)
        figures[f"{name.partition('_')[0]}_sentences"] = len(outcomes)
    kinds: dict[str, list[bool]] = {}
    for (is_true, place), held in kept.items():
        side = "true" if is_true else "false"
        kinds.setdefault(f"{side}: {rows[place].get('kind', '')}", []).append(held)
    figures["kinds"] = {
        kind: {"sentences": len(kinds[kind]), "kept": _share(kinds[kind])} for kind in sorted(kinds)
    }
    return figures


def judge_row(row: Mapping[str, Any]) -> Flaw | None:
    """Return what is wrong with the sentence of a row, None where it is kept."""
    sources = {each["id"]: _source(each) for each in row["sources"]}
    cited = [sources[id] for id in row["cites"]]
    others = [source for id, source in sources.items() if id not in row["cites"]]
    return flaw_of(row["sentence"], cited, others, row["asked"], date.fromisoformat(row["today"]))


def _source(value: Mapping[str, Any]) -> GroundSource:
    day = date.fromisoformat(value["day"]) if value.get("day") else None
    return GroundSource(value["id"], value["text"], day, tuple(value.get("people", ())))


def _share(outcomes: Iterable[bool]) -> float | None:
    held = list(outcomes)
    return round(sum(held) / len(held), 4) if held else None


def _interval(outcomes: Sequence[bool]) -> list[float]:
    if not outcomes:
        return []
    drawn = Random(_SEED)  # noqa: S311  samples for an interval, no secret
    shares = sorted(sum(drawn.choices(outcomes, k=len(outcomes))) / len(outcomes) for _ in range(_DRAWS))
    return [round(shares[_DRAWS * 25 // 1000], 4), round(shares[_DRAWS * 975 // 1000 - 1], 4)]
