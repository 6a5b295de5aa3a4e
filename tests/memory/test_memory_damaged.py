"""A damaged folder of the embedded index: noticed, set aside, and an empty index is there to be built."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.identity import MemberId, Scope, WorkspaceId, own_space
from bot.core.ports.errors import Unavailable
from bot.core.ports.memory import Entry
from bot.memory import open_memory
from bot.memory.aside import KEPT_SECONDS, set_aside_of
from bot.memory.chroma import ChromaMemory
from bot.memory.folder import Folder
from tests.memory.memory_support import WordEmbedder, entry

pytestmark = pytest.mark.slow

ACME = WorkspaceId("T1")
ANA = own_space(MemberId("U1"))
SCOPE = Scope(ACME, MemberId("U1"))
PAGE = 4096
NOTES = 1100
"""So many that Chroma also writes its graph files, not its queue alone."""


async def told(_: int) -> None: ...


async def notes(count: int = NOTES) -> AsyncIterator[tuple[WorkspaceId, Entry]]:
    for number in range(count):
        yield ACME, entry(f"n{number:04d}", f"sailing {number} weather", ANA)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a complete index, to be copied."""
    import asyncio

    folder = tmp_path_factory.mktemp("whole") / "chroma"

    async def build() -> None:
        memory = open_memory(WordEmbedder(), folder=folder)
        await memory.rebuild(notes(), told)
        await memory.close()

    asyncio.run(build())
    return folder


def cut_database(folder: Path) -> None:
    database = folder / "chroma.sqlite3"
    os.truncate(database, database.stat().st_size // 2)


def garbage_in_database(folder: Path) -> None:
    with (folder / "chroma.sqlite3").open("r+b") as file:
        file.seek(2 * PAGE)
        file.write(os.urandom(50 * PAGE))


def garbage_header(folder: Path) -> None:
    with (folder / "chroma.sqlite3").open("r+b") as file:
        file.write(os.urandom(100))


def no_database(folder: Path) -> None:
    (folder / "chroma.sqlite3").unlink()


def empty_database(folder: Path) -> None:
    os.truncate(folder / "chroma.sqlite3", 0)


def no_segments(folder: Path) -> None:
    for each in folder.iterdir():
        if each.is_dir():
            shutil.rmtree(each)


def no_graphs(folder: Path) -> None:
    for each in folder.rglob("*.bin"):
        each.unlink()


def cut_graphs(folder: Path) -> None:
    for each in folder.rglob("*.bin"):
        os.truncate(each, each.stat().st_size // 3)


def garbage_graphs(folder: Path) -> None:
    for each in folder.rglob("*.bin"):
        each.write_bytes(os.urandom(each.stat().st_size))


def no_table(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "chroma.sqlite3")) as database:
        database.execute("DROP TABLE embeddings")


def of_another_version(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "chroma.sqlite3")) as database:
        database.execute("ALTER TABLE collections RENAME COLUMN name TO title")


DAMAGES = [
    cut_database,
    no_database,
    cut_graphs,
    no_table,
    *(
        pytest.param(damage, marks=pytest.mark.slow)
        for damage in (
            garbage_in_database,
            garbage_header,
            empty_database,
            no_segments,
            no_graphs,
            garbage_graphs,
            of_another_version,
        )
    ),
]


