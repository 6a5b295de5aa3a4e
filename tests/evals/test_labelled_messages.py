"""Scoring of messages that are labelled field by field: each figure counts what it says."""

from __future__ import annotations

from typing import Any

import pytest

from bot.evals.messages.labels import PredictedPromise, Prediction
from bot.evals.messages.scoring import canonical_commands, figures, score

ROW: dict[str, Any] = {
    "id": "1",
    "today": "2026-11-30",
    "text": "met Ana of Northwind, she introduced Bo",
    "intent": "note",
    "known": [["Ana Ruiz", "Northwind GmbH"]],
    "people": [["Ana", "Northwind"], ["Bo Lind", ""]],
    "companies": ["Delta Ports"],
    "occurred_on": None,
    "touch": ["meeting", "call"],
    "promises": [{"by": "member", "what": "storage paper|study", "whom": "Ana", "due": ["2026-12-04"]}],
    "promises_either": [{"by": "contact", "what": "call back"}],
    "settles": ["pilot dates"],
    "tags": [],
}
ON_FRIDAY = "2026-12-04"
RIGHT = Prediction(
    intent="note",
    is_kept=True,
    people=(("Ana Ruiz", "Northwind"), ("bo lind", "")),
    companies=("Delta Ports AG",),
    occurred_on="2026-11-30",
    touch="talk",
    promises=(
        PredictedPromise("member", "the study", "Ana Ruiz", ON_FRIDAY),
        PredictedPromise("contact", "calls back", "Ana Ruiz"),
    ),
    settles=("the dates of the pilot",),
)


def changed(**fields: Any) -> Prediction:
    whole = {name: getattr(RIGHT, name) for name in Prediction.__dataclass_fields__}
    return Prediction(**(whole | fields))


def test_what_the_labels_allow_is_fully_right() -> None:
    found = figures(score([ROW], {"1": RIGHT}))

    assert found["fully_right"] == 1.0
    assert {name: value for name, value in found.items() if value not in (None, 1, 0)} == {}


@pytest.mark.parametrize(
    ("fields", "figure", "value"),
    [
        ({"intent": "recall"}, "intent_accuracy", 0.0),
        ({"people": (("Ana Ruiz", "Northwind"),)}, "people_recall", 0.5),
        ({"people": (*RIGHT.people, ("Ed Vale", ""))}, "people_precision", 0.6667),
        ({"people": (("Ana Ruiz", "Tesseract"), ("Bo Lind", ""))}, "company_of_person", 0.0),
        ({"people": (("Ana Ruiz", "Northwind"), ("Bo Lind", "Northwind"))}, "company_not_invented", 0.0),
        ({"companies": ("Delta Ports", "Leeds")}, "companies_right", 0.5),
        ({"occurred_on": "2026-11-29"}, "occurred_on", 0.0),
        ({"touch": "none"}, "touch", 0.0),
        ({"promises": ()}, "promise_recall", 0.0),
        (
            {"promises": (PredictedPromise("contact", "the study", "Ana Ruiz", ON_FRIDAY),)},
            "promise_direction",
            0.0,
        ),
        ({"promises": (PredictedPromise("member", "the study", "Bo", ON_FRIDAY),)}, "promise_whole", 0.0),
        ({"promises": (*RIGHT.promises, PredictedPromise("member", "a gift"))}, "promise_precision", 0.5),
        ({"settles": ()}, "settles_recall", 0.0),
        ({"settles": ("the dates of the pilot", "the invoice")}, "settles_precision", 0.5),
    ],
)  # fmt: skip
def test_each_fault_lowers_its_figure(fields: dict[str, Any], figure: str, value: float) -> None:
    found = figures(score([ROW], {"1": changed(**fields)}))

    assert found[figure] == value
    assert found["fully_right"] == 0.0


def test_a_question_that_is_kept_as_a_note_is_counted_and_one_that_is_asked_about_is_not() -> None:
    row = {"id": "q", "today": "2026-11-30", "text": "budget Ana", "intent": "recall", "tags": []}

    kept = figures(score([row], {"q": Prediction(intent="note", is_kept=True)}))
    asked = figures(score([row], {"q": Prediction(intent="note", asks=True)}))

    assert (kept["not_a_note_kept"], kept["asked"]) == (1.0, 0.0)
    assert (asked["not_a_note_kept"], asked["asked"]) == (0.0, 1.0)


def test_a_label_may_name_a_command_by_its_alias() -> None:
    assert canonical_commands("mute|rhythm|remind") == {"pause", "cadence", "remind"}
