"""Every question to the model leaves one line with what it cost, and no words."""

from __future__ import annotations

import json

import pytest
from prometheus_client import generate_latest
from structlog.testing import capture_logs

from bot.coach.model.asking.record import Price
from bot.coach.model.asking.rungs import Rung
from bot.core.ports.errors import Unavailable
from bot.metrics import WORKER
from tests.coach.model.asking.test_ladder import DRAFT, asked, question
from tests.support.picky_server import PickyServer


async def test_an_answer_is_written_down_with_what_it_cost() -> None:
    before = count('tactegic_model_tokens_total{direction="input"}')
    with capture_logs() as lines:
        async with asked(PickyServer(DRAFT), price=Price(1, 5)) as coach:
            await question(coach)
    (line,) = (each for each in lines if each["event"] == "model.answered")
    assert line["prompt"].startswith("answer@")
    assert (line["model"], line["way"], line["requests"]) == ("picky", "json_schema", 1)
    assert (line["input_tokens"], line["output_tokens"]) == (100, 10)
    assert line["dollars"] == pytest.approx(0.00015)
    assert line["seconds"] >= 0
    assert count('tactegic_model_tokens_total{direction="input"}') == before + 100


async def test_a_failure_is_written_down_with_its_kind_and_what_it_cost_all_the_same() -> None:
    with capture_logs() as lines:
        async with asked(PickyServer({"no": "such"}), rung=Rung.JSON) as coach:
            with pytest.raises(Unavailable):
                await question(coach)
    (line,) = (each for each in lines if each["event"] == "model.failed")
    assert (line["error_kind"], line["input_tokens"], line["dollars"]) == ("unfit", 100, None)


async def test_neither_the_question_nor_what_a_server_says_of_it_is_written_down() -> None:
    words = "Your prompt 'What worries Ana?' has an unsupported temperature."
    with capture_logs() as lines:
        async with asked(PickyServer(DRAFT, refuses={"temperature": words}), temperature=0.1) as coach:
            await question(coach)
    written = json.dumps(lines)
    assert "model.field_refused" in written
    assert not [word for word in ("Ana", "worries", "carbon", "unsupported") if word in written]


def count(name: str) -> float:
    lines = generate_latest(WORKER).decode().splitlines()
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name))
