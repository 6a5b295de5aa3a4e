"""The learned model of the investment tests: its file, its opinions, and how they are weighed (R3)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.investment.labels import REASONS, FailReason
from bot.coach.investment.model import InvestmentModel, packaged_model
from bot.coach.investment.opinion import Opinion
from bot.coach.investment.weighing import weigh
from bot.core.coaching.investment import InvestmentTest, Verdict
from bot.core.ports.errors import Unavailable
from tests.knowledge.schema import KNOWLEDGE
from tools.investment.templates import read_context, read_templates, read_words

CONTRASTS = KNOWLEDGE / "investment-tests" / "contrasts"
WORDS = read_words(CONTRASTS / "words.txt")
FILES = sorted(set(CONTRASTS.glob("*.txt")) - {CONTRASTS / "words.txt", CONTRASTS / "context.txt"})
EVALS = KNOWLEDGE.parent / "tests" / "evals"
TEST = InvestmentTest.LEARNS


def opinion(fails: float, passes: float) -> Opinion:
    return Opinion(TEST, fails, passes, 1 - fails - passes, FailReason.ONE_WAY)


async def test_an_opinion_has_shares_that_add_up_and_a_reason_of_its_test() -> None:
    judged = await packaged_model().judge("Send Ana the price list")

    for test, found in judged.items():
        assert abs(found.fails + found.passes + found.stays_open - 1) < 1e-4
        assert found.verdict is Verdict.FAIL
        assert found.reason in REASONS[test]


async def test_a_very_long_action_is_judged_by_its_beginning() -> None:
    judged = await packaged_model().judge("Ask Ana what she plans. " + "The parking was awful. " * 400)

    assert set(judged) == set(InvestmentTest)


async def test_a_file_that_is_not_the_one_that_was_checked_is_not_used(tmp_path: Path) -> None:
    file = tmp_path / "other.onnx"
    file.write_bytes(b"another model")
    model = InvestmentModel(file, "0" * 64)

    with pytest.raises(Unavailable, match="not the file that was checked"):
        await model.judge("Visit Ana")
    model.close()


@pytest.mark.parametrize(
    ("fails", "passes", "ruled", "chance", "verdict"),
    [
        (0.01, 0.98, Verdict.PASS, 0.9, Verdict.PASS),
        (0.01, 0.98, Verdict.UNCLEAR, 0.5, Verdict.PASS),
        (0.01, 0.98, Verdict.FAIL, 0.01, Verdict.UNCLEAR),
        (0.98, 0.01, Verdict.PASS, 0.99, Verdict.UNCLEAR),
        (0.02, 0.02, Verdict.PASS, 0.99, Verdict.UNCLEAR),
        (0.5, 0.3, Verdict.FAIL, 0.3, Verdict.UNCLEAR),
        (0.2, 0.45, Verdict.PASS, 0.9, Verdict.UNCLEAR),
        (0.2, 0.75, Verdict.PASS, 0.7, Verdict.PASS),
        (0.2, 0.75, Verdict.UNCLEAR, 0.85, Verdict.PASS),
        (0.2, 0.75, Verdict.UNCLEAR, 0.6, Verdict.UNCLEAR),
    ],
)
def test_where_both_are_sure_and_disagree_or_neither_is_sure_it_is_unclear(
    fails: float, passes: float, ruled: Verdict, chance: float, verdict: Verdict
) -> None:
    assert weigh(opinion(fails, passes), ruled, chance) is verdict


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(Verdict), st.floats(0, 1))
def test_no_verdict_goes_against_the_model(share: float, part: float, ruled: Verdict, chance: float) -> None:
    said = opinion(share, (1 - share) * part)

    assert weigh(said, ruled, chance) in (said.verdict, Verdict.UNCLEAR)


def test_every_template_has_labels_and_its_words_are_listed() -> None:
    templates = read_templates(FILES, WORDS)
    before, behind = read_context(CONTRASTS / "context.txt")

    assert len(templates) >= 1400
    assert min(len(before), len(behind)) >= 10
    assert {verdict for each in templates for verdict in each.labels.verdicts} == {0, 1, 2}


def test_an_unknown_word_or_a_reason_of_another_test_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    for text in ("# P P P\nVisit %nobody", "# P F:takes P\nVisit @a", "Visit @a"):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match=r"Visit|takes|tuple"):
            read_templates([file], WORDS)


def test_no_action_that_is_measured_shares_seven_words_in_a_row_with_a_template() -> None:
    learned = {run for each in read_templates(FILES, WORDS) for run in _runs(each.text)}

    for file in sorted(EVALS.glob("actions-*.jsonl")):
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        shared = [row["id"] for row in rows if _runs(row["action"]) & learned] if rows else []
        assert not shared, file.name


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w']+", text.lower())
    return {tuple(words[start : start + 7]) for start in range(len(words) - 6)}
