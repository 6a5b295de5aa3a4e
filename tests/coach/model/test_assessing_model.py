"""R3 with a model: it proposes verdicts and a better action; quotes that stand nowhere count for nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.coach.fallback import FallbackCoach
from bot.coach.model.coach import ModelCoach
from bot.coach.rules.coach import RulesCoach
from bot.config import data_root
from bot.core.coaching.investment import (
    Clarification,
    Dispute,
    InvestmentTest,
    Network,
    Proposal,
    Verdict,
    VerdictEvidence,
)
from bot.core.coaching.understanding import Circumstances, Excerpt, Mode
from bot.memory.embedding import local_embedder
from bot.prompting import load_prompts
from tests.support.openai_server import Fault, ScriptedModel, scripted_model

TODAY = Circumstances(today=date(2026, 11, 22), zone="Europe/Berlin")
PROPOSAL = Proposal(
    action="Spend a day in Ana's warehouse",
    contact="Ana Ruiz",
    excerpts=(
        Excerpt(number=1, note_id="n1", text="Ana cannot find returns", occurred_on=date(2026, 11, 1)),
    ),
    clarifications=(
        Clarification(InvestmentTest.ILLUSTRATES, "What does {contact} hold afterwards?", "a sketch"),
    ),
    disputes=(Dispute(InvestmentTest.LEARNS, "she hates visits", datetime(2026, 10, 1, tzinfo=UTC)),),
)


def judged(verdict: str, *quotes: tuple[str, int]) -> dict[str, Any]:
    return {
        "why": "It takes a day.",
        "quotes": [{"text": text, "note": note} for text, note in quotes],
        "verdict": verdict,
    }


def draft(**tests: dict[str, Any]) -> dict[str, Any]:
    passing = {
        "invests": judged("pass", ("Spend a day", 0)),
        "learns": judged("pass", ("cannot find returns", 1)),
        "illustrates": judged("pass", ("a sketch", 0)),
    }
    return passing | tests | {"network": "client"}


@pytest.fixture
async def model() -> AsyncIterator[ScriptedModel]:
    async with scripted_model() as script:
        yield script


@pytest.fixture
async def coach(model: ScriptedModel) -> AsyncIterator[ModelCoach]:
    made = ModelCoach(
        load_prompts(data_root("prompts")),
        model="scripted",
        api_key=None,
        base_url=model.base_url,
        timeout_seconds=5,
    )
    yield made
    await made.close()


async def test_quotes_of_the_action_an_answer_and_a_shown_note_are_kept(
    model: ScriptedModel, coach: ModelCoach
) -> None:
    model.reply(draft())

    found = await coach.assess(PROPOSAL, TODAY)

    assert [each.verdict for each in found.judgements] == [Verdict.PASS] * 3
    assert [each.evidence for each in found.judgements] == [
        (VerdictEvidence("Spend a day"),),
        (VerdictEvidence("cannot find returns", "n1"),),
        (VerdictEvidence("a sketch"),),
    ]
    assert found.provenance.prompt.startswith("assess@2#")
    assert found.provenance.model == "scripted"


@pytest.mark.parametrize(
    "quotes", [[("a week", 0)], [("cannot find returns", 0)], [("Spend a day", 2)], [("", 0)], []]
)
async def test_a_pass_that_rests_on_words_that_stand_nowhere_is_unclear(
    model: ScriptedModel, coach: ModelCoach, quotes: list[tuple[str, int]]
) -> None:
    model.reply(draft(invests=judged("pass", *quotes)))

    [invests, *others] = (await coach.assess(PROPOSAL, TODAY)).judgements

    assert invests.verdict is Verdict.UNCLEAR
    assert invests.evidence == ()
    assert [each.verdict for each in others] == [Verdict.PASS] * 2


async def test_what_the_member_chose_and_said_is_shown_as_data(
    model: ScriptedModel, coach: ModelCoach
) -> None:
    model.reply(draft() | {"network": "career"})

    found = await coach.assess(PROPOSAL, TODAY)

    system, user = (message["content"] for message in model.requests[0]["messages"])
    for words in ("she hates visits", "cannot find returns", "warehouse", "a sketch"):
        assert words in user
        assert words not in system
    assert "What does Ana Ruiz hold afterwards?" in user
    assert found.network is Network.CAREER


async def test_a_better_action_names_only_notes_that_were_shown(
    model: ScriptedModel, coach: ModelCoach
) -> None:
    model.reply({"text": "Count returns\nwith Ana ", "builds_on": [1, 7, 1]})

    found = await coach.rewrite(PROPOSAL, [], TODAY)

    assert found.text == "Count returns with Ana"
    assert found.note_ids == ("n1",)
    assert not found.is_template
    assert found.provenance.prompt.startswith("rewrite@2#")


@pytest.mark.parametrize("fault", ["500", "cut off", "not json", "drop"])
async def test_where_the_model_fails_the_rules_judge_and_propose(
    model: ScriptedModel, coach: ModelCoach, fault: Fault
) -> None:
    both = FallbackCoach(coach, RulesCoach(local_embedder()))
    model.reply(*[fault] * 6)

    found = await both.assess(PROPOSAL, TODAY)
    better = await both.rewrite(PROPOSAL, found.judgements, TODAY)

    assert found.provenance.mode is Mode.RULES_AFTER_FAILURE
    assert len(found.judgements) == 3
    assert better.is_template


async def test_a_member_who_opted_out_is_judged_by_rules_alone(
    model: ScriptedModel, coach: ModelCoach
) -> None:
    both = FallbackCoach(coach, RulesCoach(local_embedder()))
    private = Circumstances(today=TODAY.today, zone=TODAY.zone, model_allowed=False)

    found = await both.assess(PROPOSAL, private)
    better = await both.rewrite(PROPOSAL, found.judgements, private)

    assert found.provenance.mode is Mode.RULES
    assert better.is_template
    assert model.requests == []
