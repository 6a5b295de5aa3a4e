"""The vector index and the embeddings: the only place that knows Chroma, onnxruntime and tokenizers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.core.ports.memory import Embedder
from bot.memory.backends import EmbeddedChroma
from bot.memory.cache import CACHE_BYTES, MatrixCache
from bot.memory.chroma import ChromaMemory
from bot.memory.server import ChromaServer


def open_memory(
    embedder: Embedder,
    *,
    folder: Path,
    url: str | None = None,
    cache_bytes: int = CACHE_BYTES,
    on_erasure: Callable[[], None] | None = None,
) -> ChromaMemory:
    """Return the index in a folder of this process alone, or on a server where there is a `url`.

    Up to `cache_bytes` of vectors are held in memory. After an erasure `on_erasure` is called, to let go of
    what was kept of its texts elsewhere. Nothing heavy is loaded before first use. Raises FolderInUse,
    ValueError for a bad address.
    """
    return ChromaMemory(
        ChromaServer(url) if url else EmbeddedChroma(folder),
        embedder,
        cache=MatrixCache(cache_bytes),
        on_erasure=on_erasure,
    )
