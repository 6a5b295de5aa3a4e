"""The index is built from the notes without a person: damaged, emptied, interrupted, changed meanwhile."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import chromadb
import pytest
from chromadb.config import Settings as ChromaSettings

from bot.coach.answering.model import local_answer_model
from bot.coach.rules.coach import RulesCoach
from bot.config import data_root
from bot.core.guarding import make_guards
from bot.core.members import Member
from bot.core.notes import Note
from bot.core.ports.errors import Unavailable
from bot.files.knowledge import FileKnowledge
from bot.indexing import IndexKeeper, rebuild_index
from bot.memory import open_memory
from bot.store.store import open_store
from bot.wiring import Parts
from tests.memory.memory_support import WordEmbedder, chroma_server
from tests.support.stores import ANA, START, HandClock, note, work

pytestmark = pytest.mark.slow

COUNT = 30


class CountingEmbedder(WordEmbedder):
    """Tells what it was given, and does something first."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[str] = []
        self.first: Callable[[], object] | None = None

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.given += texts
        if self.first is not None:
            first, self.first = self.first, None
            await first()  # type: ignore[misc]
        return await super().embed(texts)


@asynccontextmanager
async def opened(folder: Path, chroma_url: str | None = None) -> AsyncIterator[Parts]:
    embedder = CountingEmbedder()
    store = await open_store(f"sqlite:///{folder / 'tactegic.db'}", HandClock())
    memory = open_memory(embedder, folder=folder / "chroma", url=chroma_url)
    coach = RulesCoach(embedder, knowledge=data_root("knowledge"))
    knowledge = FileKnowledge(data_root("knowledge"))
    try:
        yield Parts(store, memory, embedder, coach, knowledge, local_answer_model(), make_guards())
    finally:
        await memory.close()
        await store.close()


async def write_notes(parts: Parts, count: int = COUNT) -> None:
    async with parts.store.write(work(key="notes")) as uow:
        await uow.of(Member).put(
            Member(
                workspace=ANA.workspace,
                id=ANA.member,
                space=ANA.own,
                name="Ana",
                zone="UTC",
                created_at=START,
                refreshed_at=START,
            )
        )
        for number in range(count):
            await uow.of(Note).put(note(id=f"n{number}", text=f"harbour {number} talk"))


@asynccontextmanager
async def kept(parts: Parts, look_seconds: float = 60.0) -> AsyncIterator[None]:
    keeper = IndexKeeper(parts, look_seconds=look_seconds)
    running = asyncio.create_task(keeper.run())
    try:
        yield
    finally:
        keeper.stop()
        await asyncio.wait_for(running, 30)


async def until_found(parts: Parts, words: str, id: str) -> None:
    """Wait until questions are answered by meaning again, and this note is among what is found."""
    async with asyncio.timeout(60):
        while True:
            try:
                if id in [hit.note_id for hit in await parts.memory.nearest(ANA, words, limit=COUNT)]:
                    return
            except Unavailable:
                pass
            await asyncio.sleep(0.05)


async def told(_: int) -> None: ...


async def test_a_damaged_folder_is_built_anew_by_itself(tmp_path: Path) -> None:
    async with opened(tmp_path) as parts:
        await write_notes(parts)
        await rebuild_index(parts, told)
    database = tmp_path / "chroma" / "chroma.sqlite3"
    os.truncate(database, database.stat().st_size // 2)

    async with opened(tmp_path) as parts, kept(parts):
        await until_found(parts, "harbour 7", "n7")


async def test_a_folder_lost_while_the_bot_runs_is_built_anew_by_itself(tmp_path: Path) -> None:
    async with opened(tmp_path) as parts:
        await write_notes(parts)
        async with kept(parts):
            await until_found(parts, "harbour 7", "n7")
            shutil.rmtree(tmp_path / "chroma")
            with pytest.raises(Unavailable):
                await parts.memory.all_ids()
            await until_found(parts, "harbour 8", "n8")


async def test_building_goes_on_where_it_was_interrupted(tmp_path: Path) -> None:
    async with opened(tmp_path) as parts:
        await write_notes(parts, 5)
        await parts.memory.begin_building(anew=True)
        await parts.memory.add_all(_first(3), told)

    async with opened(tmp_path) as parts, kept(parts):
        await until_found(parts, "harbour 4 talk", "n4")
        assert isinstance(parts.embedder, CountingEmbedder)
        assert {"harbour 0 talk", "harbour 1 talk", "harbour 2 talk"}.isdisjoint(parts.embedder.given)


async def _first(count: int):  # type: ignore[no-untyped-def]
    from bot.features.notes.handlers.index import entry_of

    for number in range(count):
        yield ANA.workspace, entry_of(note(id=f"n{number}", text=f"harbour {number} talk"))


async def test_building_that_fails_is_tried_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as parts:
        await write_notes(parts, 5)
        assert isinstance(parts.embedder, CountingEmbedder)

        async def fails() -> None:
            raise Unavailable("no model today")

        parts.embedder.first = fails
        async with kept(parts):
            await until_found(parts, "harbour 4 talk", "n4")
        assert not parts.memory.is_incomplete


async def test_a_note_erased_while_its_vectors_are_written_is_not_left_in_the_index(tmp_path: Path) -> None:
    async with opened(tmp_path) as parts:
        await write_notes(parts, 5)
        assert isinstance(parts.embedder, CountingEmbedder)

        async def erase() -> None:
            async with parts.store.write(work(key="gone")) as uow:
                uow.erase(())
                await uow.of(Note).remove("n2")

        parts.embedder.first = erase
        count = await rebuild_index(parts, told)

        assert count == 4
        assert sorted(id for _, id in await parts.memory.all_ids()) == ["n0", "n1", "n3", "n4"]


async def test_a_server_that_lost_its_collections_is_filled_again(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    with chroma_server(tmp_path / "server") as url:
        async with opened(tmp_path, url) as parts:
            await write_notes(parts)
            async with kept(parts, look_seconds=0.2):
                await until_found(parts, "harbour 7", "n7")
                port = int(url.rpartition(":")[2])
                client = chromadb.HttpClient(
                    "127.0.0.1", port, settings=ChromaSettings(_env_file=None, anonymized_telemetry=False)
                )
                for found in client.list_collections():
                    client.delete_collection(found.name)
                for inner in (client, client._admin_client):
                    inner._server._session.close()  # type: ignore[attr-defined]
                client.close()
                await until_found(parts, "harbour 8", "n8")
                assert len(await parts.memory.all_ids()) == COUNT
