"""Commands about rounds (T1, T2, T3, T4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values
from bot.core.wellformed import IsoDate, OneOf


@dataclass(frozen=True, slots=True)
class OpenRound(Command):
    """Show the round of this period, or begin it; about an account where one is named.

    `kind` is a RoundKind; without one it is the tactegic round.
    """

    account: str = ""
    kind: Annotated[str, OneOf("", "tactegic", "stratical")] = ""


@dataclass(frozen=True, slots=True)
class BeginRound(Command):
    """Begin the round of a period whose time has come, unless the member began it by hand."""

    kind: Annotated[str, OneOf("tactegic", "stratical")]
    period: str


@dataclass(frozen=True, slots=True)
class ShowRound(Command):
    """Show one round again as it stands now; `reminds` leaves out one that is done or skipped."""

    shows: ClassVar[bool] = True
    round_id: str
    reminds: bool = False


@dataclass(frozen=True, slots=True)
class AnswerInForm(Command):
    """Open all questions about one account in a form."""

    round_id: str
    account_id: str


@dataclass(frozen=True, slots=True)
class SaveAnswers(FormCommand):
    """Save the answers about one account from the form; `card` is the thread that it was opened in.

    `answered` are the ids of questions whose fields held an answer of this round when the form was opened.
    """

    round_id: str
    account_id: str
    card: str | None = None
    answered: tuple[str, ...] = ()
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class NoChange(Command):
    """Say that what was answered last still holds."""

    round_id: str
    account_id: str
    question_id: str


@dataclass(frozen=True, slots=True)
class PassQuestion(Command):
    """Leave a question out of this round."""

    round_id: str
    account_id: str
    question_id: str


@dataclass(frozen=True, slots=True)
class TakeBackAnswer(Command):
    """Undo what was answered last in a round, and ask it again."""

    round_id: str
    change: str


@dataclass(frozen=True, slots=True)
class SkipRound(Command):
    """Skip the round of this period; it can still be answered late."""

    round_id: str


@dataclass(frozen=True, slots=True)
class SnoozeRound(Command):
    """Put the round off: `until` is today, tomorrow or week."""

    round_id: str
    until: Annotated[str, OneOf("today", "tomorrow", "week")]


@dataclass(frozen=True, slots=True)
class ChooseAccounts(Command):
    """Open the choice of accounts for a round."""

    round_id: str


@dataclass(frozen=True, slots=True)
class SaveAccounts(FormCommand):
    """Save which accounts the round is about, as the member chose."""

    round_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class GoOnLeave(Command):
    """Open the form that says from when to when no round comes."""

    round_id: str


@dataclass(frozen=True, slots=True)
class SaveLeave(FormCommand):
    """Save from when to when the member is away, from the form."""

    round_id: str
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class AddPeople(Command):
    """Add the people whom an answer names to the contacts; each is a name, a company and a Universe."""

    note_id: str
    people: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class PlanConversation(Command):
    """Put the talk that an answer proposes on the plan; `on` is an ISO date."""

    note_id: str
    on: Annotated[str, IsoDate()]
    contact_id: str = ""
    assessment_id: str = ""


@dataclass(frozen=True, slots=True)
class PlanStep(Command):
    """Put the step that an answer leads to on the plan; `on` is an ISO date."""

    note_id: str
    on: Annotated[str, IsoDate()]
    contact_id: str = ""
