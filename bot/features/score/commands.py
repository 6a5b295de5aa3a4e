"""What can be asked for, by members, buttons and forms: score (S3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values
from bot.core.wellformed import OneOf


@dataclass(frozen=True, slots=True)
class ShowScore(Command):
    """Show the explained score of one relationship (S3)."""

    shows: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class ShowTrend(Command):
    """Show how the score of one relationship went over a year, month by month (S3)."""

    shows: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class ShowSources(Command):
    """Show the records that one part of a score comes from (`measure` is a Measure)."""

    shows: ClassVar[bool] = True
    contact_id: str
    measure: Annotated[
        str,
        OneOf("rhythm", "reciprocity", "depth", "commitments", "objective", "future", "given", "received"),
    ]


@dataclass(frozen=True, slots=True)
class ChooseMeasures(Command):
    """Open the form for the measures that the member commits to."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class KeepMeasures(FormCommand):
    """Keep the measures that were chosen in the form."""

    contact_id: str
    values: FormValues = field(default_factory=no_values)
