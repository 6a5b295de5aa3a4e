"""When an expectation is over, when a test is looked back on, and how the answers are counted (R2, R3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.coaching.investment import (
    ActionOutcome,
    Assessment,
    AssessmentId,
    InvestmentTest,
    Judgement,
    Verdict,
)
from bot.core.coaching.understanding import Mode, Provenance
from bot.core.notes import Assumption, Note, NoteId
from bot.features.assessment.rules import WEEKS_TO_OUTCOME, PlannedAction, due_outcomes, outcome_due_on
from bot.features.hindsight.contracts.values import ExpectationAnswer, track_record
from bot.features.hindsight.rules import (
    TOO_OLD,
    due_expectations,
    expectations_of,
    last_day,
)
from tests.support.stores import ANA

TUESDAY = date(2027, 3, 9)
DAYS = st.dates(date(2027, 1, 1), date(2029, 12, 31))


@pytest.mark.parametrize(
    ("quote", "over_on"),
    [
        ("they sign in May", date(2027, 5, 31)),
        ("they sign by May", date(2027, 5, 31)),
        ("they sign by Friday", date(2027, 3, 12)),
        ("the board decides tomorrow", date(2027, 3, 10)),
        ("they sign in May or June", date(2027, 6, 30)),
        ("after the fair on 20 March they order in April", date(2027, 4, 30)),
        ("they roll it out next year", date(2028, 12, 31)),
    ],
)
def test_the_last_day_of_what_an_expectation_names(quote: str, over_on: date) -> None:
    assert last_day(quote, TUESDAY) == over_on


@pytest.mark.parametrize("quote", ["we'll win this one", "they sign soon", "they ordered last week"])
def test_nothing_is_asked_where_no_time_to_come_can_be_read(quote: str) -> None:
    assert last_day(quote, TUESDAY) is None


def note(text: str, written_on: date = TUESDAY, occurred_on: date | None = None) -> Note:
    return Note(
        id=NoteId(f"note of {text}"),
        workspace=ANA.workspace,
        space=ANA.own,
        text=text,
        created_at=datetime.combine(written_on, datetime.min.time(), UTC),
        occurred_on=occurred_on or written_on,
        assumptions=(Assumption(text, 0),),
    )


def test_words_of_a_note_of_long_ago_count_from_the_day_that_it_tells_of() -> None:
    late = note("they sign next week", occurred_on=date(2026, 6, 1))
    fresh = note("they sign next week", occurred_on=date(2027, 3, 4))

    assert expectations_of(late, TUESDAY)[0].over_on < date(2026, 6, 14)
    assert expectations_of(fresh, TUESDAY)[0].over_on > TUESDAY


@given(DAYS)
def test_each_expectation_is_due_once_and_only_after_its_time(today: date) -> None:
    found = expectations_of(note("they sign in May 2028"), TUESDAY)

    due = due_expectations(found, (), today)

    over = date(2028, 5, 31)
    assert bool(due) == (over < today <= over + TOO_OLD)
    assert due_expectations(found, [each.id for each in found], today) == ()


def test_the_same_words_in_two_notes_are_asked_about_once() -> None:
    first, second = note("They sign in May"), replace(note("they sign in May"), id=NoteId("another"))
    found = [*expectations_of(first, TUESDAY), *expectations_of(second, TUESDAY)]
    june = date(2027, 6, 3)

    assert len(due_expectations(found, (), june)) == 1
    assert due_expectations(found, [found[1].id], june) == ()


def assessed(id: str, verdict: Verdict = Verdict.PASS, **changed: object) -> Assessment:
    action = Assessment(
        id=AssessmentId(id),
        workspace=ANA.workspace,
        space=ANA.own,
        created_at=datetime(2027, 3, 9, 12, tzinfo=UTC),
        action="An hour at her desk",
        judgements=tuple(Judgement(test, verdict, "so") for test in InvestmentTest),
        provenance=Provenance(mode=Mode.RULES),
    )
    return replace(action, **changed)  # type: ignore[arg-type]


def test_what_followed_is_asked_three_weeks_after_the_test_or_after_its_day_on_the_plan() -> None:
    assert outcome_due_on(TUESDAY, None) == TUESDAY + WEEKS_TO_OUTCOME
    assert outcome_due_on(TUESDAY, PlannedAction(None)) == TUESDAY + WEEKS_TO_OUTCOME
    assert outcome_due_on(TUESDAY, PlannedAction(date(2027, 4, 1))) == date(2027, 4, 22)
    assert outcome_due_on(TUESDAY, PlannedAction(date(2027, 4, 1), is_dropped=True)) is None


@given(st.integers(0, 400))
def test_only_passed_and_failed_actions_in_their_last_wording_are_looked_back_on(days: int) -> None:
    rows = [
        assessed("passed"),
        assessed("failed", Verdict.FAIL),
        assessed("unclear", Verdict.UNCLEAR),
        assessed("worded anew", Verdict.FAIL),
        assessed("again", revises=AssessmentId("worded anew")),
        assessed("told", outcome=ActionOutcome.NOTHING),
        assessed("asked", look_back="2027-W14"),
        assessed("only proposed", proposed=True),
        assessed("planned", proposed=True),
        assessed("planned for summer"),
    ]
    planned = {"planned": PlannedAction(None), "planned for summer": PlannedAction(date(2029, 7, 1))}

    due = due_outcomes(rows, {each.id: TUESDAY for each in rows}, planned, TUESDAY + timedelta(days=days))

    is_time = WEEKS_TO_OUTCOME <= timedelta(days=days) <= WEEKS_TO_OUTCOME + TOO_OLD
    assert {each.id for each in due} == ({"passed", "failed", "again", "planned"} if is_time else set())


@given(st.lists(st.sampled_from([*ExpectationAnswer, None])))
def test_the_record_counts_what_came_true_among_what_is_decided(
    answers: list[ExpectationAnswer | None],
) -> None:
    record = track_record(answers)

    assert record.came_true == answers.count(ExpectationAnswer.YES)
    assert record.decided == record.came_true + answers.count(ExpectationAnswer.NO)
    assert record.moved == answers.count(ExpectationAnswer.MOVED)
