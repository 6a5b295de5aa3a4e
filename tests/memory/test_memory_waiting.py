"""A vector that waits to be written to Chroma is found, survives a crash, and leaves with its note."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from chromadb.api.models.Collection import Collection

from bot.core.identity import MemberId, Scope, WorkspaceId, own_space
from bot.core.ports.errors import Unavailable
from bot.memory.backends import EmbeddedChroma
from bot.memory.chroma import ChromaMemory
from bot.memory.waiting import NAME, WaitingVectors
from slack_sandbox.testing.waiting import until
from tests.memory.memory_support import WordEmbedder, entry

ACME, ANA, BEN = WorkspaceId("T1"), MemberId("U1"), MemberId("U2")
ANAS, BENS = own_space(ANA), own_space(BEN)
LONG, SHORT = 600.0, 0.05


def opened(folder: Path, patience: float = LONG, identity: str = "words@1") -> ChromaMemory:
    return ChromaMemory(EmbeddedChroma(folder), WordEmbedder(identity), patience=patience)


@pytest.fixture
async def memory(tmp_path: Path) -> AsyncIterator[ChromaMemory]:
    made = opened(tmp_path / "chroma")
    await made.rebuild(_none(), _ignore)
    yield made
    await made.close()


async def _none() -> AsyncIterator[Any]:
    for each in ():
        yield each


async def _ignore(_: int) -> None:
    pass


async def ids(memory: ChromaMemory, member: MemberId, question: str) -> list[str]:
    hits = await memory.nearest(Scope(ACME, member), question, limit=9)
    return [hit.note_id for hit in hits]


def waiting(folder: Path) -> int:
    return len(WaitingVectors(folder / "chroma" / NAME, "words@1").all()[0])


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The collections that are written, in order."""
    found: list[str] = []
    upsert = Collection.upsert

    def noted(self: Collection, *given: Any, **more: Any) -> None:
        found.append(self.name)
        upsert(self, *given, **more)

    monkeypatch.setattr(Collection, "upsert", noted)
    return found


async def test_it_is_found_at_once_by_who_asked_before(
    memory: ChromaMemory, tmp_path: Path, written: list[str]
) -> None:
    assert await ids(memory, ANA, "carbon") == []
    await memory.index(ACME, [entry("a", "carbon", ANAS)])
    assert await ids(memory, ANA, "carbon") == ["a"]
    assert waiting(tmp_path) == 1
    assert not written


async def test_it_is_found_by_who_never_asked(memory: ChromaMemory, tmp_path: Path) -> None:
    await memory.index(ACME, [entry("a", "carbon", BENS)])
    assert await ids(memory, BEN, "carbon") == ["a"]
    assert await ids(memory, ANA, "carbon") == []
    assert waiting(tmp_path) == 0  # what was not held is read from Chroma, with all that waited


async def test_notes_of_several_moments_and_members_are_written_together(
    memory: ChromaMemory, written: list[str]
) -> None:
    for number in range(12):
        await memory.index(ACME, [entry(f"n{number}", f"carbon {number}", ANAS if number % 2 else BENS)])
    assert not written
    assert len(await memory.all_ids()) == 12
    assert len(written) == len(set(written))


async def test_it_is_written_by_itself_after_a_while(tmp_path: Path) -> None:
    memory = opened(tmp_path / "chroma", SHORT)
    await memory.rebuild(_none(), _ignore)
    await memory.index(ACME, [entry("a", "carbon", ANAS)])
    await until(lambda: waiting(tmp_path) == 0)
    await memory.close()


async def test_no_more_than_some_wait(memory: ChromaMemory, tmp_path: Path) -> None:
    for number in range(70):
        await memory.index(ACME, [entry(f"n{number}", f"carbon {number}", ANAS)])
        assert waiting(tmp_path) <= 64
    assert len(await memory.all_ids()) == 70


async def test_many_at_once_wait_for_nobody(memory: ChromaMemory, tmp_path: Path) -> None:
    await memory.index(ACME, [entry(f"n{number}", f"carbon {number}", ANAS) for number in range(30)])
    assert waiting(tmp_path) == 0


async def test_closing_writes_what_waits(tmp_path: Path) -> None:
    memory = opened(tmp_path / "chroma")
    await memory.rebuild(_none(), _ignore)
    await memory.index(ACME, [entry("a", "carbon", ANAS)])
    await memory.close()
    assert waiting(tmp_path) == 0
    again = opened(tmp_path / "chroma")
    assert await ids(again, ANA, "carbon") == ["a"]
    await again.close()


