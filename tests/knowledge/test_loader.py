"""The loader of knowledge files: every bank as typed values, and no file that bends its shape."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.knowledge.basics import LessonMoment
from bot.core.knowledge.questions import Horizon
from bot.core.ports.knowledge import Knowledge
from bot.files.knowledge import BadKnowledge, FileKnowledge
from tests.knowledge.schema import KNOWLEDGE

LESSON = (KNOWLEDGE / "lessons" / "future-hour.md").read_text(encoding="utf-8")


def test_every_bank_is_read() -> None:
    knowledge: Knowledge = FileKnowledge(KNOWLEDGE)

    assert {moment for lesson in knowledge.lessons for moment in lesson.moments} == set(LessonMoment)
    assert len(knowledge.tactegic.questions) == 6
    assert knowledge.tactegic.questions[0].horizon == Horizon(2, 3)
    assert {topic.belongs for topic in knowledge.alliance.topics} == {"contract", "team-document"}
    assert set(knowledge.clarifying.tests) == {"invests", "learns", "illustrates"}
    assert knowledge.criteria.criteria[0].anchors[0]
    assert [purpose.id for purpose in knowledge.purposes.purposes] == ["a", "b", "c"]
    assert all("{contact}" in question.text for question in knowledge.mindset.questions)
    assert knowledge.stratical.questions
    assert knowledge.assumptions.patterns
    assert knowledge.plan_cues.missing
    assert knowledge.glossary.terms
    assert knowledge.rubric.body.startswith("#")


def test_a_file_is_read_once_and_only_when_asked_for(tmp_path: Path) -> None:
    knowledge = FileKnowledge(tmp_path)
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "one.md").write_text(LESSON, encoding="utf-8")

    first = knowledge.lessons
    (tmp_path / "lessons" / "one.md").unlink()

    assert knowledge.lessons is first


@pytest.mark.parametrize(
    "bend",
    [
        lambda text: text.replace("title:", "titel:"),
        lambda text: text.replace("---\n", "---\nmood: good\n", 1),
        lambda text: text.replace("moments: [", "moments: [some-day, "),
        lambda text: text.replace("---\n", "", 1),
        lambda text: text.replace("rules: [T1]", "rules: [1]"),
    ],
)
def test_a_bent_file_is_named(tmp_path: Path, bend: Callable[[str], str]) -> None:
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "bent.md").write_text(bend(LESSON), encoding="utf-8")

    with pytest.raises(BadKnowledge, match=r"bent\.md"):
        _ = FileKnowledge(tmp_path).lessons
