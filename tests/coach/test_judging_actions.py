"""R3 without a model service: actions that were once judged by one word, and reasons that the words carry."""

from __future__ import annotations

import json

import pytest

from bot.coach.rules.assessing import RulesAssessor
from bot.coach.rules.coach import RulesCoach
from bot.core.coaching.investment import InvestmentTest, Judgement, Proposal, Verdict
from bot.evals.actions import evaluate_actions, judge_with
from bot.memory.embedding import local_embedder
from tests.knowledge.schema import KNOWLEDGE

ASSESSOR = RulesAssessor(local_embedder())


async def judge(action: str) -> dict[InvestmentTest, Judgement]:
    judged = await ASSESSOR.assess(Proposal(action=action))
    return {each.test: each for each in judged.judgements}


@pytest.mark.parametrize(
    "action",
    [
        "A workshop with Ana where we map her driver shortage",
        "Half-day workshop with Ana's planners: we map where orders get stuck and they keep the map",
        "every quarter, go through Søren's cost plan with our CFO",
        "Every quarter go through Ana's cost plan with her and our CFO and mark what looks odd",
    ],
)
async def test_r3_work_on_their_own_problem_teaches_though_something_is_also_given(action: str) -> None:
    judged = await judge(action)

    assert judged[InvestmentTest.LEARNS].verdict is not Verdict.FAIL
    assert judged[InvestmentTest.INVESTS].verdict is not Verdict.FAIL


@pytest.mark.parametrize(
    "action",
    [
        "She writes a summary of the project for us",
        "Ana writes a reference for us",
        "Have Ana write a page about our project for our website",
        "Our analyst writes her a summary of the new rules",
    ],
)
async def test_r3_what_somebody_else_writes_is_not_ones_own_time(action: str) -> None:
    assert (await judge(action))[InvestmentTest.INVESTS].verdict is not Verdict.PASS


@pytest.mark.parametrize(
    "action",
    [
        "Offer Ana a free trial of our platform for thirty days",
        "Set up a demo for Ana's team",
        "Send Ana the contract with a kind note",
        "Mail Ana our new prices",
        "Free pilot at Northwind, run by our engineers",
        "Prepare a customised proposal for Ana on Sunday",
    ],
)
async def test_r3_trials_demos_contracts_and_prices_show_no_use(action: str) -> None:
    judged = await judge(action)

    assert judged[InvestmentTest.ILLUSTRATES].verdict is Verdict.FAIL
    assert judged[InvestmentTest.INVESTS].verdict is not Verdict.PASS


@pytest.mark.parametrize(
    ("action", "test", "verdict"),
    [
        ("Instead of a demo, ask Ana to show me how they work today", InvestmentTest.LEARNS, Verdict.PASS),
        ("Skip the visit and mail Ana the slides", InvestmentTest.INVESTS, Verdict.FAIL),
        ("I won't do it myself, our intern writes her a checklist", InvestmentTest.INVESTS, Verdict.FAIL),
        ("Golf with Ana and her husband, just for fun", InvestmentTest.LEARNS, Verdict.FAIL),
        ("Tell Ana she can call me any time", InvestmentTest.ILLUSTRATES, Verdict.FAIL),
        (
            "Have our intern interview her drivers and tell me what she hears",
            InvestmentTest.LEARNS,
            Verdict.PASS,
        ),
    ],
)
async def test_r3_denial_delegation_and_announcements_are_read(
    action: str, test: InvestmentTest, verdict: Verdict
) -> None:
    assert (await judge(action))[test].verdict is verdict


@pytest.mark.parametrize(
    "action",
    [
        "A workshop with Ana where we map her driver shortage",
        "Send Ana a gift basket with wine",
        "Don't send a report, sit down with Ana and work through her returns",
        "Have our analyst write Ana a market overview",
        "Offer Ana a free trial",
        "Cancel the workshop with Ana",
        "Spend the weekend on our proposal for Ana",
        "Text Ana happy birthday",
    ],
)
async def test_r3_a_reason_is_carried_by_words_of_the_action_or_says_what_is_missing(action: str) -> None:
    for judgement in (await judge(action)).values():
        assert all(evidence.quote in action for evidence in judgement.evidence)
        if judgement.verdict is Verdict.PASS:
            assert judgement.evidence, judgement
        if not judgement.evidence:
            assert any(word in judgement.why for word in ("Nothing", "nothing", "isn't said")), judgement


async def test_r3_a_workshop_is_never_said_to_be_sent() -> None:
    judged = await judge("A workshop with Ana where we map her driver shortage")

    assert "sent" not in judged[InvestmentTest.LEARNS].why


@pytest.mark.parametrize("action", ["Call Lars", "Maybe something nice for Lars?", "做点什么", "🙂"])
async def test_r3_what_says_too_little_is_asked_about(action: str) -> None:
    assert {each.verdict for each in (await judge(action)).values()} == {Verdict.UNCLEAR}


@pytest.mark.slow
async def test_r3_figures_on_the_second_development_set_hold_the_aims() -> None:
    file = KNOWLEDGE.parent / "tests" / "evals" / "actions-2-dev.jsonl"
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]

    figures = evaluate_actions(rows, await judge_with(RulesCoach(local_embedder()), rows))

    assert set(figures["kinds"]) >= {
        "short",
        "negated",
        "delegated",
        "own_sale",
        "internal",
        "career",
        "claim",
    }
    for test in InvestmentTest:
        assert figures[test]["wrong"] <= 0.05
        assert figures[test]["unclear"] <= 0.2
        assert figures[test]["asked"] >= 0.75
