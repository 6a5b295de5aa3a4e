"""S7: which lesson is shown, as a pure rule."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.config import data_root
from bot.core.knowledge.basics import LessonMoment
from bot.features.learning.rules import choose_lesson, lessons_about
from bot.files.knowledge import FileKnowledge

KNOWLEDGE = FileKnowledge(data_root("knowledge"))


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