@pytest.mark.parametrize("change", ["edit", "unshare", "forget", "erase", "erase all but one"])
@pytest.mark.parametrize("waits", [True, False])
async def test_what_becomes_of_its_note_becomes_of_it(
    memory: ChromaMemory, tmp_path: Path, change: str, *, waits: bool
) -> None:
    """The same, whether the vector still waits or is written by then."""
    for member in (ANA, BEN):
        assert await ids(memory, member, "carbon") == []
    await memory.index(ACME, [entry("a", "carbon", ANAS, BENS), entry("b", "carbon too", ANAS)])
    if not waits:
        await memory.all_ids()
    if change == "edit":
        await memory.index(ACME, [entry("a", "sailing", ANAS, BENS)])
        [first, _] = await memory.nearest(Scope(ACME, ANA), "sailing", limit=2)
        assert (first.note_id, round(first.similarity, 2)) == ("a", 1.0)
        assert len(await memory.nearest(Scope(ACME, BEN), "sailing", limit=9)) == 1
    elif change == "unshare":
        await memory.index(ACME, [entry("a", "carbon", ANAS)])
        assert await ids(memory, BEN, "carbon") == []
        assert await ids(memory, ANA, "carbon") == ["a", "b"]
    else:
        if change == "forget":
            await memory.forget(ACME, ["a"], frozenset((ANAS, BENS)))
        else:
            anew = [entry("b", "carbon too", ANAS)] if change == "erase all but one" else []
            await memory.erase(ACME, ["a", "b"] if anew else ["a"], anew=anew)
            assert (tmp_path / "chroma" / NAME).read_bytes() == b""
        assert await ids(memory, BEN, "carbon") == []
        assert await ids(memory, ANA, "carbon") == ["b"]
        assert {note for _, note in await memory.all_ids()} == {"b"}


async def test_it_is_there_after_the_process_was_killed(tmp_path: Path) -> None:
    child = multiprocessing.get_context("spawn").Process(target=_index_and_die, args=(str(tmp_path),))
    child.start()
    await asyncio.to_thread(child.join)
    assert child.exitcode == -signal.SIGKILL
    assert waiting(tmp_path) == 1
    with (tmp_path / "chroma" / NAME).open("ab") as file:
        file.write(b'\n{"model": "words@1", "workspace": "T1", "no')  # and one more was being written
    memory = opened(tmp_path / "chroma")
    await memory.index(ACME, [entry("b", "carbon too", ANAS)])
    assert await ids(memory, ANA, "carbon") == ["a", "b"]
    await memory.close()
    assert waiting(tmp_path) == 0


def _index_and_die(folder: str) -> None:
    asyncio.run(_indexed(Path(folder)))
    os.kill(os.getpid(), signal.SIGKILL)


async def _indexed(folder: Path) -> None:
    memory = opened(folder / "chroma")
    await memory.rebuild(_none(), _ignore)
    await memory.index(ACME, [entry("a", "carbon", ANAS)])
    os.kill(os.getpid(), signal.SIGKILL)


async def test_vectors_of_another_model_are_let_go(memory: ChromaMemory, tmp_path: Path) -> None:
    await memory.index(ACME, [entry("a", "carbon", ANAS)])
    assert WaitingVectors(tmp_path / "chroma" / NAME, "other@2").all() == ({}, [])


async def test_no_word_of_a_note_is_in_the_file(memory: ChromaMemory, tmp_path: Path) -> None:
    await memory.index(ACME, [entry("a", "carbon", ANAS)])
    assert b"carbon" not in (tmp_path / "chroma" / NAME).read_bytes()
    assert (tmp_path / "chroma" / NAME).stat().st_mode & 0o777 == 0o600


async def test_while_it_cannot_be_written_who_hands_in_more_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = opened(tmp_path / "chroma", SHORT)
    await memory.rebuild(_none(), _ignore)
    await memory.index(ACME, [entry("a", "carbon", ANAS)])
    with monkeypatch.context() as patch:
        patch.setattr(Collection, "upsert", _fails)
        assert memory._deferring is not None
        await until(lambda: not memory._deferring._is_trusted)  # type: ignore[union-attr]
        with pytest.raises(Unavailable):
            await memory.index(ACME, [entry("b", "carbon too", ANAS)])
        assert waiting(tmp_path) == 1
    await until(lambda: waiting(tmp_path) == 0)
    assert await ids(memory, ANA, "carbon") == ["a"]
    await memory.close()


def _fails(*_: Any, **__: Any) -> None:
    raise ValueError("no room")
