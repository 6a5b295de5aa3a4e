"""Lessons: short, about the method, each different (S7)."""

from __future__ import annotations

import re
from itertools import combinations
from typing import get_args

import pytest

from tests.knowledge.schema import KNOWLEDGE, RULES, Lesson, Moment, lessons

NEEDED = {*RULES} - {"T2", "T5", "S7", *(f"B{n}" for n in range(1, 8))}


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())


def _runs_of_six(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[start : start + 6]) for start in range(len(words) - 5)}


def test_there_are_enough_lessons_and_every_rule_has_one() -> None:
    found = lessons()

    assert len(found) >= 24
    assert {rule for lesson in found for rule in lesson.rules} >= NEEDED


def test_each_of_the_three_investment_tests_has_its_own_lesson() -> None:
    assert sum("R3" in lesson.rules for lesson in lessons()) >= 3


def test_every_moment_has_two_lessons_so_that_none_comes_twice_in_a_row() -> None:
    for moment in get_args(Moment):
        assert sum(moment in lesson.moments for lesson in lessons()) >= 2, moment


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.id)
def test_a_lesson_is_short_and_named_after_its_file(lesson: Lesson) -> None:
    assert 40 <= len(lesson.body.split()) < 120
    assert len(lesson.title.split()) <= 12
    assert (KNOWLEDGE / "lessons" / f"{lesson.id}.md").exists()


def test_no_two_lessons_are_alike() -> None:
    found = lessons()
    assert len({lesson.title for lesson in found}) == len(found)

    for one, other in combinations(found, 2):
        ours, theirs = set(_words(one.body)), set(_words(other.body))
        assert len(ours & theirs) / len(ours | theirs) < 0.4, (one.id, other.id)
        sixes = [
            set(zip(*(_words(text)[start:] for start in range(6)), strict=False))
            for text in (one.body, other.body)
        ]
        assert not sixes[0] & sixes[1], (one.id, other.id)
