from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.contacts import Contact
from bot.core.identity import MemberId, Scope, Space, WorkspaceId, own_space
from bot.core.notes import Note
from bot.core.ports.errors import NotFound, OutOfScope
from bot.core.threads import Draft
from bot.store.store import SqlStore
from tests.support.stores import ANA, BEN, START, contact, note, team, work

_run = count()
_WORKSPACES, _MEMBERS, _TEAMS = ("T1", "T2"), ("U1", "U2", "U3"), ("north", "south")
_SPACES = [*(own_space(MemberId(each)) for each in _MEMBERS), *(team(each) for each in _TEAMS), Space("w")]

scopes = st.builds(
    Scope,
    st.sampled_from(_WORKSPACES).map(WorkspaceId),
    st.sampled_from(_MEMBERS).map(MemberId),
    st.frozensets(st.sampled_from([team(each) for each in _TEAMS])),
)
tries = st.lists(
    st.tuples(
        scopes,
        st.sampled_from(_WORKSPACES),
        st.sampled_from(_SPACES),
        st.sampled_from(["a", "b", "c"]),
        st.frozensets(st.sampled_from(_SPACES), max_size=2),
        st.sampled_from(["note", "contact", "draft", "remove"]),
    ),
    max_size=12,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(tries=tries, reader=scopes)
async def test_nothing_is_read_or_written_across_scopes(store: SqlStore, tries: list, reader: Scope) -> None:  # type: ignore[type-arg]
    run = next(_run)

    def here(scope: Scope) -> Scope:
        return replace(scope, workspace=WorkspaceId(f"{scope.workspace}-{run}"))

    model: dict[tuple[type, str, str], object] = {}
    for n, (scope, workspace, space, id, shared_with, what) in enumerate(tries):
        scope, workspace = here(scope), f"{workspace}-{run}"
        if what == "remove":
            key = (Note, scope.workspace, id)
            mine = key in model and model[key].space in scope.spaces  # type: ignore[attr-defined]
            try:
                async with store.write(work(scope, f"{run}-{n}")) as uow:
                    await uow.of(Note).remove(id)
                assert mine
                del model[key]
            except (NotFound, OutOfScope):
                assert not mine
            continue
        item = _item(what, workspace, space, id, shared_with, n)
        key = (type(item), workspace, id)
        owner = model.get(key)
        allowed = workspace == scope.workspace and space in scope.spaces
        allowed = allowed and (owner is None or owner.space in scope.spaces)  # type: ignore[attr-defined]
        try:
            async with store.write(work(scope, f"{run}-{n}")) as uow:
                await uow.of(type(item)).put(item)
            assert allowed
            model[key] = item
        except OutOfScope:
            assert not allowed
    await _reads_exactly_its_own(store, here(reader), model)


def _item(what: str, workspace: str, space: Space, id: str, shared_with: frozenset[Space], n: int) -> object:
    owned = {"workspace": WorkspaceId(workspace), "space": space}
    if what == "contact":
        return contact(id=id, name=f"name{n}", **owned)
    if what == "draft":
        return Draft(id=id, created_at=START, text=f"word{n}", **owned)
    return note(id=id, text=f"secret word{n}", shared_with=tuple(sorted(shared_with)), **owned)


async def _reads_exactly_its_own(store: SqlStore, reader: Scope, model: dict) -> None:  # type: ignore[type-arg]
    async with store.read(reader) as uow:
        for kind in (Contact, Note, Draft):
            visible = {
                item.id: item
                for (its, workspace, _), item in model.items()
                if its is kind
                and workspace == reader.workspace
                and (item.space in reader.spaces or set(getattr(item, "shared_with", ())) & reader.spaces)
            }
            assert {each.id: each for each in await uow.of(kind).find()} == visible
            assert await uow.of(kind).count() == len(visible)
            for id in ("a", "b", "c"):
                if id not in visible:
                    with pytest.raises(NotFound):
                        await uow.of(kind).get(id)
            if kind is Note:
                assert {hit.note_id for hit in await uow.search_notes("secret", limit=50)} == set(visible)


async def test_a_shared_note_can_be_read_but_not_changed(store: SqlStore) -> None:
    shared = note(text="the pilot", shared_with=(team("north"),))
    member = replace(BEN, teams=frozenset([team("north")]))
    async with store.write(work()) as uow:
        await uow.of(Note).put(shared)
    async with store.write(work(member, "k2")) as uow:
        assert await uow.of(Note).get("n1") == shared
        with pytest.raises(OutOfScope):
            await uow.of(Note).put(replace(shared, text="mine now", space=member.own))
        with pytest.raises(OutOfScope):
            await uow.of(Note).remove("n1")
    async with store.write(work(key="k3")) as uow:
        await uow.of(Note).put(replace(shared, shared_with=()))
    async with store.read(member) as reader:
        assert await reader.of(Note).find() == []
        assert await reader.search_notes("pilot", limit=5) == []


async def test_the_same_id_in_two_workspaces_is_two_rows(store: SqlStore) -> None:
    other = replace(ANA, workspace=WorkspaceId("T2"))
    for scope, key in ((ANA, "k1"), (other, "k2")):
        async with store.write(work(scope, key)) as uow:
            await uow.of(Note).put(note(scope, text=f"pilot in {scope.workspace}"))
    async with store.write(work(other, "k3")) as uow:
        await uow.of(Note).remove("n1")
    async with store.read(ANA) as reader:
        assert (await reader.of(Note).get("n1")).text == "pilot in T1"
        assert len(await reader.search_notes("pilot", limit=5)) == 1
