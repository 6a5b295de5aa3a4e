"""How often a note and a question go to the database: counts, which no machine makes other ones.

Whoever makes a message dearer sees it here, and raises the bound on purpose or not at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event

from bot.codec import write_job
from bot.core.commands import Origin, Said, Surface
from bot.core.identity import MemberId
from bot.core.ports.queues import Envelope
from bot.store.sqlite_driver import SqliteConnection
from tests.handlers.office import WORKSPACE, Office, Seen

NAMES = ("Ana Ruiz", "Lena Vogt", "Mara Lindt")


@dataclass
class Count:
    """What a message took, from the commit that takes it in until its answer is marked delivered."""

    statements: int = 0
    transactions: int = 0
    visits: int = 0
    """How often SQLite's thread was asked for something."""


@contextmanager
def counted(office: Office, monkeypatch: Any) -> Iterator[Count]:
    engine, count = office.store._database.engine.sync_engine, Count()
    visit = SqliteConnection._execute

    async def visits(self: SqliteConnection, *arguments: Any) -> Any:
        count.visits += 1
        return await visit(self, *arguments)  # type: ignore[no-untyped-call]

    def executes(*_: Any) -> None:
        count.statements += 1

    def begins(_: Any) -> None:
        count.transactions += 1

    listeners = (("before_cursor_execute", executes), ("begin", begins))
    for name, listener in listeners:
        event.listen(engine, name, listener)
    monkeypatch.setattr(SqliteConnection, "_execute", visits)
    try:
        yield count
    finally:
        monkeypatch.undo()
        for name, listener in listeners:
            event.remove(engine, name, listener)


async def come(office: Office, key: str, words: str) -> Seen:
    """A message comes as it does from Slack: through the inbox."""
    origin = Origin(surface=Surface.DIRECT, conversation="D-U1", message=key)
    await office.store.inbox.accept(
        Envelope(
            key=key,
            source="command",
            workspace=WORKSPACE,
            member=MemberId("U1"),
            payload=write_job(Said(words), origin),
            ordering_key="",
        )
    )
    await office.jobs()
    return await office.delivered(origin)


async def test_a_note_goes_to_the_database_as_seldom_as_it_did(office: Office, monkeypatch: Any) -> None:
    for place, name in enumerate(NAMES):
        await come(office, f"m{place}", f"Met {name} from Northwind, I promised her paper {place} by Friday.")

    with counted(office, monkeypatch) as count:
        seen = await come(office, "note", "Called Lena Vogt, I promised her the storage study by Friday.")

    assert "Lena Vogt" in seen.first
    # Raised by one each for tag rhythms, the first day and what a thread remembers.
    assert count.statements <= 37, count
    assert count.transactions <= 16, count
    assert count.visits <= 47, count


async def test_a_question_goes_to_the_database_as_seldom_as_it_did(office: Office, monkeypatch: Any) -> None:
    await come(office, "m1", "Met Ana Ruiz from Northwind, I promised her the storage paper by Friday.")

    with counted(office, monkeypatch) as count:
        seen = await come(office, "question", "What did I promise Ana Ruiz?")

    assert "storage paper" in seen.text
    assert count.statements <= 24, count
    assert count.transactions <= 11, count
    assert count.visits <= 32, count


async def test_work_that_changed_nothing_is_marked_done_together(office: Office, monkeypatch: Any) -> None:
    for number in range(40):
        job = write_job(Said("hello"), Origin(surface=Surface.JOB))
        await office.store.inbox.accept(
            Envelope(
                key=f"k{number}",
                source="command",
                workspace=WORKSPACE,
                member=MemberId(f"U{number}"),
                payload=job,
                ordering_key="",
            )
        )
    held = await office.store.inbox.claim(limit=50, lease_seconds=60)
    assert len(held) == 40

    with counted(office, monkeypatch) as count:
        await asyncio.gather(*(office.store.inbox.finish(each) for each in held))

    assert count.transactions <= 2, count
    assert (await office.store.counts())["inbox done"] >= 40
