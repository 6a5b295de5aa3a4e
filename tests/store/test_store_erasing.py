"""What is erased cannot be undone, and nothing of it stays in journal, inbox or outbox (F5, B6)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.codec import read_job
from bot.core.cards import Card
from bot.core.contacts import Contact
from bot.core.deliveries import Say
from bot.core.notes import Note
from bot.core.ports.errors import NotFound
from bot.core.ports.queues import Posted
from bot.core.withdrawing import RedrawPosts
from bot.store.queues import inbox, outbox, posts_about
from bot.store.store import SqlStore
from bot.store.tables import journal
from tests.support.stores import ANA, BEN, contact, note, work

SECRET = "Zoë likes heliotropes"


async def dump(store: SqlStore) -> str:
    """All rows of the tables that hold copies."""
    async with store._database.begin_read() as connection:
        rows = [
            str((await connection.execute(select(table))).mappings().all())
            for table in (journal, inbox, outbox, posts_about)
        ]
    return "\n".join(rows)


@pytest.fixture
async def told(store: SqlStore) -> SqlStore:
    """A note that was changed, and posted about; another member's note with the same words."""
    async with store.write(work(key="k1")) as uow:
        await uow.of(Contact).put(contact(name="Zoë Quill"))
        await uow.of(Note).put(note(text=SECRET))
        uow.say(Say(card=Card(text=(SECRET,)), conversation="D1", about=("n1",)))
    async with store.write(work(key="k2")) as uow:
        await uow.of(Note).put(note(text=SECRET + " more"))
    async with store.write(work(key="k3")) as uow:
        await uow.of(Contact).put(contact(id="c2", name="Zoë Quill's friend"))
    async with store.write(work(key="k3b")) as uow:
        await uow.of(Contact).put(contact(id="c2", name="Omar"))
    async with store.write(work(key="k4")) as uow:
        await uow.of(Contact).put(contact(id="c9", name="Lars"))
    async with store.write(work(BEN, "k5")) as uow:
        await uow.of(Note).put(note(BEN, "n5", text="harbours"))
    [outgoing] = await store.outbox.claim(limit=9, lease_seconds=30)
    await store.outbox.mark_delivered(outgoing, Posted(conversation="D1", message="1.1"))
    return store


async def test_what_an_erasing_work_removed_is_in_no_journal_and_no_queue(told: SqlStore) -> None:
    assert "heliotropes" in await dump(told)
    async with told.write(work(key="k6")) as uow:
        assert await uow.find_posts_about(["n1"]) == [Posted(conversation="D1", message="1.1")]
        await uow.of(Note).remove("n1")
        await uow.of(Contact).remove("c1")
        uow.erase(("Zoë Quill",))

    left = await dump(told)
    assert "heliotropes" not in left
    assert "Zo" not in left
    async with told.read(ANA) as reader:
        assert await reader.search_notes("heliotropes", limit=5) == []


async def test_what_was_posted_of_it_is_deleted_by_a_job_and_then_forgotten(told: SqlStore) -> None:
    async with told.write(work(key="k6")) as uow:
        await uow.of(Note).remove("n1")
        await uow.of(Contact).remove("c1")
        uow.erase(("Zoë Quill",))

    jobs = [read_job(each.envelope.payload)[0] for each in await told.inbox.claim(limit=9, lease_seconds=30)]
    assert [(job.about, job.erased) for job in jobs if isinstance(job, RedrawPosts)] == [(("c1", "n1"), True)]
    async with told.write(work(key="k7")) as uow:
        [post] = await uow.find_posts(about=["n1"])
        assert (post.place, post.redraw) == (Posted(conversation="D1", message="1.1"), None)
        await uow.forget_about(["c1", "n1"])
    async with told.read(ANA) as reader:
        assert await reader.find_posts_about(["n1"]) == []
        assert await reader.find_posts(about=["n1"]) == []


@pytest.mark.parametrize("key", ["k1", "k2", "k3b", "k6"])
async def test_no_change_that_held_what_was_erased_can_be_undone(told: SqlStore, key: str) -> None:
    async with told.write(work(key="k6")) as uow:
        await uow.of(Note).remove("n1")
        await uow.of(Contact).remove("c1")
        uow.erase(("Zoë Quill",))

    with pytest.raises(NotFound):
        async with told.write(work(key="k7")) as uow:
            await uow.undo(work(key=key).change)


async def test_other_changes_and_other_members_can_still_undo(told: SqlStore) -> None:
    async with told.write(work(key="k6")) as uow:
        await uow.of(Note).remove("n1")
        uow.erase(("Zoë Quill",))
    for scope, key in ((ANA, "k4"), (BEN, "k5")):
        async with told.write(work(scope, f"undo {key}")) as uow:
            await uow.undo(work(scope, key).change)
    async with told.read(BEN) as reader:
        assert await reader.of(Note).find() == []
