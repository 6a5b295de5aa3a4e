"""True and false sentences over notes: the rules keep the true ones and leave the false ones out (B2)."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.coach.model.grounding.deciding import flaw_of
from bot.coach.model.grounding.flaws import GroundSource
from bot.config import Settings
from bot.evals.grounding import evaluate_grounding
from bot.evals.running import BadRows, evaluate

HERE = Path(__file__).parent
DEV = HERE / "grounding-dev.jsonl"
OF_ONESELF = re.compile(r"\bI\b")
"""What a note says of its writer: an answer says "you", and with "I" the bot would speak of itself."""
RELATIVE = re.compile(r"\b(?:to|yester)\w*day\b|tomorrow|next|last|this|ago|in \d", re.IGNORECASE)
"""Days that a sentence names by their distance mean another day when it is said later."""


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("name", "true_kept", "false_kept"),
    [
        ("grounding-dev.jsonl", 0.98, 0.03),
        pytest.param("grounding-dev-2.jsonl", 0.98, 0.08, marks=pytest.mark.slow),
        pytest.param("grounding-dev-4.jsonl", 0.87, 0.35, marks=pytest.mark.slow),
        pytest.param("grounding-dev-3.jsonl", 0.8, 0.58, marks=pytest.mark.slow),
    ],
)
def test_the_figures_of_the_development_sets_do_not_fall(
    name: str, true_kept: float, false_kept: float
) -> None:
    figures = evaluate_grounding(rows_of(HERE / name))

    assert figures["true_kept"] >= true_kept
    assert figures["false_kept"] <= false_kept


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


@pytest.mark.slow
def test_what_a_note_says_itself_is_kept() -> None:
    notes = [row for row in rows_of(HERE / "recall-hard-dev.jsonl") if "note" in row]
    found = [
        flaw_of(sentence, [source_of(note)], [], "", date(2026, 12, 1))
        for note in notes
        for sentence in re.split(r"(?<=[.!?])\s+|\n", note["text"])
        if len(sentence.split()) > 3 and not RELATIVE.search(sentence) and not OF_ONESELF.search(sentence)
    ]

    assert sum(flaw is None for flaw in found) / len(found) >= 0.95


def source_of(note: dict[str, Any]) -> GroundSource:
    return GroundSource("N1", note["text"], date.fromisoformat(note["occurred_at"]), tuple(note["contacts"]))
