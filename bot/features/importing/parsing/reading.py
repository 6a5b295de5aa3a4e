"""B6: reads a file as a whole: its text, the people and meetings in it, and who of them is known.

These functions run in a process apart, which is ended where they take too long.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.features.importing.parsing.decoding import decode
from bot.features.importing.rules.duplicates import ComparedPerson, Duplicate, find_duplicates, take_once
from bot.features.importing.rules.entries import (
    MOST_CHARACTERS,
    MOST_ENTRIES,
    FileFlaw,
    FileKind,
    FileRead,
    FileText,
)
from bot.features.importing.rules.tables import read_list, read_table
from bot.features.importing.rules.vcards import read_vcards, without_photos
from bot.language.pastes import split_recipients

_ENDINGS = {
    ".vcf": FileKind.VCARD,
    ".vcard": FileKind.VCARD,
    ".ics": FileKind.CALENDAR,
    ".ical": FileKind.CALENDAR,
}
_SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""What spreadsheets and other office files begin with."""
_NO_TEXTS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"BM\x00", b"RIFF", b"\x1f\x8b", b"\x7fELF")
"""What pictures, papers and archives begin with."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a file would bring, and who of it may be known already."""

    read: FileRead
    duplicates: tuple[Duplicate, ...] = ()
    flaw: FileFlaw | None = None


def read_text(content: bytes) -> FileText:
    """Return the text of a file without the photos in it."""
    if content.startswith(_SHEETS):
        return FileText(flaw=FileFlaw.SHEET)
    if content.startswith(_NO_TEXTS):
        return FileText(flaw=FileFlaw.NO_TEXT)
    text = decode(content)
    if "BEGIN:VCARD" in text[:5000].upper():
        text = without_photos(text)
    if len(text) > MOST_CHARACTERS:
        return FileText(flaw=FileFlaw.TOO_LARGE)
    return FileText(text) if text.strip() else FileText(flaw=FileFlaw.EMPTY)


def kind_of(name: str, text: str) -> FileKind:
    """Return what kind of file it is: what it says itself, before its name."""
    said = text[:5000].upper()
    if "BEGIN:VCARD" in said:
        return FileKind.VCARD
    if "BEGIN:VCALENDAR" in said or "BEGIN:VEVENT" in said:
        return FileKind.CALENDAR
    return _ENDINGS.get(name[name.rfind(".") :].casefold() if "." in name else "", FileKind.TABLE)


def prepare(
    kind: FileKind,
    text: str,
    *,
    roles: tuple[str, ...],
    known: tuple[ComparedPerson, ...],
    now: datetime,
    zone: str,
    day_first: bool,
) -> Prepared:
    """Return what a text would bring; `roles` are those of a table's columns where somebody chose them."""
    match kind:
        case FileKind.CALENDAR:
            from bot.features.importing.parsing.calendars import read_calendar  # loads a library

            read = read_calendar(text, now=now, zone=zone)
        case FileKind.VCARD:
            read = read_vcards(text)
        case FileKind.TABLE:
            read = _read_rows(text, roles, day_first=day_first)
    if read.entries > MOST_ENTRIES:
        return Prepared(FileRead(kind=kind, entries=read.entries), flaw=FileFlaw.TOO_MANY)
    people, twice = take_once(read.people)
    read = replace(read, people=tuple(people), in_twice=twice)
    return Prepared(read, tuple(find_duplicates(people, known)))


def _read_rows(text: str, roles: tuple[str, ...], *, day_first: bool) -> FileRead:
    """Read a table, or the list of names with addresses that it rather is."""
    if recipients := split_recipients(text):
        return read_list("\n".join(recipients))
    table = read_table(text, roles, day_first=day_first)
    if roles or (table.is_headed and len(table.columns) > 1):
        return table
    listed = read_list(text)
    reached = sum(bool(each.emails or each.phones) for each in table.people)
    return listed if len(listed.people) > reached else table
