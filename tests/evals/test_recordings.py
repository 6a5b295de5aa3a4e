"""Recorded answers of a model, replayed over real HTTP: as long as the prompts are those that they answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.config import Settings, data_root
from bot.evals.measuring.asked import ModelUse
from bot.evals.measuring.recording import BadRecording, Recording, key_of, read_recording
from bot.evals.running import evaluate
from bot.prompting import Prompt, load_prompts
from tests.recordings import HERE, INTO, RECORDED, STAND_IN
from tests.support.replaying import replayed_model
from tests.support.standin_model import standin_model

PROMPT = Prompt(
    id="ask",
    version=1,
    purpose="",
    inputs={"note": "untrusted", "commands": "trusted"},
    output="",
    system="Answer.",
    user="{{ commands }}\n{{ note }}",
)


@pytest.mark.parametrize("what", RECORDED)
def test_the_recordings_were_made_with_the_prompts_of_today(what: str) -> None:
    recording = read_recording(INTO / f"{what}.jsonl")

    outdated = recording.outdated(load_prompts(data_root("prompts")))

    assert not outdated, f"{', '.join(outdated)} changed: record its answers anew with `make recordings`"


@pytest.mark.parametrize("what", RECORDED)
async def test_what_was_recorded_is_answered_again(what: str) -> None:
    recording, use = read_recording(INTO / f"{what}.jsonl"), ModelUse()
    async with replayed_model(recording) as url:
        settings = Settings(openai_base_url=url, model=str(recording.head["model"]))
        found = await evaluate(what, HERE / RECORDED[what], settings, use=use)

    assert not use.complaint(), f"{use.complaint()} Record them anew with `make recordings`."
    assert use.by_model == len(recording.answers) == recording.head["answered"]
    assert set(recording.head["intervals"]) == set(found["intervals"])


def test_a_changed_prompt_is_noticed() -> None:
    prompts = load_prompts(data_root("prompts"))
    recording = read_recording(INTO / "messages.jsonl")

    changed = replace(prompts["understand"], system=prompts["understand"].system + " Be brief.")
    newer = replace(prompts["understand"], version=prompts["understand"].version + 1)

    assert recording.outdated(prompts | {"understand": changed}) == [prompts["understand"].reference]
    assert recording.outdated(prompts | {"understand": newer}) == [prompts["understand"].reference]


def test_a_request_is_known_by_what_members_said_alone() -> None:
    first = PROMPT.render(note="Ana sails.", commands="one")
    again = PROMPT.render(note="Ana sails.", commands="one, two")
    other = PROMPT.render(note="Ana rows.", commands="one")

    assert first.user != again.user
    assert key_of(first.user) == key_of(again.user) != key_of(other.user)


async def test_what_is_recorded_holds_no_message(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "m1", "text": "Met Ana Ruiz, she sails.", "intent": "note"}')
    async with standin_model() as url:
        settings = Settings(openai_base_url=url, model=STAND_IN)
        await evaluate("messages", rows, settings, record=tmp_path / "out.jsonl")

    recording = read_recording(tmp_path / "out.jsonl")
    assert recording.head == {"measured": "messages", "file": "rows.jsonl", "model": STAND_IN}
    assert [each.prompt.partition("@")[0] for each in recording.answers] == ["understand"]
    assert "she sails" not in (tmp_path / "out.jsonl").read_text(encoding="utf-8")


async def test_what_was_not_recorded_is_not_answered(tmp_path: Path) -> None:
    rows, use = tmp_path / "rows.jsonl", ModelUse()
    rows.write_text('{"id": "m1", "text": "Met Ana Ruiz, she sails.", "intent": "note"}')
    async with replayed_model(Recording()) as url:
        await evaluate("messages", rows, Settings(openai_base_url=url, model=STAND_IN), use=use)

    assert "did not answer 1 of 1" in use.complaint()


def test_a_file_that_is_no_recording_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"measured": "messages"}\n{"prompt": "understand@1#0"}\n')

    with pytest.raises(BadRecording, match="no recording"):
        read_recording(tmp_path / "bad.jsonl")
