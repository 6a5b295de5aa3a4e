"""What can be asked for of answers that a model made: to say whether they helped (B2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class RateAnswer(Command):
    """Keep that an answer helped."""

    reads_people: ClassVar[bool] = False
    exchange_id: str


@dataclass(frozen=True, slots=True)
class OpenComplaint(Command):
    """Open the form that asks what is wrong with an answer."""

    needs_form: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False
    exchange_id: str


@dataclass(frozen=True, slots=True)
class SaveComplaint(FormCommand):
    """Keep what is wrong with an answer; `card` is the one that it was opened on."""

    reads_people: ClassVar[bool] = False
    exchange_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class AllowRatingUse(Command):
    """Allow, or no longer allow, that the bot is tested with the member's ratings."""

    reads_people: ClassVar[bool] = False
    allowed: bool
