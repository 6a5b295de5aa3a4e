"""The vector index and the embeddings: the only place that knows Chroma, onnxruntime and tokenizers."""

from __future__ import annotations

from pathlib import Path

from bot.core.ports.memory import Embedder
from bot.memory.backends import ChromaServer, EmbeddedChroma
from bot.memory.chroma import ChromaMemory


def open_memory(embedder: Embedder, *, folder: Path, url: str | None = None) -> ChromaMemory:
    """Return the index in a folder of this process alone, or on a server where there is a `url`.

    Nothing heavy is loaded before first use. Raises FolderInUse, ValueError for a bad address.
    """
    return ChromaMemory(ChromaServer(url) if url else EmbeddedChroma(folder), embedder)
