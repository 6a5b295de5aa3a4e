"""Recall from the index against exact numpy over the same owner's vectors, and the local model's pace.

Run `python -m benchmarks.recall [1000 10000 100000]`. Random unit vectors are the hardest case for an
approximate index: nothing is clustered. Every owner has 100 notes.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import quantiles

import numpy as np
import psutil

from bot.core.identity import MemberId, Scope, WorkspaceId, own_space
from bot.core.ports.memory import Entry
from bot.memory import open_memory
from bot.memory.chroma import ChromaMemory
from bot.memory.embedding import local_embedder

NOTES_EACH = 100
QUESTIONS = 300
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


async def at(notes: int) -> dict[str, float]:
    random = np.random.default_rng(notes)
    vectors = random.normal(size=(notes + QUESTIONS, TableEmbedder.dimensions)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with tempfile.TemporaryDirectory() as folder:
        memory = open_memory(TableEmbedder(vectors), folder=Path(folder))
        try:
            seconds = await fill(memory, notes)
            results = await ask(memory, vectors, notes)
        finally:
            await memory.close()
        stored = size_of(Path(folder))
    return {
        "notes": notes,
        "indexed_per_second": notes / seconds,
        "bytes_per_note": stored / notes,
        **results,
    }


async def fill(memory: ChromaMemory, notes: int) -> float:
    start = time.perf_counter()
    for owner in range(notes // NOTES_EACH):
        first = owner * NOTES_EACH
        await memory.index(WORKSPACE, [note(number) for number in range(first, first + NOTES_EACH)])
    return time.perf_counter() - start


async def ask(memory: ChromaMemory, vectors: np.ndarray, notes: int) -> dict[str, float]:
    found_share: list[float] = []
    ours: list[float] = []
    exact: list[float] = []
    for question in range(notes, notes + QUESTIONS):
        owner = question * 7919 % (notes // NOTES_EACH)
        start = time.perf_counter()
        hits = await memory.nearest(Scope(WORKSPACE, member(owner)), str(question), limit=LIMIT)
        middle = time.perf_counter()
        mine = vectors[owner * NOTES_EACH : (owner + 1) * NOTES_EACH]
        best = np.argsort(-(mine @ vectors[question]))[:LIMIT] + owner * NOTES_EACH
        ours.append(middle - start)
        exact.append(time.perf_counter() - middle)
        found_share.append(len({int(hit.note_id) for hit in hits} & set(best.tolist())) / LIMIT)
    return {
        "recall_at_10_of_exact": sum(found_share) / len(found_share),
        "p50_ms": percentile(ours, 50),
        "p95_ms": percentile(ours, 95),
        "exact_p50_ms": percentile(exact, 50),
        "p50_ratio": percentile(ours, 50) / percentile(exact, 50),
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


def note(number: int) -> Entry:
    space = own_space(member(number // NOTES_EACH))
    return Entry(
        note_id=str(number),
        text=str(number),
        spaces=frozenset({space}),
        contact_ids=(f"c{number % 20}",),
        occurred_on=date(2026, 1, 1),
    )


def member(owner: int) -> MemberId:
    return MemberId(f"U{owner}")


def percentile(seconds: Sequence[float], share: int) -> float:
    return 1000 * quantiles(seconds, n=100)[share - 1]


async def measure(sizes: Sequence[int] = (1_000, 10_000, 100_000)) -> dict[str, object]:
    """All figures, as `make bench` wants them."""
    return {"model": rounded(await model()), "sizes": [rounded(await at(size)) for size in sizes]}


def rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in figures.items()}


if __name__ == "__main__":
    chosen = [int(size) for size in sys.argv[1:]]
    print(json.dumps(asyncio.run(measure(chosen) if chosen else measure()), indent=2))
