"""Question banks and cue lists: complete, varied, and able to find what they are for."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from tests.knowledge.schema import (
    AllianceCheck,
    AssumptionCues,
    Clarifying,
    Criteria,
    Glossary,
    Mindset,
    PlanningVsStrategy,
    PlanSide,
    Purposes,
    Questions,
    read,
)


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _whole_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def test_the_weekly_round_has_six_questions_that_can_differ_for_a_month() -> None:
    bank = read("questions/tactegic.yaml", Questions)

    assert [question.field for question in bank.questions] == [
        "challenges",
        "whom_on_challenges",
        "ought_to_think",
        "provoke",
        "market_shifts",
        "whom_on_shifts",
    ]
    assert all(len(set(question.variants)) >= 4 for question in bank.questions)


def test_the_leaders_round_covers_all_its_fields() -> None:
    bank = read("questions/stratical.yaml", Questions)

    fields = {question.field for question in bank.questions}
    assert fields >= {"whats_next", "response", "disrupt", "take_share", "new_offerings", "resources"}
    assert fields >= {"structures", "processes", "people", "culture", "growth_mindset", "visible_actions"}
    assert all(len(set(question.variants)) >= 3 for question in bank.questions)


@pytest.mark.parametrize("name", ["tactegic", "stratical"])
def test_variants_ask_and_fill_in_nothing_but_the_account(name: str) -> None:
    bank = read(f"questions/{name}.yaml", Questions)

    every = [text for question in bank.questions for text in question.variants]
    assert len(every) == len(set(every))
    assert all("?" in text or text.endswith(".") for text in every)
    assert all(_gaps(text) <= ({"account"} if name == "tactegic" else set()) for text in every)
    assert all(question.horizon.start <= question.horizon.to for question in bank.questions)


def test_mindset_questions_each_name_the_contact() -> None:
    bank = read("questions/mindset.yaml", Mindset)

    assert len(bank.questions) >= 12
    assert all(_gaps(question.text) == {"contact"} for question in bank.questions)
    assert len({question.text for question in bank.questions}) == len(bank.questions)


def test_each_investment_test_has_five_clarifying_questions_that_can_decide_it() -> None:
    bank = read("questions/clarifying.yaml", Clarifying)

    assert set(bank.tests) == {"invests", "learns", "illustrates"}
    for questions in bank.tests.values():
        assert len({question.id for question in questions}) >= 5
        for question in questions:
            assert question.text.count("?") == 1
            assert {answer.counts for answer in question.answers} >= {"pass", "fail"}
            assert all(len(answer.label) <= 75 for answer in question.answers)


def test_criteria_have_an_anchor_for_every_step_of_the_scale() -> None:
    bank = read("questions/criteria.yaml", Criteria)

    assert [criterion.id for criterion in bank.criteria] == ["vision", "mutual-value", "reach", "trust"]
    steps = set(range(bank.scale.lowest, bank.scale.highest + 1))
    assert all(set(criterion.anchors) == steps for criterion in bank.criteria)


def test_there_are_exactly_the_three_purposes() -> None:
    assert [purpose.id for purpose in read("questions/purposes.yaml", Purposes).purposes] == ["a", "b", "c"]


def test_the_alliance_check_knows_every_topic_with_a_proposal_to_fill_in() -> None:
    topics = {topic.id: topic for topic in read("questions/alliance-check.yaml", AllianceCheck).topics}

    assert set(topics) >= {"risk", "change", "uncertainty", "ambiguity", "relationship-measures"}
    assert set(topics) >= {"intangible-value", "long-term-return", "patience"}
    assert all("[" in topic.proposal and len(topic.cues) >= 5 for topic in topics.values())
    assert {topic.belongs for topic in topics.values()} == {"contract", "team-document"}


def test_every_assumption_pattern_finds_its_own_example() -> None:
    bank = read("questions/assumption-cues.yaml", AssumptionCues)
    act = "(?:" + "|".join(map(re.escape, bank.acts)) + ")"

    for row in bank.patterns:
        pattern = row.pattern.replace("{buyer}", "(?:they|she|he|northwind)").replace("{act}", act)
        assert _whole_words(pattern).search(row.example), row.id
        assert not any(_whole_words(re.escape(hedge)).search(row.example) for hedge in bank.hedges), row.id
    assert "{quote}" in bank.reply


def _found(side: PlanSide, text: str) -> set[str]:
    return {cue.id for cue in side.cues if _whole_words(cue.pattern).search(text)}


def test_plan_cues_tell_going_on_from_working_back() -> None:
    bank = read("questions/planning-vs-strategy.yaml", PlanningVsStrategy)
    going_on = "Grow existing accounts by 10 % and split the target across territories this quarter."
    from_future = "By 2031 we want to be whom ports call first. Working back, we need to meet someone new."

    assert _found(bank.extrapolates, going_on) >= {"growth-rate", "existing-base", "split", "this-period"}
    assert not _found(bank.works_from_future, going_on)
    found = _found(bank.works_from_future, from_future)
    assert found >= {"year-picture", "picture", "backwards", "new-people"}
    assert not _found(bank.extrapolates, from_future)


def test_what_a_plan_lacks_is_told_by_cues_that_exist() -> None:
    bank = read("questions/planning-vs-strategy.yaml", PlanningVsStrategy)

    known = {cue.id for cue in bank.works_from_future.cues}
    assert all(set(row.when_absent) <= known for row in bank.missing)


def test_the_glossary_defines_each_word_of_the_method_once_and_briefly() -> None:
    terms = [row.term for row in read("glossary/method.yaml", Glossary).terms]

    assert len(terms) == len(set(terms))
    assert {"workspace", "member", "contact", "strategic contact", "universe", "phase", "note"} <= set(terms)
    assert {"reporting line", "touch", "commitment", "round", "investment test"} <= set(terms)
    assert all(len(row.definition.split()) <= 30 for row in read("glossary/method.yaml", Glossary).terms)
