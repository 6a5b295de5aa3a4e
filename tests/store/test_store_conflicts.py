"""A commit that would overwrite what somebody else has changed meanwhile is refused and changes nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest

from bot.core.beginning import begin
from bot.core.commands import Said
from bot.core.common_cards import nothing_to_undo
from bot.core.contacts import Contact
from bot.core.deliveries import NOTHING
from bot.core.identity import Scope
from bot.core.members import Member
from bot.core.notes import Note
from bot.core.ports.errors import Conflict, NotFound
from bot.core.turn import Ports, Turn
from bot.store.store import SqlStore
from tests.support.stores import ANA, BEN, START, contact, envelope, note, work

Read = Callable[[Turn[Said]], Awaitable[object]]


def member(scope: Scope, **fields: Any) -> Member:
    values: dict[str, Any] = {"name": "Kim", "zone": "UTC", "created_at": START, "refreshed_at": START}
    return Member(id=scope.member, workspace=scope.workspace, space=scope.own, **(values | fields))


async def turn_of(store: SqlStore, key: str = "asked", lease: str = "") -> Turn[Said]:
    """The Turn of a piece of work, begun as every one is."""
    others = (
        "memory",
        "coach",
        "directory",
        "files",
        "progress",
        "knowledge",
        "documents",
        "calendars",
        "apart",
    )
    ports = Ports(store=store, **dict.fromkeys(others, cast(Any, None)))
    known, make = await begin(work(key=key, lease=lease), ports)
    assert known is not None
    return cast("Turn[Said]", make(known))


@pytest.fixture
async def there(store: SqlStore) -> SqlStore:
    """A member with a contact, whom the Turn is given, and a note, which it has to ask for."""
    async with store.write(work(key="before")) as uow:
        await uow.of(Member).put(member(ANA))
        await uow.of(Contact).put(contact(aliases=("Ana", "A. Ruiz"), criteria=(("trust", 1),)))
        await uow.of(Note).put(note(contact_ids=("c1",)))
    return store


async def elsewhere(store: SqlStore, *changed: object) -> None:
    """Another piece of work of the same member changes rows."""
    async with store.write(work(key="meanwhile")) as uow:
        for item in changed:
            await uow.of(type(item)).put(item)


async def rows(store: SqlStore) -> list[object]:
    async with store.read(ANA) as reader:
        return [each for kind in (Contact, Note) for each in await reader.of(kind).find()]


@asynccontextmanager
async def refused(store: SqlStore) -> AsyncIterator[None]:
    """What is done inside meets a conflict, and leaves rows and outbox as they were."""
    before = await rows(store), await store.counts()
    with pytest.raises(Conflict):
        yield
    assert (await rows(store), await store.counts()) == before


async def with_people(turn: Turn[Said]) -> object:
    return turn.people.get("c1")


async def with_one(turn: Turn[Said]) -> object:
    return await turn.one(Note, "n1")


async def with_mine(turn: Turn[Said]) -> object:
    return await turn.mine(Note)


async def with_read(turn: Turn[Said]) -> object:
    async with turn.read() as reader:
        return await reader.of(Note).get("n1")


async def with_commit(turn: Turn[Said]) -> object:
    async with turn.apart("first").commit() as uow:
        return await uow.of(Note).get("n1")


READS = [with_people, with_one, with_mine, with_read, with_commit]


@pytest.mark.parametrize("read", READS)
@pytest.mark.parametrize("write", ["put", "remove"])
async def test_a_row_that_was_handed_out_and_changed_meanwhile_is_not_overwritten(
    there: SqlStore, read: Read, write: str
) -> None:
    turn = await turn_of(there)
    assert await read(turn)
    await elsewhere(there, contact(name="Ana R."), note(text="other words"))

    async with refused(there), turn.commit() as uow:
        await uow.of(Note).put(note(id="n2"))
        uow.say(*turn.reply(nothing_to_undo(), about=NOTHING))
        kind, id = (Contact, "c1") if read is with_people else (Note, "n1")
        if write == "remove":
            await uow.of(kind).remove(id)
        else:
            await uow.of(kind).put(contact(title="CFO") if kind is Contact else note(text="my words"))


async def test_a_row_that_was_handed_out_and_deleted_meanwhile_does_not_come_back(there: SqlStore) -> None:
    turn = await turn_of(there)
    shown = await turn.one(Note, "n1")
    assert shown is not None
    async with there.write(work(key="meanwhile")) as uow:
        await uow.of(Note).remove("n1")

    async with refused(there), turn.commit() as uow:
        await uow.of(Note).put(replace(shown, text="my words"))


async def test_a_row_that_was_not_there_and_came_meanwhile_is_not_overwritten(there: SqlStore) -> None:
    turn = await turn_of(there)
    assert await turn.one(Note, "n2") is None
    await elsewhere(there, note(id="n2", text="other words"))

    async with refused(there), turn.commit() as uow:
        await uow.of(Note).put(note(id="n2", text="my words"))


async def test_the_first_look_counts_however_often_a_row_is_looked_at(there: SqlStore) -> None:
    turn = await turn_of(there)
    [known] = turn.people.contacts
    await elsewhere(there, replace(known, title="CFO"))
    assert await turn.one(Contact, "c1") != known

    async with refused(there), turn.commit() as uow:
        assert await uow.of(Contact).get("c1") != known
        await uow.of(Contact).put(replace(known, cadence_days=30))


async def test_a_row_that_nobody_was_shown_is_not_checked(there: SqlStore) -> None:
    turn = await turn_of(there)
    await elsewhere(there, note(text="other words"), note(id="n2"))

    async with turn.commit() as uow:
        await uow.of(Note).put(note(text="my words"))
        await uow.of(Note).remove("n2")

    assert await turn.one(Note, "n1") == note(text="my words")


async def test_a_row_shown_that_changed_meanwhile_does_not_hinder_others(there: SqlStore) -> None:
    turn = await turn_of(there)
    await elsewhere(there, contact(name="Ana R."))

    async with turn.commit() as uow:
        await uow.of(Note).put(note(text="my words"))

    assert await turn.one(Note, "n1") == note(text="my words")


async def test_one_commit_may_write_a_row_again_and_again(there: SqlStore) -> None:
    turn = await turn_of(there)
    [known] = turn.people.contacts
    local = START.astimezone(turn.zone) + timedelta(microseconds=7)

    async with turn.commit() as uow:
        await uow.of(Contact).put(replace(known, title="CFO"))
        await turn.one(Contact, "c1")  # beside the commit: still as it was
        await uow.of(Contact).put(replace(known, aliases=("A",), last_touch_at=local, cadence_days=30))
        await uow.of(Contact).remove("c1")
        await uow.of(Contact).put(replace(known, title="CEO"))

    assert await turn.one(Contact, "c1") == replace(known, title="CEO")


async def test_a_second_commit_of_the_same_turn_goes_on_from_the_first(there: SqlStore) -> None:
    turn = await turn_of(there)
    [known] = turn.people.contacts
    for title in ("CFO", "CEO"):
        async with turn.apart(title).commit() as uow:
            await uow.of(Contact).put(replace(known, title=title))
            await uow.of(Member).put(replace(turn.member, name=title))

    await elsewhere(there, replace(known, title="CIO"))
    async with refused(there), turn.commit() as uow:
        await uow.of(Contact).put(replace(known, title="COO"))


async def test_what_a_commit_that_failed_had_written_is_not_taken_for_there(there: SqlStore) -> None:
    turn = await turn_of(there)
    [known] = turn.people.contacts

    async def fail() -> None:
        async with turn.commit() as uow:
            await uow.of(Contact).put(replace(known, title="CFO"))
            await uow.of(Note).remove("n9")

    with pytest.raises(NotFound):
        await fail()
    async with turn.commit() as uow:
        await uow.of(Contact).put(replace(known, title="CEO"))

    assert await turn.one(Contact, "c1") == replace(known, title="CEO")


async def test_a_refused_commit_leaves_the_claimed_work_held_and_trying_anew_helps(there: SqlStore) -> None:
    for follow_up in await there.inbox.claim(limit=9, lease_seconds=30):
        await there.inbox.finish(follow_up)
    before = await there.counts()
    await there.inbox.accept(envelope("asked"))
    [held] = await there.inbox.claim(limit=1, lease_seconds=30)
    turn = await turn_of(there, lease=held.lease)
    await elsewhere(there, contact(name="Ana R."))
    async with refused(there), turn.commit() as uow:
        await uow.of(Contact).put(contact(title="CFO"))

    turn = await turn_of(there, lease=held.lease)
    async with turn.commit() as uow:
        await uow.of(Contact).put(replace(turn.people.contacts[0], title="CFO"))

    assert await there.counts() == {"inbox done": before["inbox done"] + 1}
    assert await turn.one(Contact, "c1") == replace(turn.people.contacts[0], title="CFO")


@pytest.mark.parametrize(
    "new_database", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
async def test_a_row_that_changes_while_the_commit_is_open_is_a_conflict_too(there: SqlStore) -> None:
    """SQLite lets one commit in after the other; PostgreSQL sees at the write that the row has changed."""
    turn = await turn_of(there)

    async with refused_after(there, contact(name="Ana R.")) as change, turn.commit() as uow:
        await uow.of(Note).find()
        await change()
        await uow.of(Contact).put(contact(title="CFO"))


@asynccontextmanager
async def refused_after(store: SqlStore, changed: Contact) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    with pytest.raises(Conflict):
        yield lambda: elsewhere(store, changed)
    async with store.read(ANA) as reader:
        assert await reader.of(Contact).get("c1") == changed


async def test_what_another_member_does_with_their_rows_is_no_conflict(there: SqlStore) -> None:
    turn = await turn_of(there)
    async with there.write(work(BEN, "theirs")) as uow:
        await uow.of(Contact).put(contact(BEN, id="c9"))

    async with turn.commit() as uow:
        await uow.of(Contact).put(contact(title="CFO"))

    assert await turn.one(Contact, "c1") == contact(title="CFO")
