"""The learned model of the investment tests: current, small, reproducible, honest in its quotes (R3)."""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.rules.investment import InvestmentClassifier
from bot.core.coaching.investment import InvestmentTest, Verdict
from bot.evals.actions import evaluate_actions
from bot.memory.embedding import local_embedder
from tests.knowledge.schema import KNOWLEDGE

ROOT = KNOWLEDGE.parent
MODEL = KNOWLEDGE / "investment-tests" / "model.json"
CLASSIFIER = InvestmentClassifier.load(MODEL)
EMBEDDER = local_embedder()


@cache
def learner() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "learn_investment_tests", ROOT / "tools" / "learn_investment_tests.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_model_fits_its_exemplars_cues_and_embedder() -> None:
    assert learner().is_current(json.loads(MODEL.read_text(encoding="utf-8")))


def test_a_changed_exemplar_makes_the_model_stale() -> None:
    rows = learner().read_exemplars()
    before = learner().exemplars_hash(rows)

    rows[0] = {**rows[0], "learns": not rows[0]["learns"]}

    assert learner().exemplars_hash(rows) != before


def test_the_model_is_small() -> None:
    assert MODEL.stat().st_size < 80_000


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_learning_again_gives_the_same_model() -> None:
    kept: dict[str, Any] = json.loads(MODEL.read_text(encoding="utf-8"))
    again = learner().learn()

    assert again["cues"] == kept["cues"]
    for which in ("with_vector", "without_vector"):
        for test in InvestmentTest:
            for part in ("vector", "cues", "intercept", "low", "high"):
                new, old = np.array(again[which][test][part]), np.array(kept[which][test][part])
                # int8 sums differ a little between kinds of processors
                assert np.allclose(new, old, atol=0.05), (which, test, part)


@pytest.mark.slow
def test_figures_on_the_development_set_hold_the_aims() -> None:
    figures = learner().measure(json.loads(MODEL.read_text(encoding="utf-8")), learner().DEVELOPMENT)

    for test in InvestmentTest:
        assert figures[test]["accuracy"] >= 0.85
        assert figures[test]["kappa"] >= 0.7
        assert figures[test]["unclear"] <= 0.15


@given(st.text(max_size=300), st.booleans())
def test_every_quote_stands_in_the_action_and_none_overlap(action: str, known: bool) -> None:
    vector = np.full(CLASSIFIER.dimensions, CLASSIFIER.dimensions**-0.5) if known else None

    for reading in CLASSIFIER.assess(action, vector).values():
        assert 0 <= reading.probability <= 1
        assert len(reading.quotes) <= 3
        assert all(action[quote.start : quote.end] == quote.text != "" for quote in reading.quotes)
        assert all(one.end <= two.start for one, two in zip(reading.quotes, reading.quotes[1:], strict=False))


def test_a_gift_basket_fails_all_three_and_says_by_which_words() -> None:
    readings = CLASSIFIER.assess("I'm thinking of sending Ana a gift basket with wine", None)

    assert {test: reading.verdict for test, reading in readings.items()} == dict.fromkeys(
        InvestmentTest, Verdict.FAIL
    )
    quoted = {quote.text for quote in readings[InvestmentTest.INVESTS].quotes}
    assert {"gift", "basket", "wine"} & quoted
    assert not any(quote.speaks_for for quote in readings[InvestmentTest.INVESTS].quotes)


def test_a_day_at_their_place_that_leaves_something_useful_passes_all_three() -> None:
    action = (
        "I would spend a morning beside her planners, ask what holds them up, and then draw them a map of it"
    )
    readings = CLASSIFIER.assess(action, None)

    assert all(reading.verdict is Verdict.PASS for reading in readings.values())
    assert all(quote.speaks_for for reading in readings.values() for quote in reading.quotes)


@pytest.mark.parametrize(
    "vague",
    [
        "",
        " \n\t",
        "Maybe something nice for Lars?",
        "Lunch",
        "🙂",
        "做点什么",
        "Call Lars",
        "Do something for Ana",
    ],
)
def test_what_says_too_little_is_unclear(vague: str) -> None:
    readings = CLASSIFIER.assess(vague, np.full(CLASSIFIER.dimensions, CLASSIFIER.dimensions**-0.5))

    assert all(reading.verdict is Verdict.UNCLEAR for reading in readings.values())


