"""The method in our own words."""

from __future__ import annotations

from typing import Protocol

from bot.core.knowledge.basics import Everyday, Lesson, MethodGlossary, NudgeWordings, Rubric
from bot.core.knowledge.choices import CriteriaBank, InvestmentTestsBank, PurposeBank
from bot.core.knowledge.cues import AllianceBank, AssumptionCues, FocusCues, PlanCues
from bot.core.knowledge.questions import ClarifyingBank, MindsetBank, QuestionBank


class Knowledge(Protocol):
    """The method in our own words, read from files; the same for everybody."""

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons, by id (S7)."""

    @property
    def tactegic(self) -> QuestionBank:
        """The weekly questions (T1)."""

    @property
    def stratical(self) -> QuestionBank:
        """The leaders' questions (T4)."""

    @property
    def mindset(self) -> MindsetBank:
        """The private questions (S1)."""

    @property
    def clarifying(self) -> ClarifyingBank:
        """What to ask when a test is unclear (R3)."""

    @property
    def investment_tests(self) -> InvestmentTestsBank:
        """What the three tests ask and mean (R3)."""

    @property
    def criteria(self) -> CriteriaBank:
        """The criteria for strategic contacts (P2)."""

    @property
    def purposes(self) -> PurposeBank:
        """The purposes of a relationship (F1)."""

    @property
    def alliance(self) -> AllianceBank:
        """The points of the alliance check (S5)."""

    @property
    def assumptions(self) -> AssumptionCues:
        """Wordings that claim control over a buyer (R2)."""

    @property
    def plan_cues(self) -> PlanCues:
        """Wordings that go on from today, or work from a future (P5)."""

    @property
    def glossary(self) -> MethodGlossary:
        """The method's own words (F6)."""

    @property
    def everyday(self) -> Everyday:
        """Short words that anybody knows (F6)."""

    @property
    def focus(self) -> FocusCues:
        """The three levels of focus (S2)."""

    @property
    def nudges(self) -> NudgeWordings:
        """How nudges begin, and messages to copy (B3)."""

    @property
    def rubric(self) -> Rubric:
        """How the three tests judge (R3)."""