async def answered(memory: ChromaMemory) -> bool:
    """Ask in all the ways that the bot asks; False where the index could not be used."""
    try:
        await memory.needs_rebuild()
        await memory.nearest(SCOPE, "sailing 7", limit=1)
    except Unavailable:
        return False
    return True


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
async def test_damage_is_noticed_and_the_index_can_be_built_again(
    whole: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    folder = shutil.copytree(whole, tmp_path / "chroma")
    damage(folder)

    memory = open_memory(WordEmbedder(), folder=folder)
    assert not await answered(memory)
    assert memory.lost.is_set()
    assert memory.is_incomplete
    assert await memory.needs_rebuild()

    await memory.rebuild(notes(20), told)

    assert not memory.lost.is_set()
    assert not await memory.needs_rebuild()
    assert [hit.note_id for hit in await memory.nearest(SCOPE, "sailing 7", limit=1)] == ["n0007"]
    await memory.close()


@pytest.mark.parametrize("damage", [cut_database, no_table], ids=lambda damage: damage.__name__)
async def test_a_rebuild_begins_on_an_index_that_cannot_be_opened(
    whole: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    folder = shutil.copytree(whole, tmp_path / "chroma")
    damage(folder)
    memory = open_memory(WordEmbedder(), folder=folder)

    assert await memory.rebuild(notes(20), told) == 20

    assert not memory.is_incomplete
    assert len(await memory.all_ids()) == 20
    await memory.close()


async def test_what_was_set_aside_is_private_and_goes_with_the_next_erasure(
    whole: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(whole, tmp_path / "chroma")
    cut_database(folder)
    memory = open_memory(WordEmbedder(), folder=folder)
    assert not await answered(memory)
    [kept] = set_aside_of(folder)
    assert kept.stat().st_mode & 0o077 == 0
    assert (kept / "chroma.sqlite3").exists()
    assert not (kept / "lock").exists()

    await memory.erase(ACME, ["n0001"])

    assert set_aside_of(folder) == []
    await memory.close()


async def test_nothing_is_kept_of_an_index_with_an_unfinished_erasure(whole: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "chroma")
    held = Folder(folder)
    held.remember(["notes-0-00"])
    held.release()
    cut_database(folder)
    memory = open_memory(WordEmbedder(), folder=folder)

    assert not await answered(memory)

    assert set_aside_of(folder) == []
    assert not (folder / "erasing.json").exists()
    await memory.close()


async def test_what_was_set_aside_goes_after_a_week(tmp_path: Path) -> None:
    now = [1_000_000.0]
    held = Folder(tmp_path / "chroma", seconds=lambda: now[0])
    (held.path / "chroma.sqlite3").write_bytes(b"no database")
    held.set_aside("no_database")
    now[0] += KEPT_SECONDS - 10

    assert held.remove_aside(all_of_them=False) == 0
    now[0] += 20
    assert held.remove_aside(all_of_them=False) == 1

    assert set_aside_of(held.path) == []
    held.release()


async def test_a_folder_that_is_deleted_while_it_is_open_is_noticed(whole: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "chroma")
    memory = open_memory(WordEmbedder(), folder=folder)
    assert await answered(memory)
    shutil.rmtree(folder)

    assert not await answered(memory)

    assert memory.lost.is_set()
    await memory.rebuild(notes(20), told)
    assert await answered(memory)
    await memory.close()


async def test_an_error_of_the_callers_sets_nothing_aside(whole: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "chroma")
    memory = open_memory(WordEmbedder(), folder=folder)

    def fails(_: object) -> None:
        raise OSError("the disk is slow today")

    with pytest.raises(Unavailable):
        await memory._backend.run(fails)

    assert await answered(memory)
    assert set_aside_of(folder) == []
    await memory.close()


IN_A_CALL = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.memory import open_memory
from tests.memory.memory_support import WordEmbedder

async def main():
    memory = open_memory(WordEmbedder(), folder=Path(sys.argv[1]))
    await memory.needs_rebuild()
    await memory._backend.run(lambda client: os.kill(os.getpid(), signal.SIGKILL))

asyncio.run(main())
"""


async def test_after_a_death_in_a_call_a_graph_that_ends_the_process_is_found_before_it_is_opened(
    whole: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(whole, tmp_path / "chroma")
    done = subprocess.run(  # noqa: ASYNC221
        [sys.executable, "-c", IN_A_CALL, str(folder)], check=False, capture_output=True
    )
    assert done.returncode == -9, done.stderr
    for each in folder.rglob("data_level0.bin"):  # as long as it says, so that only reading it shows
        each.write_bytes(os.urandom(each.stat().st_size))
    for each in folder.rglob("link_lists.bin"):
        each.write_bytes(b"\xff" * 4096)

    memory = open_memory(WordEmbedder(), folder=folder)
    assert not await answered(memory)
    assert memory.lost.is_set()
    await memory.rebuild(notes(20), told)
    assert await answered(memory)
    await memory.close()


async def test_after_a_death_in_a_call_a_whole_index_is_used_on(whole: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "chroma")
    subprocess.run(  # noqa: ASYNC221
        [sys.executable, "-c", IN_A_CALL, str(folder)], check=False, capture_output=True
    )

    memory = open_memory(WordEmbedder(), folder=folder)

    assert await answered(memory)
    assert set_aside_of(folder) == []
    await memory.close()
