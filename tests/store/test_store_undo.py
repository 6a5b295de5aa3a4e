from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.contacts import Contact
from bot.core.identity import Scope
from bot.core.notes import Note
from bot.core.ports.errors import ChangedSince, NotFound
from bot.core.threads import Draft
from bot.features.notes.commands import IndexNotes
from bot.store.store import SqlStore
from tests.support.stores import ANA, BEN, START, contact, note, team, work


async def rows(store: SqlStore, scope: Scope = ANA) -> list[object]:
    async with store.read(scope) as reader:
        return [each for kind in (Contact, Note, Draft) for each in await reader.of(kind).find()]


async def undo(store: SqlStore, key: str, under: str, scope: Scope = ANA) -> None:
    async with store.write(work(scope, under)) as uow:
        await uow.undo(work(scope, key).change)


@pytest.fixture
async def changed(store: SqlStore) -> SqlStore:
    """Under k2: a contact renamed twice, a note removed, a draft added."""
    async with store.write(work(key="k1")) as uow:
        await uow.of(Contact).put(contact())
        await uow.of(Note).put(note())
    async with store.write(work(key="k2")) as uow:
        await uow.of(Contact).put(contact(name="Ana R."))
        await uow.of(Contact).put(contact(name="Ana Ruiz-Lara", aliases=("Ana",)))
        await uow.of(Note).remove("n1")
        draft = Draft(id="d1", workspace=ANA.workspace, space=ANA.own, created_at=START, text="later")
        await uow.of(Draft).put(draft)
    return store


async def test_an_undo_restores_what_a_change_replaced_removed_and_added(changed: SqlStore) -> None:
    await undo(changed, "k2", under="k3")
    assert await rows(changed) == [contact(), note()]


async def test_an_undo_can_be_undone_and_done_again(changed: SqlStore) -> None:
    after = await rows(changed)
    await undo(changed, "k2", under="k3")
    before = await rows(changed)
    await undo(changed, "k3", under="k4")
    assert await rows(changed) == after
    await undo(changed, "k2", under="k5")
    assert await rows(changed) == before


async def test_a_second_undo_of_the_same_change_is_refused(changed: SqlStore) -> None:
    await undo(changed, "k2", under="k3")
    with pytest.raises(ChangedSince):
        await undo(changed, "k2", under="k4")


async def test_a_row_changed_afterwards_refuses_the_whole_undo(changed: SqlStore) -> None:
    async with changed.write(work(key="k3")) as uow:
        await uow.of(Contact).put(replace(await uow.of(Contact).get("c1"), title="CFO"))
    before = await rows(changed)
    async with changed.write(work(key="k4")) as uow:
        with pytest.raises(ChangedSince):
            await uow.undo(work(key="k2").change)
    assert await rows(changed) == before


async def test_a_row_changed_and_changed_back_does_not_refuse(changed: SqlStore) -> None:
    async with changed.write(work(key="k3")) as uow:
        there = await uow.of(Contact).get("c1")
        await uow.of(Contact).put(replace(there, title="CFO"))
        await uow.of(Contact).put(there)
    await undo(changed, "k2", under="k4")
    assert await rows(changed) == [contact(), note()]


async def test_nobody_else_can_undo_a_change(changed: SqlStore) -> None:
    for scope in (BEN, replace(ANA, workspace="T2")):
        with pytest.raises(NotFound):
            async with changed.write(work(scope, "k9")) as uow:
                await uow.undo(work(key="k2").change)
    with pytest.raises(NotFound):
        await undo(changed, "unknown", under="k9")


async def test_a_row_of_a_team_that_the_member_left_is_not_restored(store: SqlStore) -> None:
    member = replace(ANA, teams=frozenset([team("north")]))
    shared = note(space=team("north"))
    async with store.write(work(member, "k1")) as uow:
        await uow.of(Note).put(shared)
    async with store.write(work(member, "k2")) as uow:
        await uow.of(Note).remove("n1")
    with pytest.raises(NotFound):
        await undo(store, "k2", under="k3")
    assert await rows(store, member) == []


async def test_a_put_that_changes_nothing_leaves_no_trace(store: SqlStore) -> None:
    async with store.write(work(key="k1")) as uow:
        await uow.of(Contact).put(contact())
    async with store.write(work(key="k2")) as uow:
        await uow.of(Contact).put(contact())
    with pytest.raises(NotFound):
        await undo(store, "k2", under="k3")


async def test_each_change_of_notes_queues_their_indexing_once(changed: SqlStore) -> None:
    await undo(changed, "k2", under="k3")
    claimed = []
    while batch := await changed.inbox.claim(limit=50, lease_seconds=30):
        claimed += batch
        for each in batch:
            await changed.inbox.finish(each)
    commands = [each.envelope.payload["command"] for each in claimed]
    assert commands == [{"command": IndexNotes.__name__, "note_ids": ["n1"]}] * 3
    assert {each.envelope.ordering_key for each in claimed} == {f"index:{ANA.member}"}


async def test_what_undoes_a_change_goes_after_its_term_and_only_then(changed: SqlStore) -> None:
    """The store's clock stands still, so that a negative term reaches two days past the first changes."""
    later = replace(work(key="k3"), now=START + timedelta(days=3))
    async with changed.write(later) as uow:
        await uow.of(Contact).put(contact(name="Ana Ruiz-Lara Gil", aliases=("Ana",)))
    assert await changed.prune(24, undo_days=1) == 0

    assert await changed.prune(24, undo_days=-2) == 6

    with pytest.raises(NotFound):
        await undo(changed, "k2", under="k4")
    await undo(changed, "k3", under="k5")
    async with changed.read(ANA) as reader:
        assert (await reader.of(Contact).get("c1")).name == "Ana Ruiz-Lara"
