"""What holds for the embedded index alone: its folder, its lock, and what is left in its files."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.core.identity import MemberId, Scope, WorkspaceId, own_space, team_space
from bot.core.ports.errors import Unavailable
from bot.memory import open_memory
from bot.memory.folder import Folder, FolderInUse
from tests.memory.memory_support import WordEmbedder, entry

ACME = WorkspaceId("T1")
ANA = own_space(MemberId("U1"))
TEAM = team_space("north")
SCOPE = Scope(ACME, MemberId("U1"))


def holding(folder: Path, content: bytes) -> list[str]:
    return [file.name for file in folder.rglob("*") if file.is_file() and content in file.read_bytes()]


def holding_vector(folder: Path, vector: Sequence[float]) -> set[str]:
    """Files with these numbers in them, at any place, as Chroma may have scaled them."""
    return {file.name for file in folder.rglob("*") if file.is_file() and _holds(file.read_bytes(), vector)}


def _holds(content: bytes, vector: Sequence[float]) -> bool:
    wanted = np.array(vector, np.float32)
    for shift in range(4):
        whole = content[shift : shift + (len(content) - shift) // 4 * 4]
        numbers = np.frombuffer(whole, np.float32)
        if len(numbers) >= len(wanted):
            windows = np.lib.stride_tricks.sliding_window_view(numbers, len(wanted))
            alike = np.ones(len(windows), bool)
            for place in np.argsort(-wanted)[:6]:
                with np.errstate(invalid="ignore"):
                    alike &= np.abs(windows[:, place] - wanted[place]) < 1e-5
            if alike.any():
                return True
    return False


def vector_files(folder: Path) -> list[bytes]:
    return [file.read_bytes() for name in ("data_level0.bin", "length.bin") for file in folder.rglob(name)]


async def test_erased_notes_leave_no_bytes_in_any_file(tmp_path: Path) -> None:
    embedder = WordEmbedder()
    memory = open_memory(embedder, folder=tmp_path)
    # enough of them that Chroma also writes its graph files, not its queue alone
    many = [entry(f"kept-{n:04d}", f"sailing {n} weather", ANA) for n in range(1100)]
    await memory.index(ACME, many)
    secret = entry(
        "secret-note-id", "zebra quartz vellum onyx lyre plum fox", ANA, TEAM, contacts=("secret-contact",)
    )
    await memory.index(ACME, [secret])
    await memory.index(ACME, [entry(f"more-{n:04d}", f"harbour {n}", ANA) for n in range(1100)])
    vector = embedder.vector(secret.text)
    assert {"chroma.sqlite3", "data_level0.bin"} <= holding_vector(tmp_path, vector)
    assert holding(tmp_path, b"secret-note-id")
    assert holding(tmp_path, b"secret-contact")

    await memory.erase(ACME, ["secret-note-id"])

    assert not holding_vector(tmp_path, vector)
    assert not holding(tmp_path, b"secret-note-id")
    assert not holding(tmp_path, b"secret-contact")
    assert len(await memory.all_ids()) == 2200
    [hit] = await memory.nearest(SCOPE, "harbour 7", limit=1)
    assert hit.similarity == pytest.approx(1.0, abs=1e-3)
    await memory.close()
    assert not holding_vector(tmp_path, vector)
    assert not holding(tmp_path, b"secret-note-id")


async def test_a_note_that_stays_keeps_nothing_of_what_was_erased_from_it(tmp_path: Path) -> None:
    memory = open_memory(WordEmbedder(), folder=tmp_path)
    await memory.index(ACME, [entry("stays", "sailing together", ANA, contacts=("secret-contact", "other"))])
    await memory.index(ACME, [entry("goes", "zebra quartz", ANA, contacts=("secret-contact",))])
    assert holding(tmp_path, b"secret-contact")

    left = entry("stays", "sailing together", ANA, contacts=("other",))
    await memory.erase(ACME, ["stays", "goes"], anew=[left])

    assert not holding(tmp_path, b"secret-contact")
    assert not holding(tmp_path, b"goes")
    assert {note for _, note in await memory.all_ids()} == {"stays"}
    [hit] = await memory.nearest(SCOPE, "sailing", limit=1, contact_ids=("other",))
    assert hit.note_id == "stays"
    await memory.close()


async def test_an_erasure_cut_off_by_a_crash_is_finished_at_the_next_start(tmp_path: Path) -> None:
    embedder = WordEmbedder()
    memory = open_memory(embedder, folder=tmp_path)
    await memory.index(ACME, [entry("gone", "zebra quartz", ANA), entry("kept", "sailing", ANA)])
    bucket = memory._layout.bucket(f"{ACME}/{ANA}")
    await memory.forget(ACME, ["gone"], frozenset({ANA}))
    await memory.close()
    folder = Folder(tmp_path)
    folder.remember([bucket])
    folder.release()

    memory = open_memory(embedder, folder=tmp_path)

    assert {note for _, note in await memory.all_ids()} == {"kept"}
    assert not holding_vector(tmp_path, embedder.vector("zebra quartz"))
    assert not (tmp_path / "erasing.json").exists()
    await memory.close()


async def test_room_for_vectors_to_come_holds_nothing_of_the_process(tmp_path: Path) -> None:
    memory = open_memory(WordEmbedder(), folder=tmp_path)
    await memory.index(ACME, [entry("a", "carbon", ANA)])
    await memory.nearest(SCOPE, "carbon", limit=1)
    await memory.close()

    rooms = vector_files(tmp_path)
    assert rooms
    assert all(room and not any(room) for room in rooms)


async def test_a_copy_that_a_crash_left_before_it_took_the_name_is_used(tmp_path: Path) -> None:
    embedder = WordEmbedder()
    memory = open_memory(embedder, folder=tmp_path)
    await memory.index(ACME, [entry("kept", "sailing", ANA)])
    name = memory._layout.bucket(f"{ACME}/{ANA}")
    await memory._backend.run(lambda client: client.get_collection(name).modify(name=f"{name}.new"))
    await memory.close()

    memory = open_memory(embedder, folder=tmp_path)

    assert {note for _, note in await memory.all_ids()} == {"kept"}
    await memory.close()


async def test_what_was_indexed_is_there_after_a_restart(tmp_path: Path) -> None:
    memory = open_memory(WordEmbedder(), folder=tmp_path)
    await memory.index(ACME, [entry("a", "carbon", ANA)])
    await memory.close()

    memory = open_memory(WordEmbedder(), folder=tmp_path)
    assert [hit.note_id for hit in await memory.nearest(SCOPE, "carbon", limit=3)] == ["a"]
    await memory.close()


async def test_another_embedding_model_asks_for_a_rebuild_and_finds_nothing_before(tmp_path: Path) -> None:
    memory = open_memory(WordEmbedder("one@1"), folder=tmp_path)

    async def nothing(_: int) -> None: ...

    async def entries():  # type: ignore[no-untyped-def]
        yield ACME, entry("a", "carbon", ANA)

    await memory.rebuild(entries(), nothing)
    await memory.close()

    memory = open_memory(WordEmbedder("two@1", dimensions=32), folder=tmp_path)
    assert await memory.needs_rebuild()
    with pytest.raises(Unavailable):  # not as if there were no such notes
        await memory.nearest(SCOPE, "carbon", limit=3)
    await memory.rebuild(entries(), nothing)
    assert not await memory.needs_rebuild()
    assert [hit.note_id for hit in await memory.nearest(SCOPE, "carbon", limit=3)] == ["a"]
    await memory.close()
    memory = open_memory(WordEmbedder("one@1"), folder=tmp_path)
    assert await memory.needs_rebuild()
    await memory.close()


async def test_a_second_process_is_refused_until_the_first_one_ends(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from bot.memory.folder import Folder;"
        " held = Folder(Path(sys.argv[1])); print('held', flush=True); sys.stdin.readline()"
    )
    other = subprocess.Popen(  # noqa: ASYNC220
        [sys.executable, "-c", script, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout
    assert other.stdout.readline() == "held\n"
    with pytest.raises(FolderInUse, match="TACTEGIC_CHROMA_URL"):
        open_memory(WordEmbedder(), folder=tmp_path)
    other.communicate("\n", timeout=20)

    memory = open_memory(WordEmbedder(), folder=tmp_path)
    assert await memory.all_ids() == {}
    await memory.close()


async def test_the_same_process_cannot_open_the_folder_twice(tmp_path: Path) -> None:
    memory = open_memory(WordEmbedder(), folder=tmp_path)
    with pytest.raises(FolderInUse):
        open_memory(WordEmbedder(), folder=tmp_path)
    await memory.close()


async def test_who_has_more_than_there_is_room_for_gets_the_same_answers(tmp_path: Path) -> None:
    memory = open_memory(WordEmbedder(), folder=tmp_path, cache_bytes=20_000)
    many = [
        entry(f"n{n:03d}", f"harbour {n} weather {n % 7}", ANA, contacts=(f"c{n % 3}",)) for n in range(200)
    ]
    await memory.index(ACME, many)
    whole = open_memory(WordEmbedder(), folder=tmp_path / "whole")
    await whole.index(ACME, many)
    for contacts in ((), ("c1",)):
        here, there = [
            await each.nearest(SCOPE, "harbour 17 weather", limit=20, contact_ids=contacts)
            for each in (memory, whole)
        ]
        assert len(here) == 20
        assert [hit.similarity for hit in here] == pytest.approx([hit.similarity for hit in there])
    assert memory._cache.bytes <= 20_000
    assert memory._cache.get(f"{ACME}/{ANA}") is None
    await memory.close()
    await whole.close()


async def test_an_erasure_empties_what_is_held_in_memory(tmp_path: Path) -> None:
    forgotten: list[str] = []
    memory = open_memory(WordEmbedder(), folder=tmp_path, on_erasure=lambda: forgotten.append("texts"))
    await memory.index(ACME, [entry("a", "carbon", ANA), entry("b", "sailing", ANA)])
    await memory.nearest(SCOPE, "carbon", limit=1)
    assert memory._cache.get(f"{ACME}/{ANA}") is not None

    await memory.erase(ACME, ["a"])

    assert memory._cache.get(f"{ACME}/{ANA}") is None
    assert forgotten == ["texts"]
    assert [hit.note_id for hit in await memory.nearest(SCOPE, "carbon", limit=3)] == ["b"]
    await memory.close()
