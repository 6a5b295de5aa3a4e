"""Commands about settings, and about what goes to a model provider."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values
from bot.core.settings import ModelRule
from bot.core.wellformed import OneOf


@dataclass(frozen=True, slots=True)
class EditSettings(Command):
    """Open the form with the member's settings, or (admins) with everybody's defaults."""

    needs_form: ClassVar[bool] = True
    for_all: bool = False


@dataclass(frozen=True, slots=True)
class SaveSettings(FormCommand):
    """Save the settings from the form."""

    for_all: bool = False
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class AdjustSettings(Command):
    """Change what is named and leave the rest; what is empty or None stays as it is.

    Times are "HH:MM" and days ISO dates, all local to the member; weekdays count from Monday, 0. `off` and
    `on` name `Routine`s, `country` is a name or an ISO code.
    """

    begin: str = ""
    end: str = ""
    weekdays: tuple[int, ...] = ()
    round_weekday: int | None = None
    round_at: str = ""
    nudges_a_day: int | None = None
    nudges_a_week: int | None = None
    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    country: str = ""
    leave_first: str = ""
    leave_last: str = ""
    end_leave: bool = False
    """Take the leave that is going on or comes next out of the settings."""


@dataclass(frozen=True, slots=True)
class TellZone(Command):
    """Say which time zone holds, and where it is changed."""


@dataclass(frozen=True, slots=True)
class Pause(Command):
    """Let nothing come by itself until the member resumes."""


@dataclass(frozen=True, slots=True)
class Resume(Command):
    """Let things come by themselves again."""


@dataclass(frozen=True, slots=True)
class TellAboutModel(Command):
    """Tell the member once what goes to a model provider, and of each rule about it that is new to them."""

    unasked: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class AllowModel(Command):
    """Let a language model work on what the member writes, or rules only."""

    allowed: bool


@dataclass(frozen=True, slots=True)
class ShowModelChoice(Command):
    """Show whether a language model may work on what the member writes, and who decides on it."""

    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class SetModelRule(Command):
    """For admins: say for whom of the workspace a language model may be asked (`rule` is a ModelRule)."""

    reads_people: ClassVar[bool] = False
    rule: Annotated[str, OneOf(*ModelRule)]
