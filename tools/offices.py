"""The bot of any checkout in its embedded workspace: what of tools/walks.py hangs on the code's layout."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_OPENING = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
_OLD_STORE = ".".join(("bot", "adapters", "store"))  # in parts, so that no script that moves names finds it


class Layout:
    """Where a checkout keeps what is needed here."""

    def __init__(self, checkout: Path) -> None:
        """Looks into the folder: another checkout may be installed, and would be found by its name."""
        self.sandbox = "slack_sandbox" if (checkout / "slack_sandbox").is_dir() else "bot.sandbox"
        self.store = "bot.store" if (checkout / "bot" / "store").is_dir() else _OLD_STORE
        self.trying = import_module("bot.trying").trying

    def in_sandbox(self, name: str) -> bool:
        """Whether a module is the workspace's own, or what starts it."""
        return name.startswith(self.sandbox) or name == "bot.trying"

    def find(self, module: str, name: str) -> Any:
        """A name of the sandbox, from the module that has it, or from its `testing` part."""
        for place in (f"{self.sandbox}.{module}", f"{self.sandbox}.testing.{module}", self.sandbox):
            if find_spec(place) is not None and hasattr(found := import_module(place), name):
                return getattr(found, name)
        raise SystemExit(f"nothing called {name} in {self.sandbox}")

    def no_pace(self) -> Any:
        """A pace of posts without limits."""
        pace = import_module(f"{self.store}.outbox").Pace
        return pace(channel_seconds=0, workspace_per_second=10_000, workspace_burst=10_000)


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so: the tables are looked at, since nobody tells when they change."""
    while True:
        if condition():
            return
        await asyncio.sleep(0.02)


class Office:
    """A running bot, its workspace, and its database as seen from outside."""

    def __init__(self, layout: Layout, sandbox: Any, data: Path) -> None:
        self._layout = layout
        self.sandbox = sandbox
        self.data = data

    async def member(self, number: int) -> Any:
        """Somebody new who has read the greeting."""
        user = self._layout.find("state", "User")(
            f"U0WALK{number}", "T0FERNHILL", f"walker{number}", f"Walker {number}", "Europe/Berlin", "Seller"
        )
        self.sandbox.add_member(user)
        person = self.sandbox.driver(user.id)
        await person.open_home("messages")
        await person.next_message()
        return person

    @contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        """The database, beside the bot's own connections."""
        with closing(sqlite3.connect(next(self.data.glob("*.db")), timeout=20)) as connection:
            yield connection

    def is_busy(self) -> bool:
        """Whether work or deliveries are under way."""
        live = "state IN ('waiting', 'claimed')"
        now = self.sandbox.clock.now().strftime("%Y-%m-%d %H:%M:%S")
        work = f"SELECT id FROM inbox WHERE {live} AND (due IS NULL OR due <= '{now}')"
        with self.database() as connection:
            statement = f"{work} UNION ALL SELECT id FROM outbox WHERE {live} LIMIT 1"
            return bool(connection.execute(statement).fetchall())

    async def settled(self) -> None:
        """Wait until everything is done, the vector in its index too."""
        await until(lambda: not self.is_busy())

    def forward(self, days: int) -> None:
        """Move the clock to a working day's morning."""
        moved = self.sandbox.clock.now() + timedelta(days=days)
        while moved.weekday() > 4 if days <= 1 else moved.weekday() != 1:
            moved += timedelta(days=1)
        self.sandbox.clock.set(moved.replace(hour=8, minute=1, second=0, microsecond=0))


@asynccontextmanager
async def office(layout: Layout) -> AsyncIterator[Office]:
    """A bot with rules and embeddings of its own, in a folder that is gone afterwards."""
    for name in [each for each in os.environ if each.startswith(("SLACK_", "TACTEGIC_", "OPENAI_"))]:
        del os.environ[name]
    clock = layout.find("clock", "Clock")()
    clock.set(_OPENING)
    with tempfile.TemporaryDirectory() as folder:
        keep_in = Path(folder) / "data"
        keep_in.mkdir()
        async with layout.trying(keep_in=keep_in, pace=layout.no_pace(), clock=clock) as (sandbox, _):
            sandbox.limits.relax()
            sandbox.times.ack_timeout = sandbox.times.trigger_lifetime = 10.0
            yield Office(layout, sandbox, keep_in)
