"""R3 without a model: quotes are literal, reasons fit, and each template is held against the tests."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.rules.assessing import RulesAssessor
from bot.coach.rules.investment import InvestmentClassifier
from bot.config import data_root
from bot.core.coaching.investment import (
    Clarification,
    InvestmentTest,
    Judged,
    Judgement,
    Network,
    Proposal,
    Verdict,
    keep_supported,
    whole,
)
from bot.core.coaching.understanding import Excerpt
from bot.core.ports.errors import Unavailable
from bot.memory.embedding import local_embedder

FOLDER = data_root("knowledge") / "investment-tests"
CLASSIFIER = InvestmentClassifier.load(FOLDER / "model.json")
ASSESSOR = RulesAssessor(local_embedder())
WORRIED = "Met Ana Ruiz. She is worried about carbon reporting from 2027 and wants a steering group seat."


def note(text: str, number: int = 1, day: int = 1) -> Excerpt:
    return Excerpt(number=number, note_id=f"n{number}", text=text, occurred_on=date(2026, 11, day))


def verdicts(judged: Judged) -> dict[str, str]:
    return {each.test.value: each.verdict.value for each in judged.judgements}


def failing(invests: Verdict = Verdict.FAIL) -> list[Judgement]:
    found = {InvestmentTest.INVESTS: invests}
    return [Judgement(test, found.get(test, Verdict.FAIL), "because") for test in InvestmentTest]


class OfflineEmbedder:
    """Another service's embeddings, which cannot be reached."""

    identity, dimensions = CLASSIFIER.embedder, 384

    async def embed(self, texts: object) -> list[list[float]]:
        raise Unavailable("no answer")


async def test_neighbouring_words_are_quoted_as_one() -> None:
    judged = await ASSESSOR.assess(Proposal(action="I'm thinking of sending Ana a gift basket"))

    assert {evidence.quote for each in judged.judgements for evidence in each.evidence} == {"gift basket"}
    assert judged.judgements[0].why == "It is bought, and costs you no time."


async def test_without_the_vector_the_words_alone_decide() -> None:
    offline = RulesAssessor(OfflineEmbedder())

    judged = await offline.assess(Proposal(action="I'm thinking of sending Ana a gift basket with wine"))

    assert set(verdicts(judged).values()) == {"fail"}


async def test_free_words_change_only_the_test_that_was_asked_about() -> None:
    action = Proposal(action="Should I do a project with Ana?")
    answer = "I would ask her what worries her and listen"
    clarified = Proposal(
        action=action.action,
        clarifications=(Clarification(InvestmentTest.LEARNS, "What would you know?", answer),),
    )

    before, after = await ASSESSOR.assess(action), await ASSESSOR.assess(clarified)

    assert verdicts(before) == dict.fromkeys(("invests", "learns", "illustrates"), "unclear")
    assert verdicts(after) == verdicts(before) | {"learns": "pass"}


@pytest.mark.parametrize(
    "action",
    [
        "Visit {} and ask about 2028 for an hour",
        "Take {} to lunch and ask about the merger",
        "Spend a day at {}'s plant, then write a two-page note on what I saw",
    ],
)
async def test_no_verdict_hangs_on_a_name(action: str) -> None:
    named = [verdicts(await ASSESSOR.assess(Proposal(action=action.format(name)))) for name in NAMES]

    assert named == [named[0]] * len(NAMES)


@pytest.mark.slow
@given(st.text(max_size=200))
def test_evidence_always_stands_in_the_members_own_words(action: str) -> None:
    offline = RulesAssessor(OfflineEmbedder())
    proposal = Proposal(action=action)
    judged = asyncio.run(offline.assess(proposal))

    kept = keep_supported(judged.judgements, action, {})
    assert [each.evidence for each in kept] == [each.evidence for each in judged.judgements]


NAMES = ("Abel", "Dora", "Chidi", "Mei-Ling Chow", "Dr. Tomás Oliveira")
TOPICS = [
    WORRIED,
    "Ana struggles with late deliveries from two of her suppliers",
    "Ana needs a second supplier before spring",
    "Ana is looking for a successor for her deputy",
    "Ana asked me about heat pumps",
    "Ana likes rowing",
]


@pytest.mark.parametrize("network", Network)
@pytest.mark.parametrize("text", TOPICS)
@pytest.mark.parametrize("contact", ["Ana Ruiz", ""])
async def test_what_is_proposed_passes_the_same_tests(network: Network, text: str, contact: str) -> None:
    proposal = Proposal(action="Send a basket", contact=contact, network=network, excerpts=(note(text),))

    rewrite = await ASSESSOR.rewrite(proposal, failing())

    assert rewrite.is_template
    judged = await ASSESSOR.assess(Proposal(action=rewrite.text))
    assert whole(each.verdict for each in judged.judgements) is Verdict.PASS
    assert (contact or " them ") in rewrite.text
    assert "[" not in rewrite.text


async def test_the_worry_in_a_note_goes_before_a_newer_wish() -> None:
    notes = (note(WORRIED, 1, day=1), note("Ana wants a demo", 2, day=9))

    rewrite = await ASSESSOR.rewrite(
        Proposal(action="Send wine", contact="Ana Ruiz", excerpts=notes), failing()
    )

    assert " carbon reporting from 2027" in rewrite.text
    assert rewrite.note_ids == ("n1",)


async def test_what_the_notes_do_not_say_is_asked_and_leaves_no_gap() -> None:
    rewrite = await ASSESSOR.rewrite(Proposal(action="Send wine", contact="Ana Ruiz"), failing())

    assert "Ana Ruiz" in rewrite.text
    assert rewrite.note_ids == ()


async def test_an_action_that_gives_time_already_is_built_on() -> None:
    action = "I'm thinking of spending half a day in Ana's warehouse watching returns"
    proposal = Proposal(action=action, contact="Ana Ruiz", excerpts=(note(WORRIED),))

    rewrite = await ASSESSOR.rewrite(proposal, failing(Verdict.PASS))

    assert rewrite.text.startswith("Spend half a day in Ana's warehouse watching returns. ")
    assert "ask Ana " in rewrite.text


@pytest.mark.parametrize(
    ("action", "network"),
    [
        ("Send my former boss a card", Network.CAREER),
        ("Ask a recruiter to lunch", Network.CAREER),
        ("Help my old professor sort her talks", Network.CAREER),
        ("Send Ana a basket", Network.CLIENT),
        ("Interview Ana on her career in carbon trading", Network.CLIENT),
    ],
)
async def test_whose_network_an_action_serves_is_read_from_its_words(action: str, network: Network) -> None:
    assert (await ASSESSOR.assess(Proposal(action=action))).network is network


async def test_the_network_that_the_member_chose_stands() -> None:
    judged = await ASSESSOR.assess(Proposal(action="Send my former boss a card", network=Network.CLIENT))

    assert judged.network is Network.CLIENT


def test_each_reason_belongs_to_a_cue_that_speaks_that_way() -> None:
    cues = {cue.name: cue.speaks for cue in CLASSIFIER.cues}
    reasons: dict[str, Any] = yaml.safe_load((FOLDER / "reasons.yaml").read_text(encoding="utf-8"))["tests"]

    for test, by_verdict in reasons.items():
        for verdict, sign in (("pass", 1), ("fail", -1)):
            for cue in by_verdict[verdict]["cues"]:
                assert cues[cue].get(InvestmentTest(test)) == sign, (test, verdict, cue)
