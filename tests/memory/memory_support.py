"""A Chroma server for tests, and an embedder whose vectors follow from the words alone."""

from __future__ import annotations

import hashlib
import math
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx

from bot.core.identity import Space
from bot.core.ports.memory import Entry

DAY = date(2026, 3, 2)


class WordEmbedder:
    """Satisfies ports.Embedder: texts that share words are near, and nothing is loaded."""

    def __init__(self, identity: str = "words@1", dimensions: int = 64) -> None:
        self.identity = identity
        self.dimensions = dimensions

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        return [self.vector(text) for text in texts]

    def vector(self, text: str) -> list[float]:
        vector = [1e-3] * self.dimensions
        for word, times in Counter(text.lower().split()).items():
            vector[int(hashlib.sha256(word.encode()).hexdigest(), 16) % self.dimensions] += times
        length = math.hypot(*vector)
        return [part / length for part in vector]


def entry(note_id: str, text: str, *spaces: Space, contacts: tuple[str, ...] = ()) -> Entry:
    return Entry(note_id=note_id, text=text, spaces=frozenset(spaces), contact_ids=contacts, occurred_on=DAY)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def chroma_server(folder: Path, port: int = 0) -> Iterator[str]:
    """A real Chroma server on loopback; gives its address and stops it afterwards."""
    port = port or free_port()
    command = [str(Path(sys.executable).with_name("chroma")), "run"]
    command += ["--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with (folder.parent / "chroma.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder.parent)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for_server(url, process)
            yield url
        finally:
            process.terminate()
            process.wait(20)


def wait_for_server(url: str, process: subprocess.Popen[bytes]) -> None:
    retry = httpx.HTTPTransport(retries=0)
    until = time.monotonic() + 30
    with httpx.Client(transport=retry, timeout=2, trust_env=False) as client:
        while time.monotonic() < until:
            assert process.poll() is None, "the Chroma server ended"
            try:
                client.get(f"{url}/api/v2/heartbeat").raise_for_status()
            except httpx.HTTPError:
                continue
            return
    raise AssertionError("the Chroma server did not start")
