"""The figures of `tactegic eval messages`, and the aims on the part that is held back."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.core.coaching.understanding import (
    Circumstances,
    Intent,
    Mention,
    Mode,
    Promise,
    Provenance,
    Understanding,
)
from bot.core.notes import Promiser
from bot.evals.messages.plain import BadRow, evaluate_messages

EVALS = Path(__file__).resolve().parents[1] / "evals"


def rows(part: str) -> list[dict[str, Any]]:
    lines = (EVALS / f"messages-{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


class Fixed:
    """A coach that understands every message in the same way."""

    async def understand(self, message: str, circumstances: Circumstances) -> Understanding:
        return Understanding(
            intent=Intent.NOTE,
            confidence=1,
            provenance=Provenance(Mode.RULES),
            mentions=(
                Mention("Ana Ruiz", 0, 8, company="Northwind"),
                Mention("Bo", 9, 11),
                Mention("she", 12, 15, is_pronoun=True),
            ),
            promises=(
                Promise(
                    Promiser.MEMBER,
                    "send the storage paper",
                    "I send the storage paper",
                    "Ana Ruiz",
                    date(2026, 11, 27),
                ),
            ),
        )

    async def answer(self, *_: object) -> Any:
        raise NotImplementedError


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"due": "when she likes"}, "m7: due names no day: when she likes"),
        ({"intent": "gossip"}, "m7: intent is none of note, recall, "),
    ],
)
async def test_a_row_that_cannot_be_measured_is_named(row: dict[str, str], sentence: str) -> None:
    whole = {"id": "m7", "text": "x", "intent": "note", "contacts": []} | row

    with pytest.raises(BadRow, match=sentence):
        await evaluate_messages([whole], Fixed())


async def test_a_due_day_may_be_said_in_words() -> None:
    row = {"id": "1", "text": "x", "intent": "note", "contacts": [], "due": "by Friday"}

    assert (await evaluate_messages([row], Fixed()))["due_accuracy"] == 1.0


async def test_each_figure_counts_what_it_says() -> None:
    figures = await evaluate_messages(
        [
            {
                "id": "1",
                "text": "x",
                "intent": "note",
                "contacts": ["Dr. ana ruiz"],
                "company": "Northwind GmbH",
                "commitment": "sending of the storage paper",
                "due": "2026-11-27",
            },
            {
                "id": "2",
                "text": "y",
                "intent": "recall",
                "contacts": ["Bo", "Lars"],
                "company": "Delta Ports",
                "commitment": "call",
                "due": "2026-11-28",
            },
        ],
        Fixed(),
    )
    assert figures == {
        "intent_accuracy": 0.5,
        "contacts_precision": 0.5,
        "contacts_recall": 0.6667,
        "contacts_f1": 0.5714,
        "company_accuracy": 0.5,
        "commitment_recall": 0.5,
        "due_accuracy": 0.5,
    }


async def test_what_no_row_asks_for_has_no_figure() -> None:
    figures = await evaluate_messages([{"id": "1", "text": "x", "intent": "help", "contacts": []}], Fixed())
    assert figures["due_accuracy"] is None
    assert figures["contacts_recall"] is None


def test_the_sets_are_apart_and_large_enough() -> None:
    texts = [{row["text"] for row in rows(part)} for part in ("dev", "heldout")]
    assert len(texts[0]) + len(texts[1]) >= 130
    assert not texts[0] & texts[1]


@pytest.mark.slow
@pytest.mark.parametrize("part", ["dev", "heldout"])
async def test_the_aims_without_a_model_are_reached(coach: RulesCoach, part: str) -> None:
    figures = await evaluate_messages(rows(part), coach)
    assert (figures["intent_accuracy"] or 0) >= 0.9
    assert (figures["contacts_f1"] or 0) >= 0.9
