"""What can be asked for, by members, buttons and forms: text check (P5, R2, S5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class OpenCheck(Command):
    """Open the form that a text is pasted into, to be checked."""

    needs_form: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class CheckText(Command):
    """Check these words."""

    text: str


@dataclass(frozen=True, slots=True)
class SubmitCheck(FormCommand):
    """Check the text of the form."""

    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ShowCheck(Command):
    """Show one part of a check that was made, a page at a time; an empty part is the summary."""

    shows: ClassVar[bool] = True
    check_id: str
    part: str = ""
    page: int = 0
