"""The model reads documents and the other side; what it makes up is dropped, and rules answer where it
fails."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.coach.fallback import FallbackCoach
from bot.coach.model.coach import ModelCoach
from bot.coach.rules.coach import RulesCoach
from bot.config import data_root
from bot.core.coaching.checking import Mark
from bot.core.coaching.understanding import Circumstances, Excerpt, Mode
from bot.core.documents import TextDocument
from bot.features.text_check.rules import CheckCues, check
from bot.files.knowledge import FileKnowledge
from bot.prompting import load_prompts
from tests.support.openai_server import ScriptedModel, scripted_model

KNOWLEDGE = FileKnowledge(data_root("knowledge"))
CUES = CheckCues(plan=KNOWLEDGE.plan_cues, assumptions=KNOWLEDGE.assumptions, alliance=KNOWLEDGE.alliance)
NOW = Circumstances(today=date(2026, 11, 22), zone="Europe/Berlin")
PAPER = TextDocument(name="plan", pages=("Ship them the moon.\nThey sign in May.",))
NOTES = (Excerpt(number=1, note_id="n1", text="Ana worries about the audit.", occurred_on=date(2026, 3, 1)),)


class NoEmbedder:
    """Satisfies ports.Embedder; nothing here embeds."""

    identity, dimensions = "none", 1

    async def embed(self, texts: object) -> list[list[float]]:
        raise AssertionError("nothing here is embedded")


@pytest.fixture
async def model() -> AsyncIterator[ScriptedModel]:
    async with scripted_model() as script:
        yield script


@pytest.fixture
async def coach(model: ScriptedModel) -> AsyncIterator[FallbackCoach]:
    asked = ModelCoach(
        load_prompts(data_root("prompts")),
        model="scripted",
        api_key=None,
        base_url=model.base_url,
        timeout_seconds=2,
    )
    yield FallbackCoach(asked, RulesCoach(NoEmbedder(), Path(data_root("knowledge"))))
    await asked.close()


async def test_the_models_passages_take_the_place_of_the_cues(
    coach: FallbackCoach, model: ScriptedModel
) -> None:
    model.reply(
        {
            "passages": [
                {"mark": "future", "quote": "Ship them the moon.", "says": "names a far aim"},
                {"mark": "today", "quote": "Never written.", "says": "made up"},
            ],
            "points": [{"topic": "risk", "quote": "Never written."}],
        }
    )

    told = await coach.examine(PAPER, check(PAPER, CUES), NOW)

    assert [(each.mark, each.quote) for each in told.checked.findings] == [
        (Mark.FUTURE, "Ship them the moon.")
    ]
    assert not [point for point in told.checked.points if point.is_there]
    assert told.provenance.mode is Mode.MODEL
    assert told.provenance.prompt.startswith("check@2#")
    assert "<<data" in model.prompt_text()


async def test_where_the_model_fails_the_cues_stand_and_say_so(
    coach: FallbackCoach, model: ScriptedModel
) -> None:
    model.reply("not json")

    told = await coach.examine(PAPER, check(PAPER, CUES), NOW)

    assert told.checked == check(PAPER, CUES)
    assert told.provenance.mode is Mode.RULES_AFTER_FAILURE


async def test_the_other_side_cites_notes_that_were_shown(coach: FallbackCoach, model: ScriptedModel) -> None:
    model.reply(
        {
            "statements": [
                {"text": "The audit keeps her awake.", "cites": [1]},
                {"text": "She will leave.", "cites": [7]},
            ]
        }
    )

    told = await coach.view("Ana", NOTES, NOW)

    assert [each.text for each in told.statements] == ["The audit keeps her awake."]


async def test_who_opted_out_is_answered_by_rules_alone(coach: FallbackCoach, model: ScriptedModel) -> None:
    away = Circumstances(today=NOW.today, zone=NOW.zone, model_allowed=False)

    view = await coach.view("Ana", NOTES, away)
    checked = await coach.examine(PAPER, check(PAPER, CUES), away)

    assert [each.text for each in view.statements] == ["Ana worries about the audit."]
    assert checked.provenance.mode is Mode.RULES
    assert model.requests == []
