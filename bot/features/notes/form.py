"""Reads the fields of a note's form: names, and a row each person and promise (B1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.commands import FormValues
from bot.core.form_values import date_of, text_of
from bot.core.notes import Promiser

REMOVE, NOBODY = "remove", "nobody"
"""Choices of a row beside people."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """The names of the fields of a person's row."""

    number: int

    @property
    def who(self) -> str:
        """The field that chooses a contact."""
        return f"person{self.number}_who"

    @property
    def name(self) -> str:
        """The field with the name of somebody new."""
        return f"person{self.number}_name"

    @property
    def company(self) -> str:
        """The field with the company."""
        return f"person{self.number}_company"

    @property
    def role(self) -> str:
        """The field with the title."""
        return f"person{self.number}_role"


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """The names of the fields of a promise's row."""

    number: int

    @property
    def what(self) -> str:
        """The field that says what was promised."""
        return f"promise{self.number}_what"

    @property
    def by(self) -> str:
        """The field that says who promised, or that the promise goes."""
        return f"promise{self.number}_by"

    @property
    def whom(self) -> str:
        """The field with the other person."""
        return f"promise{self.number}_whom"

    @property
    def due(self) -> str:
        """The field with the day on which it is due."""
        return f"promise{self.number}_due"


@dataclass(frozen=True, slots=True)
class MentionRow:
    """The name of the field of a name that nobody is known by yet."""

    number: int

    @property
    def who(self) -> str:
        """The field that chooses a contact."""
        return f"mention{self.number}_who"


@dataclass(frozen=True, slots=True)
class WrittenPerson:
    """A person's row as filled in: a contact's id, or the name of somebody new; neither for an empty row."""

    contact_id: str = ""
    name: str = ""
    company: str | None = None
    """None where the form has no such field."""
    role: str | None = None

    @property
    def is_removed(self) -> bool:
        """Whether the person is to leave the note."""
        return self.contact_id == REMOVE

    @property
    def is_empty(self) -> bool:
        """Whether the row names nobody."""
        return not self.contact_id and not self.name


@dataclass(frozen=True, slots=True)
class WrittenPromise:
    """A promise's row as filled in."""

    what: str
    by: Promiser
    whom: str
    """A contact's id, empty for nobody."""
    due_on: date | None
    is_removed: bool = False


def names_of(values: FormValues, field: str) -> list[str]:
    """Names with commas, semicolons or line ends between them."""
    parts = re.split(r"[,;\n]+(?![^(]*\))", text_of(values, field))
    return list(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


def has_rows(values: FormValues) -> bool:
    """Whether the form is one with rows; older ones had lists of names and lines."""
    return any(name.startswith(("person", "promise")) for name in values)


def people_of(values: FormValues) -> dict[int, WrittenPerson]:
    """The rows of people that the form has, by their number."""
    return {number: person_of(values, PersonRow(number)) for number in _numbers(values, "person")}


def person_of(values: FormValues, row: PersonRow) -> WrittenPerson:
    """One person's row; a chosen contact goes before a typed name."""
    who = text_of(values, row.who)
    return WrittenPerson(
        contact_id=who,
        name="" if who else " ".join(text_of(values, row.name).split()),
        company=" ".join(text_of(values, row.company).split()) if row.company in values else None,
        role=" ".join(text_of(values, row.role).split()) if row.role in values else None,
    )


def promises_of(values: FormValues) -> dict[int, WrittenPromise]:
    """The rows of promises that the form has, by their number."""
    return {number: promise_of(values, PromiseRow(number)) for number in _numbers(values, "promise")}


def promise_of(values: FormValues, row: PromiseRow) -> WrittenPromise:
    """One promise's row."""
    by, whom = text_of(values, row.by), text_of(values, row.whom)
    return WrittenPromise(
        what=" ".join(text_of(values, row.what).split()),
        by=Promiser.CONTACT if by == Promiser.CONTACT else Promiser.MEMBER,
        whom="" if whom == NOBODY else whom,
        due_on=date_of(values, row.due),
        is_removed=by == REMOVE,
    )


def mentions_of(values: FormValues) -> dict[int, str]:
    """The contact chosen for each name that was open, by its number; empty where none was chosen."""
    return {number: text_of(values, MentionRow(number).who) for number in _numbers(values, "mention")}


def _numbers(values: FormValues, kind: str) -> Sequence[int]:
    found = (re.match(rf"{kind}(\d+)_", name) for name in values)
    return sorted({int(each[1]) for each in found if each})
