"""Every test here runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.store.outbox import Pace
from bot.store.store import SqlStore, open_store
from tests.support.databases import database_url, new_database
from tests.support.stores import HandClock

__all__ = ["clock", "database_url", "new_database", "store"]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def store(database_url: str, clock: HandClock) -> AsyncIterator[SqlStore]:
    pace = Pace(channel_seconds=1.0, workspace_per_second=2.0, workspace_burst=4)
    opened = await open_store(database_url, clock, pace=pace, seconds=clock.seconds, migrated=True)
    yield opened
    await opened.close()
