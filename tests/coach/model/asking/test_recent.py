"""An equal question of the same member is asked once; every other one is asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.coach.model.asking.recent import DraftKey, RecentDrafts
from bot.coach.model.messages import MessageDraft
from bot.config import load_settings
from bot.core.coaching.drafting import DraftWish
from bot.core.identity import WorkspaceId
from bot.system_clock import SystemClock
from bot.wiring import open_parts
from tests.coach.model.asking.test_ladder import DRAFT, EXPECTED, TODAY, asked
from tests.coach.model.test_model_coach import EXCERPTS
from tests.support.picky_server import PickyServer, serving

MIRA = replace(TODAY, asked_by="W1/mira")
KEY = DraftKey("W1/mira", "answer@2#0", "abc")
KEPT = MessageDraft(text="See you.")


async def test_an_equal_question_is_asked_once() -> None:
    server = PickyServer(DRAFT)
    async with asked(server, remember_seconds=30) as coach:
        for _ in range(3):
            answer = await coach.answer("What worries Ana?", EXCERPTS, MIRA)
            assert answer.statements == EXPECTED
    assert len(server.requests) == 1


async def test_what_differs_in_anything_is_asked() -> None:
    server = PickyServer(DRAFT)
    async with asked(server, remember_seconds=30) as coach:
        await coach.answer("What worries Ana?", EXCERPTS, MIRA)
        await coach.answer("What worries Ana?", EXCERPTS[:1], MIRA)
        await coach.answer("What worries Ana most?", EXCERPTS, MIRA)
        await coach.answer("What worries Ana?", EXCERPTS, replace(MIRA, asked_by="W1/jonas"))
        await coach.answer("What worries Ana?", EXCERPTS, replace(MIRA, asked_by="W2/mira"))
        await coach.answer("What worries Ana?", EXCERPTS, TODAY)
        await coach.answer("What worries Ana?", EXCERPTS, TODAY)
        coach.forget()
        await coach.answer("What worries Ana?", EXCERPTS, MIRA)
    assert len(server.requests) == 8


async def test_who_has_something_written_once_more_gets_other_words() -> None:
    server = PickyServer({"text": "Dear Ana, how is the carbon reporting?"})
    async with asked(server, remember_seconds=30) as coach:
        for _ in range(2):
            await coach.draft(DraftWish(name="Ana"), EXCERPTS, MIRA)
    assert len(server.requests) == 2


def test_what_is_kept_is_kept_for_its_time_and_in_bounds() -> None:
    now = 0.0
    recent = RecentDrafts(30, monotonic=lambda: now)
    recent.keep(KEY, KEPT)
    now = 29.9
    assert recent.find(KEY) == KEPT
    now = 30.0
    assert recent.find(KEY) is None
    for number in range(500):
        recent.keep(replace(KEY, inputs=str(number)), KEPT)
    assert sum(recent.find(replace(KEY, inputs=str(each))) is not None for each in range(500)) == 128


def test_nothing_is_kept_where_nobody_wants_it_or_nobody_asked() -> None:
    off, on = RecentDrafts(0), RecentDrafts(30)
    off.keep(KEY, KEPT)
    on.keep(replace(KEY, member=""), KEPT)
    assert off.find(KEY) is None
    assert on.find(replace(KEY, member="")) is None


@pytest.mark.slow
async def test_an_erasure_lets_go_of_what_was_read(tmp_path: Path) -> None:
    server = PickyServer(DRAFT)
    async with serving(server):
        settings = load_settings(data_dir=tmp_path, openai_base_url=server.base_url)
        async with open_parts(settings, SystemClock()) as parts:
            for _ in range(2):
                await parts.coach.answer("What worries Ana?", EXCERPTS, MIRA)
            assert len(server.requests) == 1
            await parts.memory.erase(WorkspaceId("W1"), ["n1"])
            await parts.coach.answer("What worries Ana?", EXCERPTS, MIRA)
    assert len(server.requests) == 2
