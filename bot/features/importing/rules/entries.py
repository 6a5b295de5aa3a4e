"""B6: what a file holds, whatever its format: people and meetings, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

MOST_BYTES = 10_000_000
"""A larger file is not fetched."""
MOST_CHARACTERS = 10_000_000
"""A longer text is not read."""
MOST_ENTRIES = 20_000
"""People or meetings of one file."""
LONGEST_VALUE = 300
"""Characters of one field that are kept."""


class FileKind(StrEnum):
    """What kind of file it is."""

    TABLE = "table"
    VCARD = "vcard"
    CALENDAR = "calendar"


class FileSource(StrEnum):
    """Where a table was exported, as its columns tell."""

    LINKEDIN = "LinkedIn"
    GOOGLE = "Google"
    OUTLOOK = "Outlook"
    THUNDERBIRD = "Thunderbird"
    HUBSPOT = "HubSpot"
    SALESFORCE = "Salesforce"
    OTHER = ""


class LineFlaw(StrEnum):
    """Why a line, a card or an event is left out, wholly or in part."""

    NO_NAME = "no name"
    FORMULA = "formula"
    """The name is a formula of a spreadsheet."""
    TOO_LONG = "too long"
    NO_ADDRESS = "no address"
    """What stands in the place of a mail address is none; the person is taken in without it."""
    NO_BIRTHDAY = "no birthday"
    NO_PERSON = "no person"
    """The card is that of a group or an organization."""
    TORN = "torn"
    """It does not end, or cannot be read."""
    NO_DAY = "no day"
    """An event whose time is missing or is none."""
    NO_ZONE = "no zone"
    """An event in a time zone that is not known; the calendar's or the member's is taken."""
    TOO_MANY = "too many"
    """A recurrence with more meetings than are read."""


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong at a line of the file, and the words that show it."""

    line: int
    flaw: LineFlaw
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRead:
    """One person as the file has them; `line` is where they stand, from 1."""

    line: int
    name: str
    company: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    birthday: str = ""
    place: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody at a meeting: a mail address in small letters, and a name where one stands."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRead:
    """One meeting that took place: an occurrence, where the event recurs."""

    line: int
    uid: str
    second: int
    """Seconds since 1970 in UTC at which it began."""
    is_day: bool = False
    """It lasts whole days and has no time; it begins at noon then."""
    summary: str = ""
    attendees: tuple[Attendee, ...] = ()
    occurrence: int | None = None
    """The second at which this occurrence was meant to begin; None for an event that takes place once."""
    minutes: int = 60
    """How long it lasts."""
    is_shown_free: bool = False
    """It takes nobody's time, whoever is in it."""
    absent: tuple[str, ...] = ()
    """The mail addresses of who declined."""

    @property
    def starts_at(self) -> datetime:
        """Aware UTC time at which it began."""
        return datetime.fromtimestamp(self.second, UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsLeft:
    """How many meetings a calendar has that are not read, and why."""

    cancelled: int = 0
    coming: int = 0
    private: int = 0
    free: int = 0
    """Entries that take nobody's time, such as anniversaries and holidays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """All that is read of a file."""

    kind: FileKind
    source: FileSource = FileSource.OTHER
    people: tuple[PersonRead, ...] = ()
    meetings: tuple[MeetingRead, ...] = ()
    left: MeetingsLeft = MeetingsLeft()
    problems: tuple[LineProblem, ...] = ()
    columns: tuple[str, ...] = ()
    """The names of a table's columns."""
    roles: tuple[str, ...] = ()
    """What each column holds, as `ColumnRole`."""
    is_headed: bool = False
    """The table says itself what its columns are."""
    samples: tuple[str, ...] = ()
    """The first value of each column."""
    in_twice: int = 0
    """People who stand in the file several times, and are taken once."""
    entries: int = 0
    """Lines, cards or events of the file, those that are left out included."""
    is_too_much: bool = False
    """It is a calendar that holds more than is read, so that what is missing may still be in it."""


class FileFlaw(StrEnum):
    """Why nothing of a file can be read."""

    TOO_LARGE = "too large"
    TOO_MANY = "too many"
    TOO_SLOW = "too slow"
    EMPTY = "empty"
    NO_TEXT = "no text"
    """It is a picture or another kind of file, whatever its name says."""
    SHEET = "sheet"
    """It is a spreadsheet, whatever its name says."""
    NO_PEOPLE = "no people"
    """Its columns do not tell who is in it, or it has nobody."""


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file as it is kept until the import is confirmed, or why there is none."""

    text: str = ""
    flaw: FileFlaw | None = None
