"""The strict shape of every file in knowledge/: an unknown or missing key fails."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.coach.investment.labels import FailReason

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
RULES = frozenset(
    [f"T{n}" for n in range(1, 7)]
    + [f"R{n}" for n in range(1, 5)]
    + [f"P{n}" for n in range(1, 7)]
    + [f"F{n}" for n in range(1, 8)]
    + [f"S{n}" for n in range(1, 8)]
    + [f"B{n}" for n in range(1, 8)]
)
"""The rules of the method and of the bot around it."""


def _known(rule: str) -> str:
    if rule not in RULES:
        raise ValueError(f"there is no rule {rule}")
    return rule


def _regular(pattern: str) -> str:
    re.compile(pattern)
    return pattern


Text = Annotated[str, Field(min_length=2, pattern=r"\S")]
Rule = Annotated[str, AfterValidator(_known)]
Pattern = Annotated[str, AfterValidator(_regular)]
Moment = Literal[
    "before-review",
    "after-failed-test",
    "phase-change",
    "after-round",
    "limit-reached",
    "first-day",
    "before-meeting",
    "one-sided",
    "plan-check",
    "goal-fourth",
]
Test = Literal["invests", "learns", "illustrates"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Source(Strict):
    article: Text
    author: Text


class Sourced(Strict):
    id: Text
    rules: list[Rule] = Field(min_length=1)
    source: Source
    reviewed: date


class Lesson(Sourced):
    title: Text
    moments: list[Moment] = Field(min_length=1)
    body: Text


class Rubric(Sourced):
    title: Text
    body: Text


class Why(Strict):
    invests: Text
    learns: Text
    illustrates: Text


class Exemplar(Strict):
    id: Text
    action: Text
    network: Literal["client", "career", "alliance", "internal"]
    industry: Text
    invests: bool
    learns: bool
    illustrates: bool
    why: Why
    rewrite: Text | None = None

    @property
    def labels(self) -> tuple[bool, bool, bool]:
        return (self.invests, self.learns, self.illustrates)


class MessageTemplate(Strict):
    needs: list[Literal["deed", "thing", "promise", "owed_deed", "owed_thing", "owed", "topic"]]
    text: Text


class NudgeWordings(Sourced):
    openings: list[Text] = Field(min_length=3)
    never: list[Text] = Field(min_length=3)
    mine: list[Text] = Field(min_length=3)
    theirs: list[Text] = Field(min_length=3)
    due: dict[Literal["late", "ahead", "owed_late", "owed_ahead"], Text]
    drafts: list[MessageTemplate] = Field(min_length=1)


class Exemplars(Sourced):
    exemplars: list[Exemplar]


class Cue(Strict):
    name: Text
    speaks: dict[Test, Literal[1, -1]] = {}
    wordings: Text


class Cues(Sourced):
    parts: dict[str, str]
    cues: list[Cue]


class Horizon(Strict):
    """Years from now; `from` is a word of Python's, hence the alias."""

    start: int = Field(alias="from", ge=0)
    to: int = Field(le=10)


class Question(Strict):
    id: Text
    field: Text
    aim: Text
    meaning: Text
    horizon: Horizon
    variants: list[Text]


class Questions(Sourced):
    questions: list[Question]


class MindsetQuestion(Strict):
    id: Text
    text: Text


class Mindset(Sourced):
    questions: list[MindsetQuestion]


class QuickAnswer(Strict):
    label: Text
    counts: Literal["pass", "fail", "unclear"]


class ClarifyingQuestion(Strict):
    id: Text
    fits: Pattern
    text: Text
    answers: list[QuickAnswer] = Field(min_length=2, max_length=4)


class Clarifying(Sourced):
    tests: dict[Test, list[ClarifyingQuestion]]


class Scale(Strict):
    lowest: int
    highest: int


class Criterion(Strict):
    id: Text
    label: Text
    question: Text
    anchors: dict[int, Text]


class NotEnough(Strict):
    id: Text
    label: Text
    reply: Text


class Criteria(Sourced):
    scale: Scale
    criteria: list[Criterion]
    not_enough: NotEnough


class Purpose(Strict):
    id: Literal["a", "b", "c"]
    label: Text
    explanation: Text
    example: Text
    ask: Text


class NoPurpose(Strict):
    label: Text
    reply: Text


class Purposes(Sourced):
    purposes: list[Purpose]
    none: NoPurpose


class Topic(Strict):
    id: Text
    label: Text
    cues: list[Text]
    good: Text
    proposal: Text
    belongs: Literal["contract", "team-document"]


class AllianceCheck(Sourced):
    topics: list[Topic]


class AssumptionPattern(Strict):
    id: Text
    pattern: Text
    example: Text


