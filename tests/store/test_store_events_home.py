"""Home is published again for whoever may see what was changed, and only for who has opened it (B5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.core.events import Added, Changed, Event, Removed
from bot.core.home import HOME_SUBJECT, RefreshHome, refresh_homes
from bot.core.ports.queues import Posted
from bot.features.listing import EVENTS
from bot.features.teams.rules import TeamDocument
from bot.store.store import SqlStore
from tests.store.test_store_events import claim, example
from tests.store.test_store_events_queued import TEAM, ana, put, queued, team
from tests.support.stores import ANA, BEN, HandClock, say, work

HELD: set[Event] = {event for event, what in EVENTS._consequences.items() if set(what) == {refresh_homes}}
"""Events of the table after which Home is published again, and nothing else is done."""
KINDS = sorted({each.kind.__name__ for each in HELD if isinstance(each, Added | Changed | Removed)})


async def open_home(store: SqlStore, clock: HandClock) -> None:
    """Have Ana's Home published once."""
    async with store.write(work(key="opened")) as uow:
        uow.say(replace(say(), subject=HOME_SUBJECT))
    await store.outbox.mark_delivered(await claim(store, clock), Posted(conversation="D1", message="1.0"))


async def refreshed(store: SqlStore) -> list[str]:
    """Whose Home waits to be published again."""
    return [member for member, command in await queued(store) if isinstance(command, RefreshHome)]


@pytest.mark.parametrize("name", KINDS)
async def test_home_follows_what_it_shows(store: SqlStore, clock: HandClock, name: str) -> None:
    row: Any = example(name, id="r1")
    await put(store, ana)
    await open_home(store, clock)
    found = []

    for remove in (False, True):
        async with store.write(work(key=f"removed: {remove}")) as uow:
            await (uow.of(type(row)).remove("r1") if remove else uow.of(type(row)).put(row))
        found.append(await refreshed(store))

    assert found == [[ANA.member], [ANA.member]]


async def test_nothing_is_published_for_who_never_opened_it(store: SqlStore) -> None:
    await put(store, example("Goal", id="r1"))

    async with store.write(work()) as uow:
        await uow.of(type(example("Goal"))).remove("r1")

    assert await refreshed(store) == []


async def test_who_shares_a_row_has_it_published_too(store: SqlStore) -> None:
    document: TeamDocument = example("TeamDocument", id="r1", space=next(iter(TEAM.teams)))
    await put(store, team)

    async with store.write(work(TEAM)) as uow:
        await uow.of(TeamDocument).put(document)

    assert BEN.member in await refreshed(store)
