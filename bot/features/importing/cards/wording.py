"""Words about files, people in them and what is wrong with lines (B6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.core.words import join_words, plural, shorten
from bot.features.importing.rules.columns import ColumnRole
from bot.features.importing.rules.duplicates import Sameness
from bot.features.importing.rules.entries import (
    FileKind,
    FileRead,
    FileSource,
    LineFlaw,
    LineProblem,
    PersonRead,
)

ROLES: dict[ColumnRole, str] = {
    ColumnRole.NAME: "Full name",
    ColumnRole.FIRST: "First name",
    ColumnRole.MIDDLE: "Middle name",
    ColumnRole.LAST: "Last name",
    ColumnRole.COMPANY: "Company",
    ColumnRole.TITLE: "Title",
    ColumnRole.EMAIL: "Mail address",
    ColumnRole.PHONE: "Phone number",
    ColumnRole.BIRTHDAY: "Birthday",
    ColumnRole.BIRTH_DAY: "Day of birth",
    ColumnRole.BIRTH_MONTH: "Month of birth",
    ColumnRole.BIRTH_YEAR: "Year of birth",
    ColumnRole.CITY: "Town",
    ColumnRole.REGION: "Region",
    ColumnRole.COUNTRY: "Country",
    ColumnRole.TAGS: "Tags",
    ColumnRole.LINK: "Link",
    ColumnRole.NOTHING: "Do not take it in",
}
_FLAWS: dict[LineFlaw, str] = {
    LineFlaw.NO_NAME: "no name, so left out",
    LineFlaw.FORMULA: "the name is a formula, so left out",
    LineFlaw.TOO_LONG: "the name is too long, so left out",
    LineFlaw.NO_ADDRESS: "this is no mail address, so taken in without it",
    LineFlaw.NO_BIRTHDAY: "this is no birthday, so taken in without it",
    LineFlaw.NO_PERSON: "a group or an organization, so left out",
    LineFlaw.TORN: "it cannot be read, so left out",
    LineFlaw.NO_DAY: "no time that can be read, so left out",
    LineFlaw.NO_ZONE: "a time zone I do not know, so read by your calendar's",
    LineFlaw.TOO_MANY: "more meetings than I read, so only some are in",
}
_REASONS: dict[Sameness, str] = {
    Sameness.MAIL: "same mail address",
    Sameness.PHONE: "same phone number",
    Sameness.NAME: "same name",
    Sameness.SIMILAR_NAME: "similar name",
    Sameness.COMPANY: "same company",
    Sameness.OTHER_COMPANY: "but another company",
}


def file_name(name: str) -> str:
    """What a file is called on cards: what was pasted has no name."""
    return shorten(name, 60) or "What you pasted"


def kind_words(read: FileRead) -> str:
    """What kind of file it is: "a LinkedIn export"."""
    if read.source is not FileSource.OTHER:
        article = "an" if read.source is FileSource.OUTLOOK else "a"
        return f"{article} {read.source.value} export"
    kinds = {FileKind.TABLE: "a table", FileKind.VCARD: "a vCard file", FileKind.CALENDAR: "a calendar"}
    return kinds[read.kind]


def reason_words(reasons: Iterable[Sameness]) -> str:
    """Why somebody may be known: "same name, same company"."""
    return ", ".join(_REASONS[each] for each in reasons)


def problem_words(problem: LineProblem) -> str:
    """What is wrong at a line: "Line 14 (ana@): no name, so left out"."""
    said = f" ({shorten(problem.words, 50)})" if problem.words else ""
    return f"Line {problem.line}{said}: {_FLAWS[problem.flaw]}"


def person_words(person: PersonRead) -> str:
    """Somebody on one line: name, title, company, how to reach them."""
    reach = (*person.emails[:1], *person.phones[:1])
    return ", ".join(filter(None, (person.name, person.title, person.company, *reach)))


def columns_words(read: FileRead) -> str:
    """What is taken of a table's columns, and what is not."""
    by_role: dict[str, list[str]] = {}
    for column, role in zip(read.columns, read.roles, strict=False):
        by_role.setdefault(role, []).append(column)
    skipped = by_role.pop(ColumnRole.NOTHING.value, [])
    taken = [f"{_short(role)} from {join_words(_few(columns))}" for role, columns in by_role.items()]
    said = "; ".join(taken) or "I don't know which column has the names"
    beside = f" Not taken: {join_words(_few(skipped))}." if skipped else ""
    return f"{said[:1].upper()}{said[1:]}.{beside}"


def _short(role: str) -> str:
    found = next((each for each in ColumnRole if each.value == role), ColumnRole.NOTHING)
    return ROLES[found].lower()


def _few(columns: Sequence[str]) -> list[str]:
    shown = [f"“{each}”" for each in columns[:5]]
    return [*shown, f"{len(columns) - 5} more"] if len(columns) > 5 else shown


def people_words(count: int) -> str:
    """ "1 person", "1,200 people"."""
    return f"{count:,} people" if count != 1 else plural(count, "person")
