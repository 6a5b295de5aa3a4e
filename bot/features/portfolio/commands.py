"""What can be asked for, by members, buttons and forms: portfolio (P1, P2, P3, F1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values
from bot.core.contacts import Phase, Purpose, Standing, Universe
from bot.core.wellformed import OneOf


@dataclass(frozen=True, slots=True)
class MakeStrategic(Command):
    """Open the form that makes a contact strategic; typed, offer it (F1, P2)."""

    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class SetStrategic(FormCommand):
    """Make a contact strategic by the form: purpose, criteria and cadence."""

    contact_id: str
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class SetStanding(Command):
    """Make a contact known, active, parked or released (`standing` is a Standing).

    Who becomes active needs a `purpose`, a Purpose; where it is empty and none is known, it is asked (F1).
    """

    standing: Annotated[str, OneOf(*Standing)]
    name: str = ""
    contact_id: str = ""
    purpose: Annotated[str, OneOf("", *Purpose)] = ""


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
    phase: Annotated[str, OneOf(*Phase)]
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class SetUniverse(Command):
    """Say how far a relationship exists (`universe` is a Universe)."""

    name: str
    universe: Annotated[str, OneOf(*Universe)]
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

    shows: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class EditPlace(Command):
    """Open the form that changes tier, phase, universe and cadence."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class ChangePlace(FormCommand):
    """Change tier, phase, universe and cadence by the form."""

    contact_id: str
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ShowPortfolio(Command):
    """Show the portfolio: a picture and words, and a page of who is in it."""

    shows: ClassVar[bool] = True
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowBalance(Command):
    """Show how contacts and touches split over the phases, against the target (P3)."""

    shows: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class ShowMap(Command):
    """Show the strategic contacts by their value for the vision and by how strong the relationship is."""

    shows: ClassVar[bool] = True


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
    """Set the wanted shares of the phases by the form."""

    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class SetTarget(Command):
    """Set the wanted shares of the phases, in percent (P3)."""

    creation: int
    bridge: int
    capitalization: int

    def flaw(self) -> str:
        """Return that the shares are none of a whole, where they are not."""
        shares = (self.creation, self.bridge, self.capitalization)
        return "" if min(shares) >= 0 and sum(shares) == 100 else "no_shares"
