"""S1: whom and what a private question is about, as pure rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.config import data_root
from bot.core.contacts import Contact, ContactId, Standing, Tier
from bot.core.identity import Space, WorkspaceId
from bot.features.mindset.contracts import Attitude
from bot.features.mindset.rules import question_for, whom_to_ask_about
from bot.files.knowledge import FileKnowledge

KNOWLEDGE = FileKnowledge(data_root("knowledge"))
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TEAM, MINE = WorkspaceId("T1"), Space("m:U1")


def contact(id: str, *, tier: Tier = Tier.FUNCTIONAL, standing: Standing = Standing.KNOWN) -> Contact:
    return Contact(
        id=ContactId(id), workspace=TEAM, space=MINE, name=id, created_at=NOW, tier=tier, standing=standing
    )


def attitude(contact_id: str, question: str, days: int) -> Attitude:
    return Attitude(
        id=f"{contact_id}{question}{days}",
        workspace=TEAM,
        space=MINE,
        created_at=NOW + timedelta(days=days),
        contact_id=ContactId(contact_id),
        name=contact_id,
        question_id=question,
        question="?",
        answer="!",
    )


def test_s1_the_strategic_relationship_not_thought_of_for_longest_comes_first() -> None:
    lars = contact("lars", tier=Tier.STRATEGIC, standing=Standing.ACTIVE)
    ana = contact("ana", tier=Tier.STRATEGIC, standing=Standing.ACTIVE)
    omar, gone = contact("omar"), contact("gone", tier=Tier.STRATEGIC, standing=Standing.RELEASED)

    assert whom_to_ask_about([omar, lars, ana, gone], [attitude("ana", "fear", 1)]) == lars
    assert whom_to_ask_about([gone], []) is None


@given(st.text(alphabet="abc", min_size=1, max_size=4), st.integers(1, 40))
def test_s1_no_question_comes_twice_before_all_have_come(contact_id: str, rounds: int) -> None:
    bank = KNOWLEDGE.mindset.questions
    answers: list[Attitude] = []
    for day in range(rounds):
        asked = question_for(bank, contact_id, answers)
        assert asked.id not in {a.question_id for a in answers[-(len(bank) - 1) :]}
        answers.append(attitude(contact_id, asked.id, day))
