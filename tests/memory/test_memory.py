"""The vector index: the same suite on embedded Chroma and on a Chroma server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from chromadb import Collection

from bot.core.identity import WORKSPACE_SPACE, MemberId, Scope, WorkspaceId, own_space, team_space
from bot.core.ports.memory import Entry, Near
from bot.memory import open_memory
from bot.memory.buckets import BUCKETS, PLACE_BUCKETS
from bot.memory.chroma import ChromaMemory
from tests.memory.memory_support import WordEmbedder, chroma_server, entry

ACME = WorkspaceId("T1")
OTHER = WorkspaceId("T2")
ANA, BEN = MemberId("U1"), MemberId("U2")
TEAM = team_space("north")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("server") / "data") as url:
        yield url


@pytest.fixture(params=["embedded", pytest.param("server", marks=pytest.mark.slow)])
async def memory(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[ChromaMemory]:
    url = request.getfixturevalue("server") if request.param == "server" else None
    # a model's name of its own gives each test collections of its own on the shared server
    made = open_memory(WordEmbedder(identity=str(tmp_path)), folder=tmp_path / "chroma", url=url)
    yield made
    await made.close()


def scope(member: MemberId, *teams: str, workspace: WorkspaceId = ACME) -> Scope:
    return Scope(workspace, member, frozenset(team_space(team) for team in teams))


async def ids(memory: ChromaMemory, who: Scope, question: str, limit: int = 10) -> list[str]:
    return [hit.note_id for hit in await memory.nearest(who, question, limit=limit)]


async def test_nothing_is_found_before_anything_was_indexed(memory: ChromaMemory) -> None:
    assert await memory.nearest(scope(ANA), "carbon", limit=5) == []


async def test_the_nearest_note_comes_first_with_its_cosine(memory: ChromaMemory) -> None:
    await memory.index(ACME, [entry("a", "carbon reporting", own_space(ANA))])
    await memory.index(ACME, [entry("b", "sailing weekend", own_space(ANA))])

    first, second = await memory.nearest(scope(ANA), "carbon reporting", limit=5)

    assert (first.note_id, second.note_id) == ("a", "b")
    assert first.similarity == pytest.approx(1.0, abs=1e-3)
    assert second.similarity < 0.2


async def test_another_members_note_is_never_found(memory: ChromaMemory) -> None:
    await memory.index(ACME, [entry("a", "carbon", own_space(ANA)), entry("b", "carbon", own_space(BEN))])

    assert await ids(memory, scope(ANA), "carbon") == ["a"]
    assert await ids(memory, scope(BEN), "carbon") == ["b"]


async def test_the_same_member_and_note_id_in_another_workspace_is_somebody_else(
    memory: ChromaMemory,
) -> None:
    await memory.index(ACME, [entry("a", "carbon", own_space(ANA))])

    assert await ids(memory, scope(ANA, workspace=OTHER), "carbon") == []
    await memory.forget(OTHER, ["a"], frozenset({own_space(ANA)}))
    assert await ids(memory, scope(ANA), "carbon") == ["a"]


async def test_a_shared_note_is_found_by_the_team_until_it_is_taken_back(memory: ChromaMemory) -> None:
    await memory.index(ACME, [entry("a", "carbon", own_space(ANA), TEAM)])
    assert await ids(memory, scope(BEN, "north"), "carbon") == ["a"]
    assert await ids(memory, scope(BEN), "carbon") == []

    await memory.index(ACME, [entry("a", "carbon", own_space(ANA))])

    assert await ids(memory, scope(BEN, "north"), "carbon") == []
    assert await ids(memory, scope(ANA, "north"), "carbon") == ["a"]


async def test_a_note_in_two_spaces_of_the_scope_is_found_once(memory: ChromaMemory) -> None:
    await memory.index(ACME, [entry("a", "carbon", own_space(ANA), TEAM, WORKSPACE_SPACE)])

    assert await ids(memory, scope(ANA, "north"), "carbon") == ["a"]


async def test_forgetting_in_one_space_leaves_the_others(memory: ChromaMemory) -> None:
    await memory.index(ACME, [entry("a", "carbon", own_space(ANA), TEAM)])

    await memory.forget(ACME, ["a", "never-there"], frozenset({TEAM}))

    assert await ids(memory, scope(BEN, "north"), "carbon") == []
    assert await ids(memory, scope(ANA), "carbon") == ["a"]


async def test_indexing_again_replaces_text_and_contacts(memory: ChromaMemory) -> None:
    await memory.index(ACME, [entry("a", "carbon " * 600, own_space(ANA), contacts=("c1",))])
    await memory.index(ACME, [entry("a", "sailing", own_space(ANA), contacts=("c2",))])

    [hit] = await memory.nearest(scope(ANA), "carbon", limit=5)
    assert hit.similarity < 0.2
    assert await memory.nearest(scope(ANA), "sailing", limit=5, contact_ids=["c1"]) == []
    assert [h.note_id for h in await memory.nearest(scope(ANA), "sailing", limit=5, contact_ids=["c2"])] == [
        "a"
    ]


async def test_a_note_without_spaces_leaves_the_index(memory: ChromaMemory) -> None:
    await memory.index(ACME, [entry("a", "carbon", own_space(ANA))])
    await memory.index(ACME, [entry("a", "carbon")])

    assert await memory.all_ids() == {}


async def test_only_notes_about_the_contacts_are_found(memory: ChromaMemory) -> None:
    mine = own_space(ANA)
    await memory.index(
        ACME,
        [
            entry("a", "carbon", mine, contacts=("c1", "c2")),
            entry("b", "carbon", mine, contacts=("c3",)),
            entry("c", "carbon", mine),
        ],
    )

    found = await memory.nearest(scope(ANA), "carbon", limit=5, contact_ids=["c2", "c3"])
    assert {hit.note_id for hit in found} == {"a", "b"}
    found = await memory.nearest(scope(ANA), "carbon", limit=5, contact_ids=["c1"])
    assert {hit.note_id for hit in found} == {"a"}


async def test_the_end_of_a_long_note_is_found(memory: ChromaMemory) -> None:
    long = "weather chat again. " * 900 + "She wants a seat in the steering group."
    await memory.index(ACME, [entry("long", long, own_space(ANA)), entry("b", "sailing", own_space(ANA))])

    assert (await ids(memory, scope(ANA), "steering group seat"))[0] == "long"


async def test_long_notes_do_not_crowd_out_others(memory: ChromaMemory) -> None:
    long = " ".join(f"carbon reporting {number}." for number in range(2000))
    await memory.index(ACME, [entry(f"long{n}", long, own_space(ANA)) for n in range(3)])
    await memory.index(ACME, [entry("short", "carbon and sailing", own_space(ANA))])

    assert set(await ids(memory, scope(ANA), "carbon reporting.", limit=4)) == {
        "long0",
        "long1",
        "long2",
        "short",
    }


async def test_erased_notes_are_gone_from_every_space_and_the_rest_stays(memory: ChromaMemory) -> None:
    await memory.index(
        ACME, [entry("a", "carbon", own_space(ANA), TEAM), entry("b", "carbon", own_space(ANA))]
    )
    await memory.index(OTHER, [entry("a", "carbon", own_space(ANA))])

    await memory.erase(ACME, ["a"])

    assert await memory.all_ids() == {
        (ACME, "b"): frozenset({own_space(ANA)}),
        (OTHER, "a"): frozenset({own_space(ANA)}),
    }
    assert await ids(memory, scope(ANA, "north"), "carbon") == ["b"]


async def test_a_rebuild_replaces_all_and_reports_progress(memory: ChromaMemory) -> None:
    assert await memory.needs_rebuild()
    await memory.index(ACME, [entry("old", "carbon", own_space(ANA))])
    seen: list[int] = []

    async def entries() -> AsyncIterator[tuple[WorkspaceId, Entry]]:
        for number in range(5):
            yield ACME, entry(f"n{number}", "carbon", own_space(ANA))
        yield OTHER, entry("other", "carbon", own_space(BEN))

    async def progress(count: int) -> None:
        seen.append(count)

    assert await memory.rebuild(entries(), progress, batch=2) == 6
    assert not await memory.needs_rebuild()
    assert seen == [2, 4, 6]
    assert {note for _, note in await memory.all_ids()} == {"n0", "n1", "n2", "n3", "n4", "other"}


async def test_ids_with_separators_in_them_do_not_mix(memory: ChromaMemory) -> None:
    slashed = WorkspaceId("T1/m:U1")
    await memory.index(slashed, [entry("x/y#1", "carbon", own_space(MemberId("U/1")))])

    assert await ids(memory, Scope(slashed, MemberId("U/1")), "carbon") == ["x/y#1"]
    assert await memory.all_ids() == {(slashed, "x/y#1"): frozenset({own_space(MemberId("U/1"))})}


async def test_what_is_held_in_memory_follows_every_change(memory: ChromaMemory) -> None:
    await memory.index(ACME, [entry("a", "carbon", own_space(ANA)), entry("b", "sailing", own_space(ANA))])
    assert await ids(memory, scope(ANA), "carbon") == ["a", "b"]

    await memory.index(ACME, [entry("c", "carbon carbon", own_space(ANA), TEAM)])
    assert set(await ids(memory, scope(ANA), "carbon")) == {"a", "b", "c"}
    await memory.forget(ACME, ["a"], frozenset({own_space(ANA)}))
    assert await ids(memory, scope(ANA), "carbon") == ["c", "b"]
    await memory.index(ACME, [entry("c", "carbon", TEAM)])
    assert await ids(memory, scope(ANA), "carbon") == ["b"]
    assert await ids(memory, scope(BEN, "north"), "carbon") == ["c"]

    await memory.erase(ACME, ["b", "c"])

    assert await ids(memory, scope(ANA, "north"), "carbon") == []


async def test_several_questions_are_answered_at_once(memory: ChromaMemory) -> None:
    await memory.index(
        ACME,
        [entry("a", "carbon", own_space(ANA), contacts=("c1",)), entry("b", "sailing", own_space(ANA))],
    )

    first, nothing, third = await memory.nearest_each(
        scope(ANA), [Near("sailing", 1), Near("carbon", 0), Near("sailing", 5, ("c1",))]
    )

    assert [hit.note_id for hit in first] == ["b"]
    assert nothing == []
    assert [hit.note_id for hit in third] == ["a"]


async def test_notes_handed_in_together_are_written_together(
    memory: ChromaMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    upsert = Collection.upsert

    def counted(self: Collection, *given: Any, **more: Any) -> None:
        written.append(self.name)
        upsert(self, *given, **more)

    monkeypatch.setattr(Collection, "upsert", counted)
    members = [MemberId(f"U{number}") for number in range(40)]

    await asyncio.gather(
        *(memory.index(ACME, [entry(f"n{who}", f"carbon {who}", own_space(who))]) for who in members)
    )

    assert len(written) == len(set(written)) <= BUCKETS + PLACE_BUCKETS + memory._backend.is_shared
    for who in members:
        assert await ids(memory, scope(who), "carbon") == [f"n{who}"]


async def test_of_a_note_handed_in_twice_the_later_words_count(memory: ChromaMemory) -> None:
    older, newer = entry("a", "carbon", own_space(ANA)), entry("a", "sailing", own_space(ANA))
    await asyncio.gather(memory.index(ACME, [older]), memory.index(ACME, [newer]))

    [hit] = await memory.nearest(scope(ANA), "sailing", limit=5)

    assert hit.similarity == pytest.approx(1.0, abs=1e-3)


async def test_an_erasure_takes_out_what_was_handed_in_just_before(memory: ChromaMemory) -> None:
    indexing = asyncio.create_task(memory.index(ACME, [entry("a", "carbon", own_space(ANA))]))
    await asyncio.sleep(0)

    await memory.erase(ACME, ["a"])

    await indexing
    assert await memory.all_ids() == {}
