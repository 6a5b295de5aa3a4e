"""Terms, private questions, levels, lessons and the other side, as pure rules (F6, S1, S2, S4, S7)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import data_root
from bot.core.coaching.understanding import Excerpt
from bot.core.contacts import Contact, ContactId, Standing, Tier
from bot.core.identity import WORKSPACE_SPACE, MemberId, Space, WorkspaceId
from bot.core.knowledge.basics import LessonMoment
from bot.features.focus.rules import Level, level_of, sort_activities, to_delegate
from bot.features.glossary.contracts.reading import expand
from bot.features.glossary.contracts.values import Term, Version
from bot.features.glossary.rules import acronyms, has_word, key_of, outsider_words, term_id, unknown_acronyms
from bot.features.learning.rules import choose_lesson, lessons_about
from bot.features.mindset.contracts import Attitude
from bot.features.mindset.rules import question_for, whom_to_ask_about
from bot.features.partner_view.cards import questions
from bot.features.partner_view.rules import Aspect, find_aspect, find_aspects
from bot.features.plans.contracts import Activity, ActivityId
from bot.files.knowledge import FileKnowledge

KNOWLEDGE = FileKnowledge(data_root("knowledge"))
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TEAM, MINE = WorkspaceId("T1"), Space("m:U1")
EVERYDAY = {key_of(word) for word in KNOWLEDGE.everyday.acronyms}


def term(word: str, *definitions: str) -> Term:
    return Term(
        id=term_id(TEAM, word),
        workspace=TEAM,
        space=WORKSPACE_SPACE,
        created_at=NOW,
        term=word,
        key=key_of(word),
        versions=tuple(Version(definition=d, by=MemberId("U1"), name="Mira", at=NOW) for d in definitions),
    )


ARR = term("ARR", "annual recurring revenue")


def test_f6_a_question_is_expanded_both_ways_and_else_left_alone() -> None:
    assert expand("What is her ARR?", [ARR]) == "What is her ARR? (annual recurring revenue)"
    assert expand("her annual recurring revenue", [ARR]) == "her annual recurring revenue (ARR)"
    assert expand("an arrow", [ARR]) == "an arrow"


@given(st.text(max_size=80))
def test_f6_an_expanded_question_begins_with_the_question(question: str) -> None:
    assert expand(question, [ARR]).startswith(question)


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=6))
def test_f6_a_changed_term_keeps_every_wording_in_order(first: str, later: list[str]) -> None:
    kept, told = term("X", first), [first]
    for wording in later:
        kept = kept.reword("X", Version(definition=wording, by=MemberId("U2"), name="Otto", at=NOW))
        told += [wording] if wording != told[-1] else []

    assert [each.definition for each in kept.versions] == told


def test_f6_acronyms_are_words_in_capitals_and_no_quarters_or_numerals() -> None:
    assert acronyms("Q3 ARR and IBM, R2D2x, phase II, FY27, S4, arr") == ["ARR", "IBM"]
    assert acronyms("EVERYTHING IS LOUD") == []
    assert unknown_acronyms("Annual recurring revenue (ARR) grew; ARR and the CEO and ZPM", EVERYDAY) == [
        "ZPM"
    ]


def test_f6_drafts_are_checked_for_words_that_outsiders_do_not_know() -> None:
    terms = [ARR, term("gold run", "the top tier"), term("CEO", "the boss")]
    draft = "Dear Ana, our ARR and the gold run please the CEO; see the ZPM and your touch points."

    found = [(each.word, each.meaning) for each in outsider_words(draft, terms, EVERYDAY, ("touch point",))]

    assert found == [("ARR", "annual recurring revenue"), ("gold run", "the top tier"), ("ZPM", "")]
    assert outsider_words("annual recurring revenue, or ARR", [ARR], EVERYDAY) == []


@given(st.text(alphabet="abAB .", max_size=30), st.text(alphabet="abAB", min_size=1, max_size=4))
def test_f6_a_word_is_found_only_whole(text: str, word: str) -> None:
    if has_word(text, word):
        assert word.casefold() in text.casefold().replace(".", " ").split()


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


# -- lessons -----------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(list(LessonMoment)), min_size=2, max_size=40))
def test_s7_never_the_same_lesson_twice_in_a_row(moments: list[LessonMoment]) -> None:
    history: list[str] = []
    for moment in moments:
        lesson = choose_lesson(moment, KNOWLEDGE.lessons, history)
        assert lesson is not None
        assert moment in lesson.moments
        assert not history or lesson.id != history[-1]
        history.append(lesson.id)


def test_s7_all_lessons_come_before_one_comes_again() -> None:
    history: list[str] = []
    for _ in KNOWLEDGE.lessons:
        lesson = choose_lesson(None, KNOWLEDGE.lessons, history)
        assert lesson is not None
        history.append(lesson.id)

    assert len(set(history)) == len(KNOWLEDGE.lessons)


def test_s7_a_topic_is_a_rule_or_words() -> None:
    assert "F3" in lessons_about("f3", KNOWLEDGE.lessons)[0].rules
    assert lessons_about("three goals", KNOWLEDGE.lessons)[0].id == "three-goals"
    assert lessons_about("zzyzx", KNOWLEDGE.lessons) == []


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
