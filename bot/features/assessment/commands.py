"""Commands about the three investment tests (R3, R4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from bot.core.coaching.investment import InvestmentTest, Network
from bot.core.commands import Command, FormCommand, FormValues, no_values
from bot.core.wellformed import OneOf


@dataclass(frozen=True, slots=True)
class AssessAction(Command):
    """Hold an action against the three tests; without words, the activity with this id."""

    action: str
    contact_id: str = ""
    activity_id: str = ""


@dataclass(frozen=True, slots=True)
class AssessDraft(Command):
    """Hold an action that waits as a draft against the tests, now that it is clear whom it is for."""

    draft_id: str
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class ComposeAction(Command):
    """Open the form for an action to test, prefilled with a message's words (the message shortcut)."""

    needs_form: ClassVar[bool] = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class AssessWritten(FormCommand):
    """Test the action of the form: a new one, or another wording of the one that it revises."""

    revises: str = ""
    card: str | None = None
    """The card's place, as `conversation/message`, when there is one."""
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ClarifyAction(Command):
    """Answer the question about an unclear test with the prepared answer of this number."""

    assessment_id: str
    test: Annotated[str, OneOf(*InvestmentTest)]
    question: str
    choice: int


@dataclass(frozen=True, slots=True)
class ShowWholeAssessment(Command):
    """Show the reasons of all three tests where the card named one thing first."""

    assessment_id: str


@dataclass(frozen=True, slots=True)
class ServeNetwork(Command):
    """Say whose network an action serves: "client" or "career" (R4)."""

    assessment_id: str
    network: Annotated[str, OneOf(*Network)]


@dataclass(frozen=True, slots=True)
class ReviseAction(Command):
    """Open the form that words an action anew."""

    assessment_id: str


@dataclass(frozen=True, slots=True)
class PutOnPlan(Command):
    """Put an assessed action on the plan: the better one where there is one; `on` is its day (ISO)."""

    assessment_id: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class Disagree(Command):
    """Open the form in which a member disputes a verdict."""

    assessment_id: str


@dataclass(frozen=True, slots=True)
class KeepDispute(FormCommand):
    """Keep the disputed verdict of the form."""

    assessment_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ExplainTests(Command):
    """Show what the three tests mean, where they come from, and what each verdict rests on."""

    assessment_id: str


@dataclass(frozen=True, slots=True)
class KeepActionAsNote(Command):
    """Keep the words of an assessment as a note: they were something to remember, no idea to test."""

    assessment_id: str


@dataclass(frozen=True, slots=True)
class ListAssessments(Command):
    """List earlier tests, the newest first, a page at a time."""

    shows: ClassVar[bool] = True
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenAssessment(Command):
    """Show an earlier test again."""

    shows: ClassVar[bool] = True
    assessment_id: str
