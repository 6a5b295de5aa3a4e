"""The forms of an import: what columns hold, and what becomes of people who may be known (B6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.cards import Field, FieldKind, Form, Option, Passage
from bot.core.rich import Bold, rich
from bot.core.words import name_with_company, shorten
from bot.features.importing.cards.wording import ROLES, file_name, people_words, reason_words
from bot.features.importing.commands import ChangeColumns, DecideDuplicates
from bot.features.importing.rules.duplicates import Duplicate
from bot.features.importing.rules.entries import FileRead, PersonRead
from bot.features.importing.rules.imports import DuplicateDecision, PendingImport

MOST_COLUMNS = 60
"""Columns of the form; a table with more has the rest as they were guessed."""
MOST_ASKED = 30
"""People who are asked about one by one."""
NAMES_NEEDED = "Say which column has the names."
ALL = "all"
SURE = "sure"
_CHOICES = (
    Option(DuplicateDecision.MERGE.value, "Merge them", "Keep your contact, and add what only the file says"),
    Option(DuplicateDecision.NEW.value, "Add as somebody else"),
    Option(DuplicateDecision.LEAVE.value, "Leave out"),
)


def column_field(number: int) -> str:
    """The name of the field of a column."""
    return f"column_{number}"


def person_field(line: int) -> str:
    """The name of the field of somebody in the file."""
    return f"line_{line}"


def columns_form(pending: PendingImport, read: FileRead, card: str | None) -> Form:
    """The form that says what each column holds, prefilled with what was guessed."""
    options = tuple(Option(role.value, label) for role, label in ROLES.items())
    fields = tuple(
        Field(
            name=column_field(number),
            label=shorten(name or f"Column {number + 1}", 100),
            kind=FieldKind.SELECT,
            value=read.roles[number],
            options=options,
            hint=f"For example: {read.samples[number]}" if read.samples[number] else "",
        )
        for number, name in enumerate(read.columns[:MOST_COLUMNS])
    )
    return Form(
        title="Columns",
        submit=ChangeColumns(pending.id, card),
        parts=(Passage(text=rich("What do the columns of ", Bold(file_name(pending.name)), " hold?")),),
        fields=fields,
    )


@dataclass(frozen=True, slots=True)
class DuplicateView:
    """Somebody in the file, and the contact who they may be."""

    person: PersonRead
    duplicate: Duplicate
    contact: str
    """The contact's name with the company."""
    decided: DuplicateDecision | None = None


def duplicates_form(pending: PendingImport, views: Sequence[DuplicateView], card: str | None) -> Form:
    """The form that asks of each who may be known what becomes of them; the first field decides on all."""
    shown = views[:MOST_ASKED]
    sure = sum(view.duplicate.is_sure for view in views)
    words = f"{people_words(len(views))} of this file may be among your contacts already."
    if len(views) > len(shown):
        words += f" The first {len(shown)} are below; the first field decides on all others at once."
    return Form(
        title="Known already?",
        submit=DecideDuplicates(pending.id, card),
        parts=(Passage(text=(words,)),),
        fields=(_for_all(len(views), sure), *map(_field, shown)),
    )


def _for_all(count: int, sure: int) -> Field:
    options = [
        Option(f"{ALL}:{DuplicateDecision.MERGE.value}", f"Merge all {count:,}"),
        Option(f"{ALL}:{DuplicateDecision.NEW.value}", f"Add all {count:,} as somebody else"),
        Option(f"{ALL}:{DuplicateDecision.LEAVE.value}", f"Leave all {count:,} out"),
    ]
    if 0 < sure < count:
        label = f"Merge the {sure:,} who are surely the same"
        options.insert(0, Option(SURE, label, "Same mail address, or same name and company"))
    return Field(
        name=ALL,
        label="All who are not decided below",
        kind=FieldKind.SELECT,
        options=tuple(options),
        optional=True,
    )


def _field(view: DuplicateView) -> Field:
    person = view.person
    return Field(
        name=person_field(person.line),
        label=shorten(name_with_company(person.name, person.company), 140),
        kind=FieldKind.SELECT,
        value=view.decided.value if view.decided else "",
        options=_CHOICES,
        hint=shorten(f"Perhaps {view.contact}: {reason_words(view.duplicate.reasons)}", 140),
        optional=True,
    )
