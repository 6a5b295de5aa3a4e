"""What a running bot does, counted from outside: calls, statements, reads and times (for tools/walks.py)."""

from __future__ import annotations

import functools
import inspect
import sys
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from contextvars import ContextVar
from types import FrameType
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from tools.offices import Layout

READS = frozenset({"get", "find", "count", "matching", "posted_as", "posted_about", "appointments"})


class Counts:
    """What happened while it was on."""

    def __init__(self) -> None:
        self.on = False
        self.start()

    def start(self) -> None:
        """Count from nothing."""
        self.functions: set[tuple[str, str]] = set()
        self.statements: list[str] = []
        self.reads: Counter[str] = Counter()
        self.read_transactions = 0

    def as_json(self) -> dict[str, int]:
        """The figures of one walk."""
        return {
            "modules": len({module for module, _ in self.functions}),
            "functions": len(self.functions),
            "read_transactions": self.read_transactions,
            "repository_reads": self.reads.total(),
            "reads_of_all_contacts": self.reads["Contact.find"],
            "statements": len(self.statements),
        }


COUNTS = Counts()
_inside: ContextVar[bool] = ContextVar("inside", default=False)


def count_calls(layout: Layout) -> None:
    """Note each function of the bot that is called, in whatever thread, without the workspace's own."""

    def profile(frame: FrameType, what: str, _: object) -> None:
        if COUNTS.on and what == "call":
            module = frame.f_globals.get("__name__", "")
            if module.startswith("bot.") and not layout.in_sandbox(module):
                COUNTS.functions.add((module, frame.f_code.co_qualname))

    threading.setprofile(profile)
    sys.setprofile(profile)


def count_sql() -> None:
    """Count statements and transactions on whatever engine there is, and on SQLite without one."""
    _listen_to_sqlite(_counts_call)

    @event.listens_for(Engine, "before_cursor_execute")
    def executes(_c: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if COUNTS.on and not statement.startswith(("BEGIN", "PRAGMA")):
            COUNTS.statements.append(statement)

    @event.listens_for(Engine, "begin")
    def begins(connection: Connection) -> None:
        if COUNTS.on and not connection.get_execution_options().get("immediate", False):
            COUNTS.read_transactions += 1


def _listen_to_sqlite(hears: Callable[[Any, str, str], None]) -> None:
    """Be told connection, BEGIN and statement of each call; of no use in layouts that ask by an engine."""
    with suppress(ImportError):
        from bot.store import sqlite_session

        run = sqlite_session._run

        def runs(driver: Any, begin_with: str, call: Any) -> Any:
            hears(driver, begin_with, call.sql)
            return run(driver, begin_with, call)

        sqlite_session._run = runs


def _counts_call(_: Any, begin_with: str, sql: str) -> None:
    if COUNTS.on:
        COUNTS.statements.append(sql)
        COUNTS.read_transactions += begin_with == "BEGIN"


def count_reads(layout: Layout) -> None:
    """Count calls of the repository's reading methods; one that calls another counts once."""
    for name, module in list(sys.modules.items()):
        for kind in vars(module).values() if name.startswith(layout.store) else ():
            if inspect.isclass(kind) and kind.__module__ == name and not hasattr(kind, "claim"):
                for method in READS & set(vars(kind)):
                    if inspect.iscoroutinefunction(vars(kind)[method]):
                        setattr(kind, method, _counted(vars(kind)[method], method))


def _counted(method: Callable[..., Awaitable[Any]], name: str) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(method)
    async def counted(self: Any, *arguments: Any, **named: Any) -> Any:
        if COUNTS.on and not _inside.get():
            kind = next((each.name for each in vars(self).values() if hasattr(each, "table")), "")
            COUNTS.reads[f"{kind}.{name}" if not named.get("id") else f"{kind}.one"] += 1
        token = _inside.set(True)
        try:
            return await method(self, *arguments, **named)
        finally:
            _inside.reset(token)

    return counted


class NoteTimer:
    """Times a note from the commit that takes it in until the commit that holds its card."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self._arrived = 0.0
        event.listen(Engine, "before_cursor_execute", self._executes)
        event.listen(Engine, "commit", self._commits)
        _listen_to_sqlite(self._hears)

    def _hears(self, _: Any, __: str, sql: str) -> None:
        """A card is put in by one of the last statements before its commit."""
        if sql.startswith("INSERT INTO outbox"):
            self.taken.append(time.perf_counter() - self._arrived)
        elif sql.startswith("INSERT INTO inbox"):
            self._arrived = time.perf_counter()

    def _executes(self, connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        for table in ("inbox", "outbox"):
            if statement.startswith(f"INSERT INTO {table}"):
                connection.info.setdefault("puts_in", set()).add(table)

    def _commits(self, connection: Connection) -> None:
        puts_in = connection.info.pop("puts_in", set())
        if "outbox" in puts_in:
            self.taken.append(time.perf_counter() - self._arrived)
        elif "inbox" in puts_in:
            self._arrived = time.perf_counter()