class AssumptionCues(Sourced):
    acts: list[Text]
    patterns: list[AssumptionPattern]
    phrases: list[Text]
    hedges: list[Text]
    reply: Text
    says: Text


class PlanCue(Strict):
    id: Text
    pattern: Pattern
    says: Text


class PlanSide(Strict):
    label: Text
    cues: list[PlanCue]


class Missing(Strict):
    id: Text
    when_absent: list[Text]
    proposal: Text


class PlanningVsStrategy(Sourced):
    extrapolates: PlanSide
    works_from_future: PlanSide
    missing: list[Missing]


class Term(Strict):
    term: Text
    definition: Text
    rules: list[Rule] = Field(min_length=1)


class Glossary(Strict):
    id: Text
    title: Text
    source: Source
    reviewed: date
    terms: list[Term]


class Everyday(Strict):
    id: Text
    reviewed: date
    acronyms: list[Text]


class FocusLevel(Strict):
    level: Literal[1, 2, 3]
    label: Text
    explanation: Text
    cues: list[Pattern] = Field(min_length=5)


class FocusLevels(Sourced):
    levels: list[FocusLevel] = Field(min_length=3, max_length=3)


class ThemeField(Strict):
    name: Text
    words: Text


class ThemeFields(Sourced):
    fields: list[ThemeField] = Field(min_length=5)


M = TypeVar("M", bound=BaseModel)


class TestText(Strict):
    __test__ = False

    asks: Text
    explanation: Text


class InvestmentTests(Sourced):
    tests: dict[Test, TestText]


class WhyFailed(Strict):
    says: Text
    cues: list[str] = []
    words: Pattern = ""


class ReasonsFor(Strict):
    default: Text
    cues: dict[str, Text] = {}
    why: dict[Literal[tuple(FailReason)], WhyFailed] = {}


class Reasons(Sourced):
    tests: dict[Test, dict[Literal["pass", "fail", "unclear"], ReasonsFor]]


class Shape(Strict):
    id: Text
    text: Text
    needs: list[Literal["kept", "topic", "thing", "deed", "company"]] = []
    roles: list[Text] = []
    phases: list[Literal["creation", "bridge", "capitalization"]] = []
    unmet: bool = False
    plain: bool = False
    network: Literal["client", "career"] = "client"


class OnTheirMind(Strict):
    says: Pattern
    until: Pattern | None = None
    as_: Text = Field("{what}", alias="as")
    deed: bool = False


class Rewrites(Sourced):
    unknown: Text
    roles: dict[Text, Pattern]
    career: Pattern
    on_their_mind: list[OnTheirMind]
    ends: Pattern
    own_sale: Pattern
    deeds: Text
    shapes: list[Shape]


BANKS: dict[str, type[BaseModel]] = {
    "nudges/wordings.yaml": NudgeWordings,
    "questions/tactegic.yaml": Questions,
    "questions/stratical.yaml": Questions,
    "questions/mindset.yaml": Mindset,
    "questions/clarifying.yaml": Clarifying,
    "questions/criteria.yaml": Criteria,
    "questions/purposes.yaml": Purposes,
    "questions/alliance-check.yaml": AllianceCheck,
    "questions/assumption-cues.yaml": AssumptionCues,
    "questions/planning-vs-strategy.yaml": PlanningVsStrategy,
    "questions/focus-levels.yaml": FocusLevels,
    "questions/themes.yaml": ThemeFields,
    "glossary/method.yaml": Glossary,
    "glossary/everyday.yaml": Everyday,
    "investment-tests/cues.yaml": Cues,
    "investment-tests/tests.yaml": InvestmentTests,
    "investment-tests/reasons.yaml": Reasons,
    "investment-tests/rewrites.yaml": Rewrites,
}


def read(path: str, shape: type[M]) -> M:
    """A YAML file of knowledge/ in its shape; raises pydantic.ValidationError."""
    return shape.model_validate(yaml.load((KNOWLEDGE / path).read_text(encoding="utf-8"), yaml.CSafeLoader))


def read_markdown(path: Path, shape: type[M]) -> M:
    """A Markdown file with front matter; its body becomes the field `body`."""
    empty, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert empty == ""
    values: dict[str, Any] = yaml.safe_load(head)
    return shape.model_validate({**values, "body": body.strip()})


def exemplar_files() -> list[Path]:
    return sorted((KNOWLEDGE / "investment-tests").glob("*-*.yaml"))


@cache
def exemplars() -> list[Exemplar]:
    return [
        row
        for path in exemplar_files()
        for row in read(str(path.relative_to(KNOWLEDGE)), Exemplars).exemplars
    ]


@cache
def lessons() -> list[Lesson]:
    return [read_markdown(path, Lesson) for path in sorted((KNOWLEDGE / "lessons").glob("*.md"))]
