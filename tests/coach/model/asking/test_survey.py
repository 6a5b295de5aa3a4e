"""`tactegic doctor --model` says what works, how fast, for how much, and until when."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.coach.model.asking.rungs import Rung
from bot.config import load_settings
from bot.doctor import examine, sentences
from bot.operating import show_model
from bot.system_clock import SystemClock
from bot.wiring import open_parts
from tests.coach.model.asking.test_ladder import DRAFT, TODAY
from tests.coach.model.test_model_coach import EXCERPTS
from tests.support.picky_server import PickyServer, serving


async def shown(server: PickyServer, *, as_json: bool = False, **settings: object) -> tuple[bool, str]:
    said: list[str] = []
    async with serving(server):
        wanted = load_settings(openai_base_url=server.base_url, model="tiny", **settings)
        works = await show_model(wanted, as_json=as_json, say=said.append)
    return works, "\n".join(said)


async def test_each_way_is_tried_with_a_question_that_holds_nothing() -> None:
    server = PickyServer({}, frozenset({Rung.TOOL, Rung.PLAIN}), ends_on="2027-03-01")
    works, said = await shown(server, model_price="1/5")
    assert works
    lines = said.splitlines()
    assert lines[0] == f"Model tiny at {server.base_url}"
    assert lines[1].startswith("  json_schema: does not work (status_400")
    assert lines[2].startswith("  tool_call: works, ")
    assert lines[2].endswith("100 tokens in and 10 out, $0.000150")
    assert lines[3].startswith("  json_mode: does not work (status_400")
    assert lines[4].startswith("  plain_json: works, ")
    assert "Asked by: tool_call, the surest way that works" in lines
    assert "Price: $1 in and $5 out for a million tokens" in lines
    assert lines[-1].startswith("Its provider shuts it down on 2027-03-01")


async def test_what_a_server_refuses_is_named() -> None:
    server = PickyServer({}, refuses={"store": "store: extra fields not permitted"})
    _, said = await shown(server)
    assert "Left out of requests, as the server refuses it: store" in said
    assert "Price: not known" in said


async def test_a_server_that_can_do_nothing_is_said_to_and_the_exit_code_says_so_too() -> None:
    works, said = await shown(PickyServer({}, frozenset()))
    assert not works
    assert "No way works: members are answered by rules (simple mode)" in said


async def test_a_server_that_is_not_there_is_a_line_and_no_traceback() -> None:
    said: list[str] = []
    settings = load_settings(openai_base_url="http://127.0.0.1:9/v1", model_timeout_seconds=2)
    assert not await show_model(settings, as_json=False, say=said.append)
    assert said[0].count("no_connection") == len(Rung)
    assert "Nobody answers at this address" in said[0]


@pytest.mark.parametrize(("status", "hint"), [(401, "The key is refused"), (404, "no such address or model")])
async def test_what_to_look_at_is_named(status: int, hint: str) -> None:
    server = PickyServer({})
    server.failing.extend([(status, {})] * len(Rung))
    works, said = await shown(server)
    assert not works
    assert hint in said


async def test_for_programs_there_is_json() -> None:
    works, said = await shown(PickyServer({}), as_json=True, model_answers="json_mode")
    found = json.loads(said)
    assert works
    assert [(each["rung"], each["trouble"], each["tokens"]) for each in found["tried"]] == [
        ("json_mode", "", [100, 10])
    ]


async def test_without_a_model_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    said: list[str] = []
    assert not await show_model(load_settings(), as_json=False, say=said.append)
    assert said[0].startswith("No language model is set")


@pytest.mark.slow
async def test_doctor_shows_what_the_running_bot_has_found(tmp_path: Path) -> None:
    refused = {"max_tokens": "Unsupported parameter: max_tokens"}
    async with serving(PickyServer(DRAFT, frozenset({Rung.TOOL}), refuses=refused)) as server:
        settings = load_settings(data_dir=tmp_path, openai_base_url=server.base_url)
        async with open_parts(settings, SystemClock()) as parts:
            before = await examine(settings, parts)
            await parts.coach.answer("What worries Ana?", EXCERPTS, TODAY)
            after = await examine(settings, parts)
    assert before["model"]["asked by"] == "not known yet: tactegic doctor --model"
    assert after["model"] == {
        "asked by": "tool_call",
        "left out of requests": "max_tokens",
        "asked for, as admins decided": "everybody who did not choose rules only",
    }
    assert "  asked by: tool_call" in sentences(after)
