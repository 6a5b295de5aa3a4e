"""What can be asked for, by members, buttons and forms: glossary (F6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class DefineTerm(Command):
    """Say what a term means, for the whole workspace; with `ask_first` nothing is shared before a click."""

    term: str
    definition: str
    ask_first: bool = False


@dataclass(frozen=True, slots=True)
class OpenTerm(Command):
    """Open the form that defines or changes a term."""

    needs_form: ClassVar[bool] = True
    term: str = ""


@dataclass(frozen=True, slots=True)
class SaveTerm(FormCommand):
    """Define a term by the form."""

    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class LookUp(Command):
    """Say what a term means."""

    shows: ClassVar[bool] = True
    term: str


@dataclass(frozen=True, slots=True)
class ListTerms(Command):
    """List the workspace's terms, a page at a time."""

    shows: ClassVar[bool] = True
    page: int = 0


@dataclass(frozen=True, slots=True)
class TermHistory(Command):
    """Show the wordings that a term has had."""

    shows: ClassVar[bool] = True
    term_id: str


@dataclass(frozen=True, slots=True)
class RemoveTerm(Command):
    """Take a term out of the workspace's glossary (after a confirmation)."""

    term_id: str
