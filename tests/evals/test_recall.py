"""The recall evaluation: its arithmetic, its format, and the floor that our own sets must not fall below."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.evals.recall import BadFile, Query, QueryOutcome, evaluate_recall, figures, read_file
from bot.memory.embedding import local_embedder

HERE = Path(__file__).parent


def outcome(relevant: str, found: str, sufficient: bool = True) -> QueryOutcome:
    return QueryOutcome(Query("q", frozenset(relevant)), tuple(found), sufficient)


def test_figures_are_the_shares_they_claim_to_be() -> None:
    found = figures(
        [
            outcome("a", "abc"),
            outcome("c", "abc", sufficient=False),
            outcome("ab", "axxxxxb"),
            outcome("", "abc", sufficient=False),
            outcome("", "abc"),
        ]
    )
    assert found == {
        "recall_at_1": pytest.approx(2 / 3),
        "recall_at_5": pytest.approx((1 + 1 + 0.5) / 3),
        "recall_at_10": 1.0,
        "mrr": pytest.approx((1 + 1 / 3 + 1) / 3),
        "abstain_right": 0.5,
        "abstain_wrong": pytest.approx(1 / 3),
    }


@pytest.mark.parametrize(
    "line", ["not json", '{"note": "a"}', '{"query": "x"}', '{"query": "x", "relevant": ["nowhere"]}', "[1]"]
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(line + "\n")
    with pytest.raises(BadFile, match=r"bad\.jsonl"):
        read_file(file)


async def test_a_small_file_goes_through_the_real_path(tmp_path: Path) -> None:
    rows = [
        {
            "note": "1",
            "text": "Ana fears the emission rules.",
            "occurred_at": "2026-05-01",
            "contacts": ["Ana Ruiz"],
        },
        {"note": "2", "text": "Lars sails.", "occurred_at": "2026-05-02T09:00:00+02:00", "contacts": []},
        {"query": "What does Ana fear?", "relevant": ["1"]},
        {"query": "What did Zoltan of Quux Motors decide?", "relevant": []},
    ]
    file = tmp_path / "small.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    found = await evaluate_recall(file, local_embedder())
    assert (found["recall_at_1"], found["abstain_right"], found["abstain_wrong"]) == (1.0, 1.0, 0.0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "first", "refused", "wrongly"),
    [("dev", 0.85, 0.7, 0.08), ("heldout", 0.85, 0.55, 0.08), ("dev-terse", 0.85, 0.65, 0.1)],
)
async def test_our_own_sets_do_not_get_worse(part: str, first: float, refused: float, wrongly: float) -> None:
    found = await evaluate_recall(HERE / f"recall-{part}.jsonl", local_embedder())
    assert found["recall_at_5"] >= 0.95
    assert found["mrr"] >= first
    assert found["abstain_right"] >= refused
    assert found["abstain_wrong"] <= wrongly
