"""What holds for a Chroma server alone: that it may be away, silent, or come back."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from bot.core.identity import MemberId, Scope, WorkspaceId, own_space
from bot.core.ports.errors import Unavailable
from bot.memory.chroma import ChromaMemory
from bot.memory.server import ChromaServer
from tests.memory.memory_support import WordEmbedder, chroma_server, entry, free_port

ACME = WorkspaceId("T1")
ANA = own_space(MemberId("U1"))
SCOPE = Scope(ACME, MemberId("U1"))


@pytest.mark.parametrize("url", ["", "localhost:8000", "ftp://host", "http://"])
def test_an_address_that_is_none_is_refused_at_once(url: str) -> None:
    with pytest.raises(ValueError, match="TACTEGIC_CHROMA_URL"):
        ChromaServer(url)


async def test_a_server_that_is_away_is_unavailable() -> None:
    memory = ChromaMemory(ChromaServer(f"http://127.0.0.1:{free_port()}"), WordEmbedder())
    with pytest.raises(Unavailable):
        await memory.nearest(SCOPE, "carbon", limit=3)
    with pytest.raises(Unavailable):
        await memory.index(ACME, [entry("a", "carbon", ANA)])
    await memory.close()


async def test_a_server_that_says_nothing_is_given_up_on() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    listening = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    memory = ChromaMemory(ChromaServer(f"http://127.0.0.1:{port}", timeout_seconds=0.2), WordEmbedder())
    with pytest.raises(Unavailable):
        await memory.nearest(SCOPE, "carbon", limit=3)
    await memory.close()
    listening.close()
    await listening.wait_closed()


@pytest.mark.slow
async def test_two_processes_worth_of_clients_see_each_others_changes(tmp_path: Path) -> None:
    with chroma_server(tmp_path / "data") as url:
        one, two = (ChromaMemory(ChromaServer(url), WordEmbedder()) for _ in range(2))
        await one.index(ACME, [entry("a", "carbon", ANA)])
        assert [hit.note_id for hit in await two.nearest(SCOPE, "carbon", limit=3)] == ["a"]
        await two.erase(ACME, ["a"])
        assert await one.nearest(SCOPE, "carbon", limit=3) == []
        await one.close()
        await two.close()


@pytest.mark.slow
async def test_a_server_that_went_away_is_unavailable_and_found_again(tmp_path: Path) -> None:
    with chroma_server(tmp_path / "data") as url:
        memory = ChromaMemory(ChromaServer(url), WordEmbedder())
        await memory.index(ACME, [entry("a", "carbon", ANA)])
    with pytest.raises(Unavailable):
        await memory.nearest(SCOPE, "carbon", limit=3)
    with chroma_server(tmp_path / "data", port=int(url.rpartition(":")[2])):
        assert [hit.note_id for hit in await memory.nearest(SCOPE, "carbon", limit=3)] == ["a"]
    await memory.close()


OTHER_PROCESS = """
import asyncio, sys
from bot.core.identity import MemberId, Scope, WorkspaceId, own_space
from bot.memory.server import ChromaServer
from bot.memory.chroma import ChromaMemory
from tests.memory.memory_support import WordEmbedder, entry

async def main():
    memory = ChromaMemory(ChromaServer(sys.argv[1]), WordEmbedder())
    scope, space = Scope(WorkspaceId("T1"), MemberId("U1")), own_space(MemberId("U1"))
    for line in sys.stdin:
        what, *words = line.split()
        if what == "index":
            await memory.index(scope.workspace, [entry(words[0], " ".join(words[1:]), space)])
        elif what == "erase":
            await memory.erase(scope.workspace, words)
        print(*sorted(hit.note_id for hit in await memory.nearest(scope, "carbon", limit=99)), flush=True)
    await memory.close()

asyncio.run(main())
"""


@pytest.mark.slow
async def test_two_processes_hold_the_same_whoever_writes(tmp_path: Path) -> None:
    with chroma_server(tmp_path / "data") as url:
        ours = ChromaMemory(ChromaServer(url), WordEmbedder())
        theirs = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            OTHER_PROCESS,
            url,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )

        async def they(line: str) -> list[str]:
            assert theirs.stdin
            assert theirs.stdout
            theirs.stdin.write(f"{line}\n".encode())
            return (await asyncio.wait_for(theirs.stdout.readline(), 60)).decode().split()

        async def we() -> list[str]:
            return sorted(hit.note_id for hit in await ours.nearest(SCOPE, "carbon", limit=99))

        await ours.index(ACME, [entry("a", "carbon", ANA)])
        assert await we() == await they("look") == ["a"]
        for number in range(6):  # both write at once, each into what the other one holds
            await asyncio.gather(
                ours.index(ACME, [entry(f"o{number}", "carbon paper", ANA)]),
                they(f"index t{number} carbon black"),
            )
            there = [
                "a",
                *(f"o{each}" for each in range(number + 1)),
                *(f"t{each}" for each in range(number + 1)),
            ]
            assert await we() == there
            assert await they("look") == there
        await they("erase o1 t1")
        assert await we() == [each for each in there if each not in ("o1", "t1")]
        await ours.erase(ACME, ["a"])
        assert await they("look") == await we() == [each for each in there if each not in ("a", "o1", "t1")]
        theirs.stdin.close()  # type: ignore[union-attr]
        await asyncio.wait_for(theirs.wait(), 30)
        await ours.close()
