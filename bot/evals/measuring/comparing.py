"""What is better and worse than in an earlier run of the same measurement."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.evals.measuring.intervals import Counted, differences_of


class NotComparable(ValueError):
    """An earlier result that cannot be compared with; the text says why."""


def read_earlier(file: Path, what: str) -> Mapping[str, Any]:
    """Return an earlier `--json` result; raises NotComparable."""
    try:
        earlier = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotComparable(f"{file.name} cannot be read as an earlier result: {error}.") from None
    if not isinstance(earlier, dict):
        raise NotComparable(f"{file.name} is no result of `tactegic eval {what} --json`.")
    if earlier.get("measured", what) != what:
        raise NotComparable(f"{file.name} measured {earlier['measured']}, not {what}.")
    return earlier


def compare(earlier: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Return how the shares differ, and which rows turned right or wrong.

    Where both have their rows, each difference is over the rows of both, with an interval; a figure without
    rows is compared as it stands.
    """
    before, after = _rows(earlier), _rows(now)
    paired = differences_of(_counted(before), _counted(after)) if before and after else {}
    figures: dict[str, Any] = {
        name: {"difference": rose, "interval": interval} for name, (rose, interval) in paired.items()
    }
    old, new = dict(_numbers(earlier)), dict(_numbers(now))
    for name, value in new.items():
        if name in old and name not in figures:
            figures[name] = {"difference": round(value - old[name], 4)}
    for name, told in figures.items():
        told |= {"before": old.get(name), "now": new.get(name)}
    shared = [id for id in after if id in before]
    return {
        "figures": figures,
        "rows_in_both": len(shared),
        "turned_right": [id for id in shared if after[id]["right"] and not before[id]["right"]],
        "turned_wrong": [id for id in shared if before[id]["right"] and not after[id]["right"]],
        "only_before": len(before) - len(shared),
        "only_now": len(after) - len(shared),
    }


def _rows(result: Mapping[str, Any]) -> Mapping[str, Any]:
    rows = result.get("outcomes")
    return rows if isinstance(rows, dict) else {}


def _counted(rows: Mapping[str, Any]) -> Counted:
    return {id: row["counted"] for id, row in rows.items()}


def _numbers(result: Mapping[str, Any], start: str = "") -> Iterator[tuple[str, float]]:
    for name, value in result.items():
        if isinstance(value, bool) or name in ("intervals", "confusion", "outcomes", "compared", "kinds"):
            continue
        if isinstance(value, (int, float)):
            yield start + name, float(value)
        elif isinstance(value, dict):
            yield from _numbers(value, f"{start}{name}.")
