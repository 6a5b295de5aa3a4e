"""A look reads and says, and writes nothing, whatever a command tries (ADR 39)."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.agent.tools import TOOLS
from bot.conversation.cards.agent import called
from bot.core.looking import Looking
from bot.core.ports.errors import OutOfScope
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.store.store import SqlStore
from tests.store.conftest import clock, database_url, new_database, store
from tests.support.stores import ANA, contact, work

__all__ = ["clock", "database_url", "new_database", "store"]

WRITING = sorted(
    {name for name in vars(UnitOfWork) if not name.startswith("_")} - {*vars(StoreReader)} - {"say"}
)


def test_a_unit_of_work_has_more_than_a_reader() -> None:
    assert {"undo", "erase", "schedule", "enqueue", "publish", "erase_own"} <= {*WRITING}


@pytest.mark.parametrize("name", WRITING)
async def test_a_look_has_no_way_to_write(store: SqlStore, name: str) -> None:
    async with Looking().reading_only(store.read(ANA)) as uow:
        with pytest.raises(OutOfScope):
            getattr(uow, name)


async def test_a_look_reads_rows_and_refuses_to_put_or_remove_them(store: SqlStore) -> None:
    known = contact()
    async with store.write(work()) as uow:
        await uow.of(type(known)).put(known)

    async with Looking().reading_only(store.read(ANA)) as uow:
        rows: Any = uow.of(type(known))
        assert await rows.one(known.id) == known
        for name in ("put", "remove"):
            with pytest.raises(OutOfScope):
                getattr(rows, name)


def test_every_tool_is_called_by_a_name_that_members_know() -> None:
    assert {*called()} == {tool.name for tool in TOOLS}
