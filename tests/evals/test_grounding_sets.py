"""True and false sentences over notes: the rules keep the true ones and leave the false ones out (B2)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.config import Settings
from bot.evals.grounding import evaluate_grounding
from bot.evals.running import BadRows, evaluate

HERE = Path(__file__).parent
DEV = HERE / "grounding-dev.jsonl"


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_figures_of_the_development_set_do_not_fall() -> None:
    figures = evaluate_grounding(rows_of(DEV))

    assert figures["true_kept"] >= 0.97
    assert figures["false_kept"] <= 0.05


def test_both_sets_hold_as_many_true_sentences_as_false_ones() -> None:
    rows = [row for path in (DEV, HERE / "grounding-heldout.jsonl") for row in rows_of(path)]

    assert sum(row["true"] for row in rows) == sum(not row["true"] for row in rows) >= 120
    assert len({row["id"] for row in rows}) == len(rows)


async def test_a_file_is_measured_by_the_command() -> None:
    figures = await evaluate("grounding", DEV, Settings())

    assert figures["true_sentences"] == figures["false_sentences"] == 80
    low, high = figures["true_kept_interval"]
    assert low <= figures["true_kept"] <= high
    assert figures["kinds"]["false: link"] == {"sentences": 5, "kept": 0.0}


async def test_a_row_that_cites_what_is_not_there_is_named(tmp_path: Path) -> None:
    row = rows_of(DEV)[0] | {"cites": ["N99"], "sources": []}
    (tmp_path / "bad.jsonl").write_text(json.dumps(row), encoding="utf-8")

    with pytest.raises(BadRows, match="N99"):
        await evaluate("grounding", tmp_path / "bad.jsonl", Settings())
