"""Moving the clock in flow tests, and looking at what is due when."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from slack_sandbox.testing import Driver
from tests.features.conftest import Office

PATIENCE_SECONDS = 30.0


def forward(
    office: Office, days: int, at: str = "11:31", zone: str = "Europe/Berlin", *, any_day: bool = False
) -> datetime:
    """Move the clock to a local time so many days on, or on the first working day after that.

    More than a day leads to a Tuesday, so that the days after it are working days, too: a jump over a weekend
    would be an outage, and Monday brings a round. With `any_day` it is the day as counted.
    """
    local = office.sandbox.clock.now().astimezone(ZoneInfo(zone)) + timedelta(days=days)
    while not any_day and (local.weekday() > 4 if days <= 1 else local.weekday() != 1):
        local += timedelta(days=1)
    hour, minute = map(int, at.split(":"))
    moved = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    office.sandbox.clock.set(moved)
    return moved


def find_scheduled(office: Office, person: Driver, kind: str) -> list[tuple[str, str, int]]:
    """The member's scheduled jobs of a kind, as next time (UTC), key and turn of each."""
    [file] = office.data.glob("*.db")
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return connection.execute(
            "SELECT next_at, key, turn FROM agenda WHERE member = ? AND kind = ?", (person.user, kind)
        ).fetchall()
    finally:
        connection.close()


async def until(condition: Callable[[], object]) -> None:
    """Wait until something is so; raises TimeoutError."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():
            await asyncio.sleep(0.02)


async def wait_until_scheduled(office: Office, person: Driver, kind: str) -> None:
    """Wait until the member has a scheduled job of this kind that is still to come."""
    now = office.sandbox.clock.now().astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%d %H:%M:%S")
    await until(lambda: any(row[0] > now for row in find_scheduled(office, person, kind)))