@pytest.mark.parametrize("telling", ["Send Ana a gift basket", "Take Ana to lunch", "Offer a 10% discount"])
async def test_a_few_telling_words_are_judged(telling: str) -> None:
    [vector] = await EMBEDDER.embed([telling])
    readings = CLASSIFIER.assess(telling, np.array(vector))

    assert readings[InvestmentTest.LEARNS].verdict is Verdict.FAIL
    assert readings[InvestmentTest.ILLUSTRATES].verdict is Verdict.FAIL
    assert readings[InvestmentTest.INVESTS].verdict is not Verdict.PASS


def test_very_long_text_is_read_in_bounded_time() -> None:
    readings = CLASSIFIER.assess("ask them what they do and write a page " * 1000, None)

    assert len(readings) == 3


def test_a_vector_of_another_embedder_is_refused() -> None:
    with pytest.raises(ValueError, match="384"):
        CLASSIFIER.assess("Visit Ana", np.zeros(1536))


def test_figures_count_only_what_was_decided() -> None:
    rows = [
        {"id": "1", "action": "a", "invests": True, "learns": True, "illustrates": True},
        {"id": "2", "action": "b", "invests": False, "learns": True, "illustrates": True},
        {"id": "3", "action": "c", "invests": False, "learns": True, "illustrates": False},
        {"id": "4", "action": "d", "invests": True, "learns": True, "illustrates": False},
    ]
    said = {
        "a": (Verdict.PASS, Verdict.PASS, Verdict.UNCLEAR),
        "b": (Verdict.PASS, Verdict.PASS, Verdict.PASS),
        "c": (Verdict.FAIL, Verdict.PASS, Verdict.FAIL),
        "d": (Verdict.PASS, Verdict.PASS, Verdict.PASS),
    }
    figures = evaluate_actions(rows, lambda action: dict(zip(InvestmentTest, said[action], strict=True)))

    assert figures == {
        "invests": {"accuracy": 0.75, "wrong": 0.25, "kappa": 0.5, "unclear": 0.0},
        "learns": {"accuracy": 1.0, "wrong": 0.0, "kappa": None, "unclear": 0.0},
        "illustrates": {"accuracy": 0.6667, "wrong": 0.3333, "kappa": 0.4, "unclear": 0.25},
        "whole": {"accuracy": 0.3333, "wrong": 0.6667, "kappa": 0.0, "unclear": 0.25},
    }
    assert json.loads(json.dumps(figures)) == figures


def test_nothing_to_measure_gives_no_figures() -> None:
    nothing = {"accuracy": None, "wrong": None, "kappa": None, "unclear": None}

    assert evaluate_actions([], lambda _: {}) == {
        "invests": nothing,
        "learns": nothing,
        "illustrates": nothing,
        "whole": nothing,
    }


def test_rows_whose_words_leave_a_test_open_count_as_asked_or_not() -> None:
    rows = [
        {"action": "a", "kind": "short", "invests": None, "learns": True, "illustrates": True},
        {"action": "b", "kind": "short", "invests": None, "learns": True, "illustrates": False},
        {"action": "c", "kind": "claim", "invests": False, "learns": True, "illustrates": True},
    ]
    said = {
        "a": (Verdict.UNCLEAR, Verdict.PASS, Verdict.PASS),
        "b": (Verdict.PASS, Verdict.PASS, Verdict.FAIL),
        "c": (Verdict.PASS, Verdict.PASS, Verdict.PASS),
    }
    figures = evaluate_actions(rows, lambda action: dict(zip(InvestmentTest, said[action], strict=True)))

    assert figures["invests"] == {
        "accuracy": 0.0,
        "wrong": 1.0,
        "kappa": 0.0,
        "unclear": 0.0,
        "asked": 0.5,
    }
    assert figures["whole"]["asked"] == 1.0
    assert figures["kinds"]["claim"]["actions"] == 1
    assert figures["kinds"]["claim"]["invests"] == {"wrong": 1.0, "unclear": 0.0}
    assert figures["kinds"]["short"]["invests"] == {"wrong": None, "unclear": None, "asked": 0.5}
