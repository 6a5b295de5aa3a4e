"""Whatever is looked at, changed by others, written and rolled back in whatever order: no change is lost."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.contacts import Contact
from bot.core.ports.errors import Conflict
from bot.core.ports.store import RowsSeen
from bot.store.store import SqlStore, open_store
from tests.support.databases import NewDatabase, database_maker
from tests.support.stores import ANA, HandClock, contact, work

Titles = dict[str, str | None]
"""The title of each row; None where it is not there."""
ROWS = st.sampled_from(["c1", "c2"])
TITLES = st.none() | st.sampled_from(["CEO", "CFO"])


@dataclass(frozen=True)
class Look:
    """The work reads a row."""

    id: str


@dataclass(frozen=True)
class Other:
    """Somebody else writes a row, or removes it."""

    id: str
    title: str | None


@dataclass(frozen=True)
class Commit:
    """The work writes rows one after the other, and may fail at the end."""

    rows: tuple[tuple[str, str | None], ...]
    fails: bool


Step = Look | Other | Commit
STEPS = st.lists(
    st.builds(Look, ROWS)
    | st.builds(Other, ROWS, TITLES)
    | st.builds(Commit, st.lists(st.tuples(ROWS, TITLES), min_size=1, max_size=3).map(tuple), st.booleans()),
    max_size=8,
)


class FailedError(Exception):
    """Something went wrong inside a commit."""


async def write(
    store: SqlStore, rows: tuple[tuple[str, str | None], ...], seen: RowsSeen | None, *, fails: bool = False
) -> None:
    async with store.write(work(), seen=seen) as uow:
        contacts = uow.of(Contact)
        for id, title in rows:
            if title is not None:
                await contacts.put(contact(id=id, title=title))
            elif await contacts.count(id=id):
                await contacts.remove(id)
        if fails:
            raise FailedError


def expected(known: Titles, there: Titles, step: Commit) -> Titles | None:
    """What the commit writes; None where it would change what another has changed since."""
    written: Titles = {}
    for id, title in step.rows:
        now = written.get(id, there[id])
        if title is None and now is None:
            continue
        if id not in written and id in known and known[id] != there[id]:
            return None
        written[id] = title
    return written


async def walk(store: SqlStore, steps: list[Step]) -> None:
    seen, known = RowsSeen(), dict[str, str | None]()
    there: Titles = {"c1": "CEO", "c2": None}
    await write(store, (("c1", "CEO"),), None)
    for step in steps:
        match step:
            case Look(id):
                async with store.read(ANA, seen=seen) as reader:
                    found = await reader.of(Contact).find(id=id)
                assert [each.title for each in found] == [title for title in [there[id]] if title]
                if there[id] is not None:
                    known.setdefault(id, there[id])
            case Other(id, title):
                await write(store, ((id, title),), None)
                there[id] = title
            case Commit(rows, fails):
                written = expected(known, there, step)
                if written is None or fails:
                    with pytest.raises(Conflict if written is None else FailedError):
                        await write(store, rows, seen, fails=fails)
                else:
                    await write(store, rows, seen)
                    there |= written
                    known |= written
        async with store.read(ANA) as reader:
            titles = {each.id: each.title for each in await reader.of(Contact).find()}
        assert titles == {id: title for id, title in there.items() if title is not None}


@pytest.fixture(scope="module")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> NewDatabase:
    folder: Path = tmp_path_factory.mktemp("any-order")
    with database_maker("sqlite", folder) as make:
        return make


@given(steps=STEPS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_change_is_lost_in_any_order(new_database: NewDatabase, steps: list[Step]) -> None:
    async def run() -> None:
        store = await open_store(new_database(), HandClock(), migrated=True)
        try:
            await walk(store, steps)
        finally:
            await store.close()

    asyncio.run(run())
