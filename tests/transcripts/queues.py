"""Looks into the bot's database: whether there is work to do, and when something is due next."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_WORK = (
    "select (select count(*) from inbox where finished_at is null and (due is null or due <= :now))"
    " + (select count(*) from outbox where finished_at is null)"
    " + (select count(*) from agenda where next_at <= :now)"
)


def has_work(data: Path, now: datetime) -> bool:
    """Return whether work waits or is being done, or something is due that was not taken yet."""
    return bool(_asked(data, _WORK, now))


def first_due(data: Path, now: datetime) -> datetime | None:
    """When something is due next, from now on."""
    found = _asked(data, "select min(next_at) from agenda where next_at > :now", now)
    return datetime.fromisoformat(found).replace(tzinfo=UTC) if found else None


def _asked(data: Path, sql: str, now: datetime) -> Any:
    file = data / "tactegic.db"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=30)) as connection:
        return connection.execute(sql, {"now": f"{now:%Y-%m-%d %H:%M:%S.%f}"}).fetchone()[0]
