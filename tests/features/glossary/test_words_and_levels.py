"""Private questions, levels and the other side, as pure rules (S1, S2, S4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import data_root
from bot.core.coaching.understanding import Excerpt
from bot.core.contacts import Contact, ContactId, Standing, Tier
from bot.core.identity import MemberId, Space, WorkspaceId
from bot.features.focus.rules import Level, level_of, sort_activities, to_delegate
from bot.features.mindset.contracts import Attitude
from bot.features.mindset.rules import question_for, whom_to_ask_about
from bot.features.partner_view.cards import questions
from bot.features.partner_view.rules import Aspect, find_aspect, find_aspects
from bot.features.plans.contracts import Activity, ActivityId
from bot.files.knowledge import FileKnowledge

KNOWLEDGE = FileKnowledge(data_root("knowledge"))
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TEAM, MINE = WorkspaceId("T1"), Space("m:U1")


# -- mindset -----------------------------------------------------------------------------------------------


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


# -- focus -------------------------------------------------------------------------------------------------


def activity(id: str, text: str, owner: str = "U1", on: date | None = None) -> Activity:
    return Activity(
        id=ActivityId(id), workspace=TEAM, space=MINE, created_at=NOW, text=text, owner=MemberId(owner), on=on
    )


def test_s2_words_decide_the_level() -> None:
    cues = KNOWLEDGE.focus

    assert level_of("Listen to Ana for an hour", cues)[0] is Level.MINDSET
    assert level_of("Show her planner how we report", cues) == (Level.TEACHING, "Show her planner how")
    assert level_of("Send the price list", cues)[0] is Level.BUSINESS


@given(st.lists(st.tuples(st.text(max_size=30), st.integers(0, 3)), max_size=12))
def test_s2_every_activity_has_one_level_and_the_members_word_goes_first(rows: list[tuple[str, int]]) -> None:
    activities = [activity(str(n), text) for n, (text, _) in enumerate(rows)]
    choices = {str(n): level for n, (_, level) in enumerate(rows) if level}

    found = sort_activities(activities, KNOWLEDGE.focus, choices)

    assert sorted(each.activity.id for each in found) == sorted(each.id for each in activities)
    assert all(each.level == choices[each.activity.id] for each in found if each.activity.id in choices)
    assert [each.level for each in found] == sorted(each.level for each in found)
    assert all(each.level is Level.BUSINESS for each in to_delegate(found, "U1"))
    assert to_delegate(found, "U2") == []


# -- the other side ----------------------------------------------------------------------------------------


def excerpt(number: int, text: str, day: int = 1, *, superseded: bool = False) -> Excerpt:
    return Excerpt(
        number=number, note_id=f"n{number}", text=text, occurred_on=date(2026, 3, day), superseded=superseded
    )


def test_s4_only_what_tells_of_them_is_quoted_the_latest_first() -> None:
    told = find_aspects(
        [
            excerpt(1, "She worries about the audit. We had lunch.", 1),
            excerpt(2, "She worries about carbon. She wants a seat.", 5),
            excerpt(3, "She fears everything.", 9, superseded=True),
        ]
    )

    assert [(seen.aspect, [s.text for s in seen.statements]) for seen in told] == [
        (Aspect.MOVES, ["She worries about carbon.", "She worries about the audit."]),
        (Aspect.WANTS, ["She wants a seat."]),
    ]
    assert find_aspect("We had lunch.") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "I worry about my quota",
        "I'm unsure how to go on",
        "We still want a second source",
        "My goal is a visit in May",
        "I was glad about it",
        "We will need more people",
    ],
)
def test_s4_what_tells_of_the_member_alone_is_not_their_side(sentence: str) -> None:
    assert find_aspect(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("I think she worries about the audit", Aspect.MOVES),
        ("I was asked for a seat on the committee", Aspect.WANTS),
        ("I introduced her to Lars", Aspect.GAINS),
        ("I worry that he doubts us", Aspect.DOUBTS),
        ("We both want a pilot", Aspect.WANTS),
        ("My boss met her and she wants a pilot", Aspect.WANTS),
    ],
)
def test_s4_what_tells_of_the_partner_stays_their_side(sentence: str, side: Aspect) -> None:
    assert find_aspect(sentence) is side


@given(st.lists(st.text(max_size=60), max_size=6))
def test_s4_every_quote_stands_in_its_note_and_open_sides_are_asked_first(texts: list[str]) -> None:
    excerpts = [excerpt(number, text) for number, text in enumerate(texts, 1)]

    told = find_aspects(excerpts)

    for seen in told:
        for statement in seen.statements:
            assert statement.text in texts[statement.cites[0] - 1]
    assert len(questions(told, "Ana")) == 3
