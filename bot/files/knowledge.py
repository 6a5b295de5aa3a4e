"""Reads the files of knowledge/, each once when it is first asked for, and checks their structure."""

from __future__ import annotations

from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

import yaml
from cattrs import BaseValidationError, Converter, transform_error
from cattrs.gen import make_dict_structure_fn, override

from bot.core.knowledge.basics import Everyday, Lesson, LessonMoment, MethodGlossary, NudgeWordings, Rubric
from bot.core.knowledge.choices import CriteriaBank, InvestmentTestsBank, PurposeBank
from bot.core.knowledge.cues import AllianceBank, AssumptionCues, FocusCues, PlanCues
from bot.core.knowledge.questions import ClarifyingBank, Horizon, MindsetBank, QuestionBank

T = TypeVar("T")


class BadKnowledge(Exception):
    """A knowledge file has the wrong structure; the error's text names it and the first thing to mend."""


class FileKnowledge:
    """Satisfies ports.Knowledge from a folder; raises BadKnowledge for a file with the wrong structure."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons, by id (S7)."""
        paths = sorted((self._folder / "lessons").glob("*.md"))
        return tuple(_read_markdown(path, Lesson) for path in paths)

    @cached_property
    def tactegic(self) -> QuestionBank:
        """The weekly questions (T1)."""
        return self._bank("tactegic", QuestionBank)

    @cached_property
    def stratical(self) -> QuestionBank:
        """The leaders' questions (T4)."""
        return self._bank("stratical", QuestionBank)

    @cached_property
    def mindset(self) -> MindsetBank:
        """The private questions (S1)."""
        return self._bank("mindset", MindsetBank)

    @cached_property
    def clarifying(self) -> ClarifyingBank:
        """What to ask when a test is unclear (R3)."""
        return self._bank("clarifying", ClarifyingBank)

    @cached_property
    def investment_tests(self) -> InvestmentTestsBank:
        """What the three tests ask and mean (R3)."""
        return _read_yaml(self._folder / "investment-tests" / "tests.yaml", InvestmentTestsBank)

    @cached_property
    def criteria(self) -> CriteriaBank:
        """The criteria for strategic contacts (P2)."""
        return self._bank("criteria", CriteriaBank)

    @cached_property
    def purposes(self) -> PurposeBank:
        """The purposes of a relationship (F1)."""
        return self._bank("purposes", PurposeBank)

    @cached_property
    def alliance(self) -> AllianceBank:
        """The points of the alliance check (S5)."""
        return self._bank("alliance-check", AllianceBank)

    @cached_property
    def assumptions(self) -> AssumptionCues:
        """Wordings that claim control over a buyer (R2)."""
        return self._bank("assumption-cues", AssumptionCues)

    @cached_property
    def plan_cues(self) -> PlanCues:
        """Wordings that go on from today, or work from a future (P5)."""
        return self._bank("planning-vs-strategy", PlanCues)

    @cached_property
    def glossary(self) -> MethodGlossary:
        """The method's own words (F6)."""
        return _read_yaml(self._folder / "glossary" / "method.yaml", MethodGlossary)

    @cached_property
    def everyday(self) -> Everyday:
        """Short words that anybody knows (F6)."""
        return _read_yaml(self._folder / "glossary" / "everyday.yaml", Everyday)

    @cached_property
    def focus(self) -> FocusCues:
        """The three levels of focus (S2)."""
        return self._bank("focus-levels", FocusCues)

    @cached_property
    def nudges(self) -> NudgeWordings:
        """How nudges begin, and messages to copy (B3)."""
        return _read_yaml(self._folder / "nudges" / "wordings.yaml", NudgeWordings)

    @cached_property
    def rubric(self) -> Rubric:
        """How the three tests judge (R3)."""
        return _read_markdown(self._folder / "investment-tests" / "rubric.md", Rubric)

    def _bank(self, name: str, shape: type[T]) -> T:
        return _read_yaml(self._folder / "questions" / f"{name}.yaml", shape)


def _read_yaml(path: Path, shape: type[T]) -> T:
    return _shaped(path, yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader), shape)


def _read_markdown(path: Path, shape: type[T]) -> T:
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise BadKnowledge(f"{path.name}: begins with no front matter between lines of ---")
    head = yaml.load(parts[1], yaml.CSafeLoader)
    return _shaped(path, {**head, "body": parts[2].strip()}, shape)


def _shaped(path: Path, data: object, shape: type[T]) -> T:
    try:
        return _converter().structure(data, shape)
    except BaseValidationError as error:
        raise BadKnowledge(f"{path.name}: {transform_error(error)[0]}") from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadKnowledge(f"{path.name}: {error}") from None


@cache
def _converter() -> Converter:
    """Structures without bending: an unknown key, a missing one or another type is an error."""
    converter = Converter(forbid_extra_keys=True)
    for kind in (str, int, date):
        converter.register_structure_hook(kind, _exactly)
    converter.register_structure_hook(LessonMoment, lambda value, _: LessonMoment(value))
    horizon = make_dict_structure_fn(
        Horizon, converter, start=override(rename="from"), _cattrs_forbid_extra_keys=True
    )
    converter.register_structure_hook(Horizon, horizon)
    return converter


def _exactly(value: Any, kind: type[T]) -> T:
    if type(value) is not kind:
        raise ValueError(f"{value!r} is no {kind.__name__}")
    return value
