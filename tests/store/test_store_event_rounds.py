"""What follows from a change is done in the same commit, round by round, and comes to an end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.core.contacts import Contact
from bot.core.events import Added, Change, Changed, Consequence, EventTable
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.store.database import Database
from bot.store.outbox import Pace
from bot.store.store import SqlStore
from tests.support.stores import ANA, HandClock, contact, work


def counts_up_to(last: int) -> Consequence:
    """A consequence that counts up in the contact's title, one at a time, and so follows from itself."""

    async def count(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
        [change] = changes
        reached = int(change.after.title or 0)
        if reached < last:
            await uow.of(Contact).put(replace(change.after, title=str(reached + 1)))

    return count


async def title_after(database_url: str, clock: HandClock, last: int) -> str:
    """The title that a new contact ends with, where its consequence counts up to `last`."""
    count = counts_up_to(last)
    events = EventTable([{Added(Contact): count, Changed(Contact): count}])
    store = SqlStore(Database(database_url, seconds=clock.seconds), clock, Pace(), events)
    try:
        async with store.write(work()) as uow:
            await uow.of(Contact).put(contact())
        async with store.read(ANA) as reader:
            return (await reader.of(Contact).get("c1")).title
    finally:
        await store.close()


async def test_eight_rounds_of_consequences_are_done(database_url: str, clock: HandClock) -> None:
    assert await title_after(database_url, clock, 7) == "7"


async def test_a_ninth_round_is_a_circle_and_refused(database_url: str, clock: HandClock) -> None:
    with pytest.raises(RuntimeError, match="without end"):
        await title_after(database_url, clock, 8)
