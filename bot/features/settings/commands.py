"""Commands about settings, and about what goes to a model provider."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


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
class Pause(Command):
    """Let nothing come by itself until the member resumes."""


@dataclass(frozen=True, slots=True)
class Resume(Command):
    """Let things come by themselves again."""


@dataclass(frozen=True, slots=True)
class TellAboutModel(Command):
    """Tell the member once what goes to a model provider."""

    unasked: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class AllowModel(Command):
    """Let a language model work on what the member writes, or rules only."""

    allowed: bool
