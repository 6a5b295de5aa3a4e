"""What can be asked for, by members, buttons and forms: looking back (R2, R3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from bot.core.coaching.investment import ActionOutcome
from bot.core.commands import Command, FormCommand, FormValues, no_values
from bot.core.wellformed import OneOf
from bot.features.hindsight.contracts.values import ExpectationAnswer

TAKE_BACK = ""
"""The answer that takes an earlier one back."""


@dataclass(frozen=True, slots=True)
class LookBack(Command):
    """Show the look back with this key again, with what the member has said meanwhile."""

    shows: ClassVar[bool] = True
    key: str


@dataclass(frozen=True, slots=True)
class ListExpectations(Command):
    """List what the member expected and how it turned out, a page at a time."""

    shows: ClassVar[bool] = True
    page: int = 0


@dataclass(frozen=True, slots=True)
class AnswerExpectation(Command):
    """Say whether an expectation came true; `listed` is the page of the list, from 1, that it was said on."""

    expectation_id: str
    answer: Annotated[str, OneOf(*ExpectationAnswer, TAKE_BACK)]
    listed: int = 0


@dataclass(frozen=True, slots=True)
class TellOutcome(Command):
    """Say what followed from a tested action."""

    assessment_id: str
    outcome: Annotated[str, OneOf(*ActionOutcome, TAKE_BACK)]


@dataclass(frozen=True, slots=True)
class DescribeOutcome(Command):
    """Open the form that takes in the member's own words what followed from a tested action."""

    assessment_id: str


@dataclass(frozen=True, slots=True)
class KeepOutcome(FormCommand):
    """Keep what followed from a tested action, from the form."""

    assessment_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)
