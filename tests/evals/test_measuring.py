"""What all measurements share: intervals, comparing two runs, who answered, and recordings."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.config import Settings
from bot.evals.measuring.asked import ModelUse
from bot.evals.measuring.comparing import NotComparable, compare, read_earlier
from bot.evals.measuring.intervals import differences_of, intervals_of, shares_of
from bot.evals.measuring.outcomes import Measured, RowOutcome, as_json
from bot.evals.measuring.side_by_side import side_by_side
from bot.evals.running import BadRows, evaluate
from tests.support.standin_model import quoting, standin_model

HERE = Path(__file__).parent
ROWS = [
    {"id": "m1", "text": "Met Ana Ruiz, she sails.", "intent": "note", "contacts": ["Ana Ruiz"]},
    {"id": "m2", "text": "Lunch with Bo Lind, he wants two vans.", "intent": "note", "contacts": ["Bo Lind"]},
    {"id": "m3", "text": "show my contacts", "intent": "command", "contacts": []},
]


def counted(rights: Sequence[float]) -> dict[str, dict[str, tuple[float, float]]]:
    return {f"r{place}": {"share": (right, 1.0)} for place, right in enumerate(rights)}


def settings_for(url: str) -> Settings:
    return Settings(openai_base_url=url, model="stand-in")


def answers_nothing(shape: str, data: list[str]) -> None:
    """A model that refuses every question."""


@pytest.fixture
def messages(tmp_path: Path) -> Path:
    file = tmp_path / "messages.jsonl"
    file.write_text("\n".join(map(json.dumps, ROWS)))
    return file


def test_an_interval_holds_the_share_and_narrows_with_more_rows() -> None:
    few, many = counted([1, 0, 1, 1] * 5), counted([1, 0, 1, 1] * 100)

    low, high = intervals_of(few)["share"]
    lower, upper = intervals_of(many)["share"]

    assert shares_of(few)["share"] == shares_of(many)["share"] == 0.75
    assert low < lower < 0.75 < upper < high
    assert (low, high) == (0.55, 0.9)  # the binomial's 2.5 and 97.5 percentiles for 20 and .75


def test_intervals_are_the_same_each_time_and_none_where_nothing_was_counted() -> None:
    rows = counted([1, 0, 0, 1, 1])

    assert intervals_of(rows) == intervals_of(rows)
    assert intervals_of(rows, seed=7) == intervals_of(rows, seed=7)
    assert intervals_of({"a": {"share": (0.0, 0.0)}}) == {}
    assert shares_of({"a": {"share": (0.0, 0.0)}}) == {"share": None}


def test_a_paired_difference_is_surer_than_two_intervals() -> None:
    before, after = counted([1, 0] * 50), counted([1, 0] * 45 + [1, 1] * 5)

    rose, (low, high) = differences_of(before, after)["share"]

    assert rose == pytest.approx(0.05)
    alone = intervals_of(after)["share"]
    assert 0 < low < 0.05 < high
    assert high - low < (alone[1] - alone[0]) / 2


def result(rights: Mapping[str, bool], **figures: Any) -> dict[str, Any]:
    outcomes = [
        RowOutcome(id=id, right=right, counted={"share": (float(right), 1.0)}, classes={"kind": ("a", "b")})
        for id, right in rights.items()
    ]
    return {"measured": "messages", **as_json(Measured(figures=figures, outcomes=outcomes))}


def test_comparing_names_the_rows_that_turned() -> None:
    before = result({"a": True, "b": False, "c": True, "gone": True}, share=0.75, kappa=0.5)
    now = result({"a": True, "b": True, "c": False, "new": True}, share=0.75, kappa=0.75)

    found = compare(before, now)

    assert (found["turned_right"], found["turned_wrong"]) == (["b"], ["c"])
    assert (found["rows_in_both"], found["only_before"], found["only_now"]) == (3, 1, 1)
    assert found["figures"]["share"]["difference"] == 0.0
    assert found["figures"]["kappa"] == {"difference": 0.25, "before": 0.5, "now": 0.75}


def test_a_confusion_counts_what_came_for_what_was_wanted() -> None:
    assert result({"a": True, "b": False})["confusion"] == {"kind": {"a": {"b": 2}}}


def test_only_a_result_of_the_same_measurement_is_compared_with(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text(json.dumps({"measured": "recall"}))
    (tmp_path / "none.json").write_text("no result")

    with pytest.raises(NotComparable, match="measured recall, not messages"):
        read_earlier(tmp_path / "other.json", "messages")
    with pytest.raises(NotComparable, match="cannot be read"):
        read_earlier(tmp_path / "none.json", "messages")


async def test_work_goes_side_by_side_in_bounds_and_keeps_its_order() -> None:
    under_way, most = 0, 0
    all_of_them = asyncio.Event()

    async def work(number: int) -> int:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        if under_way == 3:
            all_of_them.set()
        await all_of_them.wait()
        under_way -= 1
        return number * 2

    assert await side_by_side(range(9), work, 3) == [number * 2 for number in range(9)]
    assert most == 3


async def test_a_row_that_cannot_be_read_is_named_though_others_are_under_way(tmp_path: Path) -> None:
    rows = [*ROWS, {"id": "bad", "text": "Met Ana.", "intent": "note", "due": "never"}]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))

    with pytest.raises(BadRows, match="due names no day: never"):
        await evaluate("messages", tmp_path / "rows.jsonl", Settings())


async def test_a_model_judges_an_action_that_names_a_weekday(tmp_path: Path) -> None:
    labels = dict.fromkeys(("invests", "learns", "illustrates"), True)
    row = {"id": "a1", "action": "I spend Friday morning in their warehouse to see how they pick.", **labels}
    (tmp_path / "actions.jsonl").write_text(json.dumps(row))
    use = ModelUse()
    async with standin_model() as url:
        found = await evaluate("actions", tmp_path / "actions.jsonl", settings_for(url), use=use)

    assert (use.by_model, use.complaint()) == (1, "")
    assert found["confusion"]["whole"] == {"pass": {"unclear": 1}}


async def test_what_the_model_answered_is_counted_and_nothing_complains(messages: Path) -> None:
    use = ModelUse()
    async with standin_model() as url:
        found = await evaluate("messages", messages, settings_for(url), use=use)

    assert (use.by_model, use.by_rules_instead, use.complaint()) == (2, 0, "")
    told = found["model"]
    assert (told["answered"], told["not_asked"], told["share_of_rules"]) == (2, 1, 0.0)
    assert (told["input_tokens"], told["output_tokens"]) == (14, 10)
    assert told["seconds_p50"] <= told["seconds_p95"]
    assert [row.get("answered_by") for row in found["outcomes"].values()] == ["model", "model", None]
    assert not {"Ana", "sails", "vans"} & set(json.dumps(found).split()), "results hold no texts"


async def test_where_the_rules_had_to_answer_it_says_how_many(messages: Path) -> None:
    use = ModelUse()

    def half(shape: str, data: list[str]) -> dict[str, Any] | None:
        return quoting(shape, data) if "Ana" in data[-1] else None

    async with standin_model(half) as url:
        found = await evaluate("messages", messages, settings_for(url), use=use)

    assert found["model"]["share_of_rules"] == 0.5
    assert "stand-in did not answer 1 of 2 questions" in use.complaint()
    assert found["outcomes"]["m2"]["answered_by"] == "rules instead"
    assert not use.complaint(allowed=0.5)


def test_a_model_that_was_asked_nothing_was_not_measured() -> None:
    assert "was asked nothing" in ModelUse(model="stand-in").complaint()
    assert not ModelUse().complaint()


@pytest.mark.slow
async def test_the_command_fails_where_the_model_did_not_answer(messages: Path) -> None:
    async with standin_model(answers_nothing) as url:
        environment = {**os.environ, "OPENAI_BASE_URL": url, "TACTEGIC_MODEL": "stand-in"}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "eval", "messages", str(messages), "--json"),
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()

    assert process.returncode == 1
    assert json.loads(out)["model"]["answered_by_rules_instead"] == 2
    assert "did not answer 2 of 2 questions" in err.decode()
