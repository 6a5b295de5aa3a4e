"""How often a note and a question go to the database: counts, which no machine makes other ones.

A message is counted from the commit that takes it in until its answer is marked delivered. Whoever makes one
dearer sees it here, and raises the bound on purpose or not at all.
"""

from __future__ import annotations

import asyncio

from bot.codec import write_job
from bot.core.commands import Origin, Said, Surface
from bot.core.identity import MemberId
from bot.core.ports.queues import Envelope
from tests.handlers.office import WORKSPACE, Office, Seen
from tests.support.statements import listening

NAMES = ("Ana Ruiz", "Lena Vogt", "Mara Lindt")


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


async def test_a_note_goes_to_the_database_as_seldom_as_it_did(office: Office) -> None:
    for place, name in enumerate(NAMES):
        await come(office, f"m{place}", f"Met {name} from Northwind, I promised her paper {place} by Friday.")

    with listening() as count:
        seen = await come(office, "note", "Called Lena Vogt, I promised her the storage study by Friday.")

    assert "Lena Vogt" in seen.first
    # Raised by one each for tag rhythms, the first day, what a thread remembers and what promises mean.
    assert len(count.statements) <= 37, count
    assert count.transactions <= 16, count
    assert count.visits <= 15, count


async def test_a_question_goes_to_the_database_as_seldom_as_it_did(office: Office) -> None:
    await come(office, "m1", "Met Ana Ruiz from Northwind, I promised her the storage paper by Friday.")

    with listening() as count:
        seen = await come(office, "question", "What did I promise Ana Ruiz?")

    assert "storage paper" in seen.text
    assert len(count.statements) <= 24, count
    assert count.transactions <= 11, count
    assert count.visits <= 12, count


async def test_work_that_changed_nothing_is_marked_done_together(office: Office) -> None:
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

    with listening() as count:
        await asyncio.gather(*(office.store.inbox.finish(each) for each in held))

    assert count.transactions <= 2, count
    assert (await office.store.counts())["inbox done"] >= 40
