"""What can be asked for, by members, buttons and forms: fit (F5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values
from bot.core.wellformed import OneOf


@dataclass(frozen=True, slots=True)
class ReviewFit(Command):
    """Look at the fit of one relationship in both directions (F5)."""

    shows: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class DecideFit(Command):
    """Decide a fit review (`outcome` is a FitOutcome)."""

    contact_id: str
    outcome: Annotated[str, OneOf("keep", "park", "hand over", "release")]


@dataclass(frozen=True, slots=True)
class EraseContact(Command):
    """Remove a contact and what was stored about them (F5); the button asks first."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class ComposeHandOver(Command):
    """Open the form that hands a contact over."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class SendHandOver(FormCommand):
    """Offer a contact: to whom, with which notes and words, from the form."""

    contact_id: str
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class OfferHandOver(Command):
    """Runs for the receiver: shows them what they are offered."""

    hand_over_id: str


@dataclass(frozen=True, slots=True)
class WithdrawHandOver(Command):
    """Runs for the receiver: an offer that they were shown, and have not answered, is no longer one."""

    hand_over_id: str


@dataclass(frozen=True, slots=True)
class AnswerHandOver(Command):
    """The receiver accepts or declines; `contact_id` says which contact of theirs it is, "new" for none."""

    hand_over_id: str
    accept: bool
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class ReopenHandOver(Command):
    """Runs for the giver: the receiver took back what they answered, so the offer stands again."""

    hand_over_id: str


@dataclass(frozen=True, slots=True)
class CloseHandOver(Command):
    """Runs for the giver: says what the receiver answered, and releases the contact when they accepted."""

    hand_over_id: str
