"""Commands about choosing: standing, portfolio, vision, score and fit (P1 to P6, F1, F2, F5, S3)."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.messages.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class MakeStrategic(Command):
    """Open the form that makes a contact strategic; typed, offer it (F1, P2)."""

    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class SetStrategic(FormCommand):
    """Purpose, criteria and cadence from the form."""

    contact_id: str
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class SetStanding(Command):
    """Make a contact known, active, parked or released (`standing` is a Standing)."""

    standing: str
    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class Swap(Command):
    """Release one contact and make another one active, at the limit (P1)."""

    take_id: str
    release_id: str
    strategic: bool = False


@dataclass(frozen=True, slots=True)
class SetPhase(Command):
    """Say which phase a relationship is in (`phase` is a Phase)."""

    name: str
    phase: str
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class SetUniverse(Command):
    """Say how far a relationship exists (`universe` is a Universe)."""

    name: str
    universe: str
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class SetCadence(Command):
    """Set the ideal and the longest number of days between touches; 0 and 0 for none."""

    name: str
    ideal_days: int
    longest_days: int = 0
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class ShowPlace(Command):
    """Show one contact's place in the portfolio."""

    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class EditPlace(Command):
    """Open the form that changes tier, phase, universe and cadence."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class ChangePlace(FormCommand):
    """Tier, phase, universe and cadence from the form."""

    contact_id: str
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ShowPortfolio(Command):
    """The portfolio: a picture and words, and a page of who is in it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class SetLimits(Command):
    """Show the limits, or set both lower; for everybody in the workspace where an admin says so (P1)."""

    soft: int = 0
    hard: int = 0
    everybody: bool = False


@dataclass(frozen=True, slots=True)
class EditTarget(Command):
    """Open the form for the wanted shares of the phases (P3)."""


@dataclass(frozen=True, slots=True)
class ChangeTarget(FormCommand):
    """The wanted shares from the form."""

    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class SetTarget(Command):
    """Set the wanted shares of the phases, in percent (P3)."""

    creation: int
    bridge: int
    capitalization: int


@dataclass(frozen=True, slots=True)
class ShowVision(Command):
    """The picture of the future, its steps, and whom the path needs (P4); of a team, by account or id."""

    name: str = ""
    team_id: str = ""


@dataclass(frozen=True, slots=True)
class EditVision(Command):
    """Open the form for the picture of the future, the member's own or a team's."""

    team_id: str = ""


@dataclass(frozen=True, slots=True)
class SaveVision(FormCommand):
    """The picture of the future from the form; `base` is the version that the member saw."""

    card: str | None = None
    team_id: str = ""
    base: str = ""
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class TakeOnPath(Command):
    """Make contacts of everybody whom the path needs and who is not one yet (P4)."""

    vision_id: str


@dataclass(frozen=True, slots=True)
class DropNeed(Command):
    """Leave somebody out of the path."""

    need_id: str


@dataclass(frozen=True, slots=True)
class ShowUnlikely(Command):
    """People outside the usual circle who contribute (F2)."""


@dataclass(frozen=True, slots=True)
class ShowScore(Command):
    """The explained score of one relationship (S3)."""

    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class ShowSources(Command):
    """The records that one part of a score comes from (`measure` is a Measure)."""

    contact_id: str
    measure: str


@dataclass(frozen=True, slots=True)
class ChooseMeasures(Command):
    """Open the form for the measures that the member commits to."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class KeepMeasures(FormCommand):
    """The chosen measures from the form."""

    contact_id: str
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ReviewFit(Command):
    """Look at the fit of one relationship in both directions (F5)."""

    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class DecideFit(Command):
    """The outcome of a fit review (`outcome` is an Outcome)."""

    contact_id: str
    outcome: str


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
    """To whom, with which notes and words, from the form."""

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
