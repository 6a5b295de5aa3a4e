"""What an error means, and which ones SQLite knows: without SQLAlchemy, as the intake's process needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

Entry = TypeVar("Entry")
NO_SPACE, NOT_WRITABLE, DISK_ERROR = "no_space", "not_writable", "disk_error"


class Kind(StrEnum):
    """What is to be done about an error."""

    TRANSIENT = "transient"
    """The database is away, busy or may not be written: wait for it; the work has not failed."""
    CONFLICT = "conflict"
    """Somebody else was faster: try again at once."""
    DAMAGED = "damaged"
    """The files are broken: nothing helps but a person; until then as transient."""
    PERMANENT = "permanent"
    """The statement or its values are wrong: trying again does not help."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What an error means."""

    kind: Kind
    code: str
    """The database's own code or name, else the type of the error: for logs, it quotes nobody."""
    reason: str = ""
    """Why nothing can be written, where that is it."""
    drops: bool = False
    """Whether its connection is of no use any more: the server ends, or it has become a standby."""


_T, _C, _D, _P = Kind.TRANSIENT, Kind.CONFLICT, Kind.DAMAGED, Kind.PERMANENT
_SQLITE: Mapping[str, tuple[Kind, str]] = {
    "SQLITE_BUSY": (_T, ""),
    "SQLITE_BUSY_SNAPSHOT": (_C, ""),
    "SQLITE_LOCKED": (_T, ""),
    "SQLITE_PROTOCOL": (_T, ""),
    "SQLITE_INTERRUPT": (_T, ""),
    "SQLITE_NOMEM": (_T, ""),
    "SQLITE_SCHEMA": (_C, ""),
    "SQLITE_FULL": (_T, NO_SPACE),
    "SQLITE_READONLY": (_T, NOT_WRITABLE),
    "SQLITE_PERM": (_T, NOT_WRITABLE),
    "SQLITE_CANTOPEN": (_T, NOT_WRITABLE),
    "SQLITE_IOERR": (_T, DISK_ERROR),
    "SQLITE_CORRUPT": (_D, ""),
    "SQLITE_NOTADB": (_D, ""),
    "SQLITE_CONSTRAINT_UNIQUE": (_C, ""),
    "SQLITE_CONSTRAINT_PRIMARYKEY": (_C, ""),
}
"""By SQLite's name of an error or the beginning of one; what is not here is the statement's own fault."""


def sqlite_failure(name: str) -> Failure:
    """Return what an error means that SQLite named so, e.g. "SQLITE_FULL"."""
    kind, reason = closest(_SQLITE, name, (_P, ""), end="_")
    return Failure(kind, name, reason)


def closest(table: Mapping[str, Entry], code: str, otherwise: Entry, end: str = "") -> Entry:
    """Return the entry of a code, else of the longest beginning of it that the table has."""
    for length in range(len(code), 1, -1):
        whole = length == len(code) or code[length:].startswith(end)
        if whole and code[:length] in table:
            return table[code[:length]]
    return otherwise
