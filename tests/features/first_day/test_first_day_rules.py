"""B4: what comes after which step, and who is read of typed lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.features.first_day.rules import (
    REMINDED_AFTER,
    Achieved,
    FirstDay,
    FirstStep,
    TypedPerson,
    after,
    begun,
    is_reminder_due,
    read_typed,
    settled,
)

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAY = FirstDay(
    id=MemberId("U1"),
    workspace=WorkspaceId("T1"),
    space=own_space(MemberId("U1")),
    created_at=NOW,
    moved_at=NOW,
)
achieved = st.builds(Achieved, people=st.booleans(), note=st.booleans())


@given(st.lists(achieved, max_size=8))
def test_steps_only_go_forward_and_come_to_an_end(done: list[Achieved]) -> None:
    day, seen = DAY, [DAY.at.number]
    for each in done:
        if not day.is_over:
            day = after(day, each, NOW)
            seen.append(day.at.number)
    assert seen == sorted(seen)
    assert len(done) < len(FirstStep) or day.is_over


@given(st.sampled_from(FirstStep), achieved)
def test_nothing_is_asked_for_that_is_there_already(step: FirstStep, done: Achieved) -> None:
    day = settled(replace(DAY, at=step), done, NOW)
    assert settled(day, done, NOW) == day
    if not day.is_over:
        assert not (day.at is FirstStep.PEOPLE and done.people)
        assert not (day.at is FirstStep.NOTE and done.note)
        assert day.at is not FirstStep.QUESTION or done.note


def test_who_is_through_may_begin_again_and_who_left_goes_on() -> None:
    left = replace(DAY, at=FirstStep.NOTE)
    assert begun(left, NOW) == left
    assert begun(replace(left, is_over=True), NOW).at is FirstStep.HOURS


def test_a_reminder_is_due_once_and_never_after_the_end() -> None:
    later = NOW + REMINDED_AFTER
    assert is_reminder_due(DAY, later)
    assert not is_reminder_due(DAY, later - timedelta(minutes=1))
    assert not is_reminder_due(DAY.reminded(), later)
    assert not is_reminder_due(replace(DAY, is_over=True), later)


@pytest.mark.parametrize(
    ("line", "name", "company"),
    [
        ("Ana Ruiz, Northwind", "Ana Ruiz", "Northwind"),
        ("- Ana Ruiz (Northwind)", "Ana Ruiz", "Northwind"),
        ("2. Ana Ruiz at Northwind Foods", "Ana Ruiz", "Northwind Foods"),
        ("Ana Ruiz\tNorthwind", "Ana Ruiz", "Northwind"),
        ("Ana Ruiz \u2013 Northwind", "Ana Ruiz", "Northwind"),
        ("Jean-Luc d'Arbois", "Jean-Luc d'Arbois", ""),
        ("प्रिया शर्मा, Oakhurst", "प्रिया शर्मा", "Oakhurst"),
        ("Ana", "Ana", ""),
    ],
)
def test_a_line_is_read_as_a_name_and_a_company(line: str, name: str, company: str) -> None:
    assert read_typed(line).people == (TypedPerson(name, company),)


@pytest.mark.parametrize(
    "line", ["12345", "?", "ana@northwind.com", "=HYPERLINK(1)", "x" * 81, "A " * 9 + "B"]
)
def test_a_line_without_a_name_is_said_to_be_unread(line: str) -> None:
    typed = read_typed(f"Ana Ruiz\n{line}")
    assert typed.people == (TypedPerson("Ana Ruiz"),)
    assert typed.unread == (line.strip(),)


@given(st.text(max_size=300))
def test_any_text_is_read_and_each_line_counts_once(text: str) -> None:
    typed = read_typed(text)
    assert len(typed.people) + len(typed.unread) <= len(text.splitlines())
    assert len({each.name.casefold() for each in typed.people}) == len(typed.people)


def test_a_title_may_stand_behind_the_company() -> None:
    lines = "Dr. Sanne Oduya (Halvorsen), Head of Procurement\n"
    lines += "Ana Ruiz, Northwind, CFO\nLars Berg, Tesseract, Inc."
    assert read_typed(lines).people == (
        TypedPerson("Dr. Sanne Oduya", "Halvorsen", "Head of Procurement"),
        TypedPerson("Ana Ruiz", "Northwind", "CFO"),
        TypedPerson("Lars Berg", "Tesseract, Inc"),
    )
