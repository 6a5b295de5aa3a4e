"""Exemplars of the investment tests: many, balanced, and apart from what is measured on (R3)."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import product

from tests.knowledge.schema import KNOWLEDGE, exemplars

EVALS = KNOWLEDGE.parent / "tests" / "evals"
EVALUATION_SETS = ("actions-dev.jsonl", "actions-heldout.jsonl", "actions-hard.jsonl")


def _evaluated(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (EVALS / name).read_text(encoding="utf-8").splitlines()]


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w']+", text.lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_there_are_enough_exemplars_each_with_its_own_id_and_text() -> None:
    rows = exemplars()

    assert len(rows) >= 320
    assert len({row.id for row in rows}) == len(rows)
    assert len({row.action.lower() for row in rows}) == len(rows)


def test_all_eight_combinations_are_balanced_in_every_network() -> None:
    rows = exemplars()
    for network in ("client", "career", "alliance", "internal"):
        counts = Counter(row.labels for row in rows if row.network == network)
        assert set(counts) == set(product((True, False), repeat=3)), network
        assert max(counts.values()) <= 1.6 * min(counts.values()), network


def test_industries_are_many_and_none_outweighs_the_others() -> None:
    counts = Counter(row.industry for row in exemplars())

    assert len(counts) >= 15
    assert max(counts.values()) <= 0.12 * counts.total()
    assert min(counts.values()) >= 8


def test_lengths_and_registers_vary() -> None:
    rows = exemplars()
    lengths = [len(row.action.split()) for row in rows]

    assert min(lengths) <= 6
    assert max(lengths) >= 30
    assert 0.1 <= sum(row.action[0].islower() for row in rows) / len(rows) <= 0.6


def test_rewrites_mend_failed_actions_only() -> None:
    mended = [row for row in exemplars() if row.rewrite]

    assert len(mended) >= 60
    assert not any(all(row.labels) for row in mended)
    assert all(row.rewrite != row.action for row in mended)


def test_evaluation_sets_are_balanced_and_have_their_own_ids() -> None:
    rows = {name: _evaluated(name) for name in EVALUATION_SETS}

    assert len(rows["actions-dev.jsonl"]) >= 80
    assert len(rows["actions-heldout.jsonl"]) >= 120
    for name, found in rows.items():
        counts = Counter((row["invests"], row["learns"], row["illustrates"]) for row in found)
        assert len(counts) == 8, name
        assert all(set(row) == {"id", "action", "invests", "learns", "illustrates"} for row in found)
    ids = [row["id"] for found in rows.values() for row in found]
    assert len(ids) == len(set(ids))


def test_nothing_that_is_measured_on_is_learned_from() -> None:
    learned = set().union(*(_runs(row.action, 7) for row in exemplars()))
    for name in EVALUATION_SETS:
        for row in _evaluated(name):
            assert not _runs(str(row["action"]), 7) & learned, row["id"]
