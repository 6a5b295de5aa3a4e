"""The recall evaluation: its arithmetic, its format, and the floor that our own sets must not fall below."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.coach.answering.model import local_answer_model
from bot.coach.rules.coach import RulesCoach
from bot.evals.recall import QueryOutcome, evaluate_recall, figures
from bot.evals.recall_files import BadFile, Query, read_file
from bot.features.recall.rules.deciding import Way
from bot.memory.embedding import local_embedder

HERE = Path(__file__).parent


def outcome(relevant: str, found: str, way: Way = Way.SURE, shown: str = "") -> QueryOutcome:
    return QueryOutcome(Query("q", frozenset(relevant)), tuple(found), way, tuple(shown))


async def measured(file: Path) -> dict[str, Any]:
    embedder = local_embedder()
    return await evaluate_recall(file, embedder, RulesCoach(embedder), local_answer_model())


def test_figures_are_the_shares_they_claim_to_be() -> None:
    found = figures(
        [
            outcome("a", "abc", shown="a"),
            outcome("c", "abc", Way.REFUSED, shown="c"),
            outcome("ab", "axxxxxb", Way.CLOSEST, shown="xb"),
            outcome("", "abc", Way.REFUSED),
            outcome("", "abc", shown="a"),
        ]
    )
    assert found == {
        "recall_at_1": pytest.approx(2 / 3),
        "recall_at_5": pytest.approx((1 + 1 + 0.5) / 3),
        "recall_at_10": 1.0,
        "mrr": pytest.approx((1 + 1 / 3 + 1) / 3),
        "answered_right": pytest.approx(2 / 3),
        "abstain_right": 0.5,
        "abstain_wrong": pytest.approx(1 / 3),
        "sure_without_answer": 0.5,
        "with_an_answer": {"sure": 1, "closest": 1, "refused": 1},
        "without_an_answer": {"sure": 1, "closest": 0, "refused": 1},
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
    found = await measured(file)
    assert (found["recall_at_1"], found["abstain_right"], found["abstain_wrong"]) == (1.0, 1.0, 0.0)
    assert found["answered_right"] == 1.0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "mrr", "refused"), [("dev", 0.85, 0.5), ("heldout", 0.85, 0.3), ("dev-terse", 0.85, 0.5)]
)
async def test_our_own_sets_do_not_get_worse(part: str, mrr: float, refused: float) -> None:
    found = await measured(HERE / f"recall-{part}.jsonl")
    assert found["recall_at_5"] >= 0.95
    assert found["mrr"] >= mrr
    assert found["answered_right"] >= 0.92
    assert found["abstain_right"] >= refused
    assert found["abstain_wrong"] <= 0.06
    assert found["sure_without_answer"] <= 0.08


@pytest.mark.slow
async def test_where_only_the_fact_is_missing_the_answer_is_not_sure() -> None:
    found = await measured(HERE / "recall-hard-dev.jsonl")
    assert found["sure_without_answer"] <= 0.05
    assert found["answered_right"] >= 0.9
    assert found["abstain_wrong"] <= 0.06
