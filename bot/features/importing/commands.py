"""What can be asked for, by members, buttons and forms: imports, and changes of many contacts (B6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from bot.core.commands import Command, FormCommand, FormValues, no_values
from bot.core.contacts import Purpose
from bot.core.wellformed import OneOf


@dataclass(frozen=True, slots=True)
class ShowImports(Command):
    """Say how files are imported, and list what was imported; `words` narrows by the name of a file."""

    shows: ClassVar[bool] = True
    page: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class OfferImport(Command):
    """Show what a file would bring, with what the member decided so far."""

    import_id: str


@dataclass(frozen=True, slots=True)
class EditColumns(Command):
    """Open the form that says what the columns of a table hold."""

    import_id: str


@dataclass(frozen=True, slots=True)
class ChangeColumns(FormCommand):
    """What the columns hold, by the form."""

    import_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ReviewDuplicates(Command):
    """Open the form that asks what becomes of people who may be known already."""

    import_id: str


@dataclass(frozen=True, slots=True)
class DecideDuplicates(FormCommand):
    """What becomes of people who may be known already, by the form."""

    import_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ShowImportProblems(Command):
    """Open the list of the lines that could not be read."""

    import_id: str


@dataclass(frozen=True, slots=True)
class ConfirmImport(Command):
    """Do an import as its preview shows it."""

    import_id: str


@dataclass(frozen=True, slots=True)
class DropImport(Command):
    """Throw a file away of which nothing was imported."""

    import_id: str


@dataclass(frozen=True, slots=True)
class EditMany(Command):
    """Open the form that changes many contacts: those of an import, or those that words find.

    The other fields are what was asked for already; the form shows them.
    """

    words: str = ""
    import_id: str = ""
    tags: str = ""
    standing: Annotated[str, OneOf("", "active", "known", "parked")] = ""
    drop_tags: str = ""
    ideal: int = 0
    purpose: Annotated[str, OneOf("", *Purpose)] = ""


@dataclass(frozen=True, slots=True)
class ChangeMany(FormCommand):
    """Change many contacts by the form."""

    words: str = ""
    import_id: str = ""
    card: str | None = None
    values: FormValues = field(default_factory=no_values)
