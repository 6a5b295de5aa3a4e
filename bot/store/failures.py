"""The one table of what a database's error means: its surroundings, a conflict, damage, or the work itself.

PostgreSQL says what happened by a code of five characters (SQLSTATE), SQLite by a name. What asyncpg says
itself, before or after the server was heard, has no code and is known by its type. The most exact entry
wins: a whole code before a class of codes, a whole name before its beginning.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping

import asyncpg
from sqlalchemy import exc

from bot.store.sqlite_failures import (
    DISK_ERROR,
    NO_SPACE,
    NOT_WRITABLE,
    Failure,
    Kind,
    closest,
    sqlite_failure,
)

_T, _C, _D, _P = Kind.TRANSIENT, Kind.CONFLICT, Kind.DAMAGED, Kind.PERMANENT
_POSTGRESQL: Mapping[str, tuple[Kind, str, bool]] = {
    "08": (_T, "", True),  # the connection broke, or none can be made
    "0A000": (_P, "", False),
    "0AP01": (_T, "", False),
    "25006": (_T, NOT_WRITABLE, True),  # a read-only server: the other one took over
    "25P03": (_T, "", True),  # waited too long inside of a transaction
    "25P04": (_T, "", True),
    "28": (_T, "", False),  # the password or the right to connect: the work is not to blame
    "3D000": (_T, "", False),  # no such database (yet)
    "40": (_C, "", False),  # serialization failure, deadlock
    "40002": (_P, "", False),
    "23505": (_C, "", False),  # the row is there already, since another one was faster
    "23P01": (_C, "", False),
    "53": (_T, "", False),  # memory, connections
    "53100": (_T, NO_SPACE, False),
    "55": (_T, "", False),  # in use, lock not available, not in the state for it
    "55P03": (_C, "", False),
    "57": (_T, "", False),  # cancelled, for instance by a time limit
    "57P01": (_T, "", True),  # stopped by its administrator
    "57P02": (_T, "", True),  # crashed
    "57P03": (_T, "", True),  # starting, stopping, or recovering
    "57P04": (_T, "", True),  # the database was dropped
    "57P05": (_T, "", True),  # rested too long
    "58": (_T, DISK_ERROR, False),
    "XX001": (_D, "", False),
    "XX002": (_D, "", False),
}
"""By SQLSTATE or the beginning of one; what is not here is the statement's or its values' own fault."""
_WITHOUT_CODE: tuple[tuple[type[BaseException], Kind], ...] = (
    (exc.TimeoutError, _T),  # no connection of the pool became free
    (exc.DisconnectionError, _T),
    (exc.InterfaceError, _T),
    (exc.OperationalError, _T),
    (sqlite3.InterfaceError, _T),
    (sqlite3.OperationalError, _T),
    (asyncpg.exceptions.OutdatedSchemaCacheError, _C),
    (asyncpg.InterfaceError, _T),
    (asyncpg.InternalClientError, _T),
    (ConnectionError, _T),
    (asyncio.IncompleteReadError, _T),
)
"""Errors that no database named, by their type; what is not here is no database's error."""
_STALE_PLANS = ("InvalidCachedStatementError", "OutdatedSchemaCacheError")
"""What asyncpg prepared is of no use since tables changed: it is made anew the next time."""


def sort(error: BaseException) -> Failure | None:
    """Return what an error means; None for one that is none of a database."""
    original = getattr(error, "orig", None) or error
    if state := getattr(original, "sqlstate", None):
        return _by_state(str(state), original)
    if name := getattr(original, "sqlite_errorname", ""):
        return sqlite_failure(str(name))
    if getattr(error, "connection_invalidated", False) or isinstance(error, exc.PendingRollbackError):
        return Failure(_T, type(error).__name__, drops=True)
    for kind_of_error, kind in _WITHOUT_CODE:
        if isinstance(error, kind_of_error) or isinstance(original, kind_of_error):
            return Failure(kind, type(original).__name__, drops=kind is _T)
    if isinstance(error, (exc.DBAPIError, sqlite3.Error)):
        return Failure(_P, type(original).__name__)
    return None


def _by_state(state: str, original: BaseException) -> Failure:
    named = {type(each).__name__ for each in (original, original.__cause__) if each is not None}
    if named.intersection(_STALE_PLANS):
        return Failure(_C, state)
    kind, reason, drops = closest(_POSTGRESQL, state, (_P, "", False))
    return Failure(kind, state, reason, drops)
