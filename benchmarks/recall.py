"""Recall from the index against exact numpy over the same owner's vectors, and the local model's pace.

Run `python -m benchmarks.recall [1x10000 1000x100]`: owners and notes of each. Random unit vectors are the
hardest case for an approximate index: nothing is clustered.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles

import numpy as np
import psutil

from bot.core.identity import MemberId, Scope, WorkspaceId, own_space
from bot.core.ports.memory import Entry
from bot.memory import open_memory
from bot.memory.chroma import ChromaMemory
from bot.memory.embedding import local_embedder

QUESTIONS = 200
BATCH = 500
COLD = 100
"""Owners whose first answer is timed."""
WRITTEN = 1_000
OWNERS = 50
PARTS = 20
LIMIT = 10
WORKSPACE = WorkspaceId("T0BENCH")


class TableEmbedder:
    """Satisfies ports.Embedder: a text is the number of its vector, so that no model is measured."""

    identity = "table@1"
    dimensions = 384

    def __init__(self, vectors: np.ndarray) -> None:
        self.vectors = vectors

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        return [[float(part) for part in self.vectors[int(text)]] for text in texts]


@dataclass(frozen=True)
class Size:
    """So many owners with so many notes each."""

    owners: int
    each: int

    @property
    def notes(self) -> int:
        return self.owners * self.each


SIZES = (Size(1, 1_000), Size(1, 10_000), Size(100, 100))
"""Ten times as many are measured where they are named: filling an index with 100,000 notes takes minutes."""


async def at(size: Size) -> dict[str, float]:
    random = np.random.default_rng(size.notes)
    vectors = random.normal(size=(size.notes + QUESTIONS, TableEmbedder.dimensions)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with tempfile.TemporaryDirectory() as folder:
        filling = open_memory(TableEmbedder(vectors), folder=Path(folder))
        filled = await fill(filling, size)
        await filling.close()
        memory = open_memory(TableEmbedder(vectors), folder=Path(folder))
        try:
            cold = await first_answers(memory, size)
            warm = await ask(memory, vectors, size)
        finally:
            await memory.close()
        stored = size_of(Path(folder))
    return {
        "owners": size.owners,
        "notes_each": size.each,
        "indexed_per_second": size.notes / filled,
        "bytes_per_note": stored / size.notes,
        "held_mib": memory.held_bytes / 2**20,
        **cold,
        **warm,
    }


async def fill(memory: ChromaMemory, size: Size) -> float:
    start = time.perf_counter()
    for first in range(0, size.notes, BATCH):
        some = range(first, min(first + BATCH, size.notes))
        await memory.index(WORKSPACE, [note(number, size) for number in some])
    return time.perf_counter() - start


async def first_answers(memory: ChromaMemory, size: Size) -> dict[str, float]:
    """The first answer of an owner after a start reads their vectors from Chroma."""
    await memory.forget(WORKSPACE, ["none"], frozenset())  # opens the folder
    owners = range(size.owners) if size.owners == 1 else range(0, size.owners, size.owners // COLD)
    took: list[float] = []
    for owner in owners:
        start = time.perf_counter()
        await memory.nearest(Scope(WORKSPACE, member(owner)), str(size.notes), limit=LIMIT)
        took.append(1000 * (time.perf_counter() - start))
    return {"cold_ms": median(took)}


async def ask(memory: ChromaMemory, vectors: np.ndarray, size: Size) -> dict[str, float]:
    found_share: list[float] = []
    ours: list[float] = []
    exact: list[float] = []
    for question in range(size.notes, size.notes + QUESTIONS):
        owner = question * 7919 % size.owners
        scope = Scope(WORKSPACE, member(owner))
        await memory.nearest(scope, str(question), limit=LIMIT)  # warm
        mine = vectors[owner * size.each : (owner + 1) * size.each]
        start = time.perf_counter()
        hits = await memory.nearest(scope, str(question), limit=LIMIT)
        middle = time.perf_counter()
        best = np.argsort(-(mine @ vectors[question]))[:LIMIT] + owner * size.each
        exact.append(time.perf_counter() - middle)
        ours.append(middle - start)
        found_share.append(len({int(hit.note_id) for hit in hits} & set(best.tolist())) / LIMIT)
    return {
        "recall_at_10_of_exact": sum(found_share) / len(found_share),
        "p50_ms": percentile(ours, 50),
        "p95_ms": percentile(ours, 95),
        "exact_p50_ms": percentile(exact, 50),
        "p50_ratio": percentile(ours, 50) / percentile(exact, 50),
    }


async def writing(notes: int, side_by_side: int) -> dict[str, float]:
    """Processor time of a note's vector without the model, and by what memory grows."""
    process = psutil.Process(os.getpid())
    size = Size(OWNERS, notes // OWNERS)
    vectors = np.random.default_rng(notes).normal(size=(notes, TableEmbedder.dimensions)).astype(np.float32)
    memories: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        memory = open_memory(TableEmbedder(vectors), folder=Path(folder))
        start = time.process_time()
        for first in range(0, notes, side_by_side):
            some = range(first, min(first + side_by_side, notes))
            # one of each owner in turn, as members write at the same time
            entries = [note(number % OWNERS * size.each + number // OWNERS, size) for number in some]
            await asyncio.gather(*(memory.index(WORKSPACE, [entry]) for entry in entries))
            if first % (notes // PARTS) < side_by_side:
                memories.append(process.memory_info().rss / 2**20)
        seconds = time.process_time() - start
        await memory.close()
    half = len(memories) // 2
    grown = (memories[-1] - memories[half]) / (notes * (len(memories) - 1 - half) / PARTS)
    return {
        "notes": notes,
        "side_by_side": side_by_side,
        "cpu_ms_a_note": 1000 * seconds / notes,
        "rss_mib": memories[-1],
        "grown_kib_a_note_in_the_second_half": 1024 * grown,
    }


async def model() -> dict[str, float]:
    process = psutil.Process(os.getpid())
    embedder = local_embedder()
    before = process.memory_info().rss
    start = time.perf_counter()
    await embedder.embed(["a first text"])
    loaded = time.perf_counter()
    texts = [
        f"Coffee with Ana Ruiz, she wants {number} figures on carbon before May" for number in range(400)
    ]
    await embedder.embed(texts)
    done = time.perf_counter()
    grown = (process.memory_info().rss - before) / 2**20
    embedder.close()
    return {
        "load_seconds": loaded - start,
        "texts_per_second": len(texts) / (done - loaded),
        "grown_mib": grown,
    }


def size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def note(number: int, size: Size) -> Entry:
    return Entry(
        note_id=str(number),
        text=str(number),
        spaces=frozenset({own_space(member(number // size.each))}),
        contact_ids=(f"c{number % 20}",),
        occurred_on=date(2026, 1, 1),
    )


def member(owner: int) -> MemberId:
    return MemberId(f"U{owner}")


def percentile(seconds: Sequence[float], share: int) -> float:
    return 1000 * quantiles(seconds, n=100)[share - 1]


async def measure(sizes: Sequence[Size] = SIZES) -> dict[str, object]:
    """All figures, as `make bench` wants them."""
    return {
        "model": rounded(await model()),
        "writing": [rounded(await writing(WRITTEN, count)) for count in (1, 16)],
        "sizes": [rounded(await at(size)) for size in sizes],
    }


def rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in figures.items()}


if __name__ == "__main__":
    chosen = [Size(*map(int, size.split("x"))) for size in sys.argv[1:]]
    print(json.dumps(asyncio.run(measure(chosen) if chosen else measure()), indent=2))
