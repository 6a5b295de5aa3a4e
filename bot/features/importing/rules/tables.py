"""B6: people from tables: CSV of address books, networks and CRMs, cells of a sheet, and plain lists."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.features.importing.rules.columns import (
    ColumnRole,
    find_source,
    guess_roles,
    guess_unnamed,
    has_odd_first,
    is_heading,
)
from bot.features.importing.rules.entries import (
    LONGEST_VALUE,
    MOST_ENTRIES,
    FileKind,
    FileRead,
    FileSource,
    LineFlaw,
    LineProblem,
    PersonRead,
)
from bot.features.importing.rules.values import (
    harmless,
    is_mail,
    one_line,
    read_links,
    read_mails,
    read_phones,
    split_cell,
    tidy_name,
)
from bot.language.birthdays import read_birthday

_SEPARATORS = (",", ";", "\t", "|")
_PREAMBLE = 20
"""Lines before the heading that a table may have, such as LinkedIn's notes."""
_SAMPLE_ROWS = 200
_MOST_COLUMNS = 250
_LONGEST_CELL = 100_000
_ADDRESS = re.compile(r"[^\s<>,;:()]+@[^\s<>,;:()]+|\+?\d[\d ()./\-]{5,}\d|\+?\(\d[\d ()./\-]{5,}\d")
_AROUND = ' \t,;:<>()-\u2013*\u2022"'


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a table: the line of the file on which it begins, and its cells."""

    number: int
    cells: tuple[str, ...]


def read_table(text: str, roles: Sequence[str] = (), *, day_first: bool = True) -> FileRead:
    """Return the people of a table; `roles` says what the columns hold where somebody corrected that."""
    lines, problems = _read_lines(text)
    head = next((n for n, line in enumerate(lines[:_PREAMBLE]) if is_heading(line.cells)), None)
    if is_named := head is None and has_odd_first([line.cells for line in lines[:_SAMPLE_ROWS]]):
        head = 0
    # LinkedIn and others write what the file is about in front of the heading.
    rows = lines if head is None else lines[head + 1 :]
    heading = _unnamed(rows) if head is None else lines[head].cells
    sample = [line.cells for line in rows[:_SAMPLE_ROWS]]
    guessed = guess_unnamed(sample) if head is None or is_named else guess_roles(heading, sample)
    chosen = _chosen(roles, guessed)
    reader = _RowReader(chosen, day_first)
    people = [person for row in rows if (person := reader.read(row)) is not None]
    return FileRead(
        kind=FileKind.TABLE,
        source=FileSource.OTHER if head is None else find_source(heading),
        people=tuple(people),
        problems=(*problems, *reader.problems),
        columns=tuple(one_line(name)[:60] for name in heading),
        roles=tuple(role.value for role in chosen),
        is_headed=head is not None,
        samples=tuple(_sample(sample, number) for number in range(len(heading))),
        entries=len(rows),
    )


def read_list(text: str) -> FileRead:
    """Return the people of a plain list: on each line a name with a mail address or a number."""
    people: list[PersonRead] = []
    problems: list[LineProblem] = []
    count = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        count += 1
        person = _read_entry(number, line)
        if isinstance(person, PersonRead):
            people.append(person)
        else:
            problems.append(LineProblem(number, LineFlaw.NO_NAME, one_line(line)[:60]))
    return FileRead(kind=FileKind.TABLE, people=tuple(people), problems=tuple(problems), entries=count)


def _read_entry(number: int, line: str) -> PersonRead | None:
    found = [match[0] for match in _ADDRESS.finditer(line)]
    name = tidy_name(_ADDRESS.split(line, maxsplit=1)[0].strip(_AROUND))
    mails, _ = read_mails(found)
    phones = read_phones(found)
    if harmless(name) is None or not any(map(str.isalpha, name)) or not (mails or phones):
        return None
    return PersonRead(line=number, name=name, emails=mails, phones=phones)


def _chosen(roles: Sequence[str], guessed: tuple[ColumnRole, ...]) -> tuple[ColumnRole, ...]:
    if len(roles) != len(guessed):
        return guessed
    known = {role.value: role for role in ColumnRole}
    return tuple(known.get(role, ColumnRole.NOTHING) for role in roles)


def _unnamed(rows: Sequence[Line]) -> tuple[str, ...]:
    width = max((len(row.cells) for row in rows), default=0)
    return tuple(f"Column {number}" for number in range(1, width + 1))


def _sample(rows: Sequence[Sequence[str]], number: int) -> str:
    cells = (row[number].strip() for row in rows if number < len(row))
    return next((one_line(cell)[:40] for cell in cells if cell), "")


def _read_lines(text: str) -> tuple[list[Line], list[LineProblem]]:
    """Return the records with words in them, by the separator that fits best."""
    separator = _find_separator(text)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    lines: list[Line] = []
    problems: list[LineProblem] = []
    while len(lines) <= MOST_ENTRIES + _PREAMBLE:
        begins = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            problems.append(LineProblem(begins, LineFlaw.TORN))
            continue
        if cells is None:
            break
        if any(cell.strip() for cell in cells):
            lines.append(Line(begins, tuple(cells[:_MOST_COLUMNS])))
    return lines, problems


def _find_separator(text: str) -> str:
    """Return the separator by which most of the first records have as many columns as the heading."""
    if text[:4].lower() == "sep=" and text[4:5] in _SEPARATORS:
        return text[4]
    return max(_SEPARATORS, key=lambda separator: (_fit(text, separator), -_SEPARATORS.index(separator)))


def _fit(text: str, separator: str) -> float:
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=separator):
            rows.append(row)
            if len(rows) > 2 * _PREAMBLE:
                break
    except csv.Error:
        return 0.0
    heading = next((row for row in rows[:_PREAMBLE] if len(row) > 1 and is_heading(row)), None)
    if heading is not None:
        return 1_000.0 + len(heading)
    widths = [len(row) for row in rows if any(row)]
    usual = max(set(widths), key=widths.count, default=1)
    return 0.0 if usual < 2 else usual * widths.count(usual) / len(widths)


class _RowReader:
    """Makes people of rows, and remembers what was wrong with them."""

    def __init__(self, roles: Sequence[ColumnRole], day_first: bool) -> None:
        self._at: dict[ColumnRole, list[int]] = {}
        for number, role in enumerate(roles):
            self._at.setdefault(role, []).append(number)
        self._day_first = day_first
        self.problems: list[LineProblem] = []

    def read(self, row: Line) -> PersonRead | None:
        """Return the person of a row; None where it names nobody, which is a problem of the row."""
        raw = self._name(row)
        name = harmless(raw)
        if name is None:
            self._refuse(row, LineFlaw.FORMULA, raw)
            return None
        name = tidy_name(name)
        mails, wrong = read_mails(self._several(row, ColumnRole.EMAIL))
        if is_mail(name) or not any(map(str.isalpha, name)):
            self._refuse(row, LineFlaw.NO_NAME, name or next(iter(mails), ""))
            return None
        if len(raw) > LONGEST_VALUE:
            self._refuse(row, LineFlaw.TOO_LONG, name)
            return None
        self.problems += [LineProblem(row.number, LineFlaw.NO_ADDRESS, one_line(each)[:60]) for each in wrong]
        return PersonRead(
            line=row.number,
            name=name,
            company=self._one(row, ColumnRole.COMPANY),
            title=self._one(row, ColumnRole.TITLE),
            emails=mails,
            phones=read_phones(self._several(row, ColumnRole.PHONE)),
            birthday=self._birthday(row),
            place=", ".join(filter(None, (self._one(row, role) for role in _PLACE))),
            tags=_tags(self._several(row, ColumnRole.TAGS)),
            links=read_links(self._several(row, ColumnRole.LINK)),
        )

    def _name(self, row: Line) -> str:
        parts = [self._raw(row, role) for role in (ColumnRole.FIRST, ColumnRole.MIDDLE, ColumnRole.LAST)]
        whole = " ".join(filter(None, parts))
        formula = next((part for part in parts if part and harmless(part) is None), "")
        return formula or (whole if parts[0] or parts[2] else self._raw(row, ColumnRole.NAME))

    def _raw(self, row: Line, role: ColumnRole) -> str:
        numbers = self._at.get(role, ())
        return next((row.cells[n].strip() for n in numbers if n < len(row.cells)), "")

    def _one(self, row: Line, role: ColumnRole) -> str:
        return one_line(harmless(self._raw(row, role)) or "")

    def _several(self, row: Line, role: ColumnRole) -> tuple[str, ...]:
        cells = (row.cells[n] for n in self._at.get(role, ()) if n < len(row.cells) and row.cells[n].strip())
        return tuple(part for cell in cells for part in split_cell(harmless(cell) or ""))

    def _birthday(self, row: Line) -> str:
        said = self._one(row, ColumnRole.BIRTHDAY)
        day, month = self._one(row, ColumnRole.BIRTH_DAY), self._one(row, ColumnRole.BIRTH_MONTH)
        if not said and day.isdigit() and month.isdigit():
            year = self._one(row, ColumnRole.BIRTH_YEAR)
            said = f"{int(year) if year.isdigit() else 0:04}-{int(month):02}-{int(day):02}"
        if not said or said.startswith("0/0/"):
            return ""
        found = read_birthday(said, day_first=self._day_first)
        if found is None:
            self.problems.append(LineProblem(row.number, LineFlaw.NO_BIRTHDAY, said[:60]))
        return found or ""

    def _refuse(self, row: Line, flaw: LineFlaw, words: str) -> None:
        self.problems.append(LineProblem(row.number, flaw, one_line(words)[:60]))


_PLACE = (ColumnRole.CITY, ColumnRole.REGION, ColumnRole.COUNTRY)


def _tags(values: Sequence[str]) -> tuple[str, ...]:
    """Return labels as tags; those that Google gives to everybody begin with a star."""
    return tuple(dict.fromkeys(_iter_tags(values)))


def _iter_tags(values: Sequence[str]) -> Iterator[str]:
    for value in values:
        for part in value.split(","):
            tag = one_line(part)
            if tag and not tag.startswith("*") and tag.casefold() not in ("mycontacts", "starred"):
                yield tag[:60]
