"""Sentence embeddings by an ONNX model on this machine."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from bot.core.ports.errors import Unavailable
from bot.freeing import give_back
from bot.memory.queueing import TextQueue
from bot.memory.word_rows import take_rows_first
from bot.threads import one_thread

BATCH = 8
"""Texts a run: fastest for short texts on two cores, and short enough to let a question in between."""
_LONG_BATCH = 4_000
"""Characters of a batch after which the memory that it took is given back: up to 300 MB."""
TOKENS = 256
"""What the model reads of one text; longer texts are cut into chunks before they come here."""


class WrongModel(Unavailable):
    """A model's file is missing, cannot be read, or is not the one that was checked in."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model on disk. `hashes` are the expected SHA-256 of both files, where they are known beforehand."""

    name: str
    model: Path
    tokenizer: Path
    hashes: tuple[str, str] | None = None

    def read(self) -> tuple[bytes, bytes]:
        """Return the content of both files; raises WrongModel."""
        try:
            content = (self.model.read_bytes(), self.tokenizer.read_bytes())
        except OSError as error:
            raise WrongModel(f"{self.name}: {error.filename} cannot be read") from error
        if self.hashes and tuple(_sha256(part) for part in content) != self.hashes:
            raise WrongModel(f"{self.name}: the files are not those that were checked")
        return content


class OnnxEmbedder:
    """Satisfies ports.Embedder. Loads on first use; one thread runs the texts of all callers in batches."""

    def __init__(self, files: ModelFiles, *, dimensions: int | None = None) -> None:
        self._files = files
        self._dimensions = dimensions
        self._worker = one_thread("embedding")
        self._queues: WeakKeyDictionary[asyncio.AbstractEventLoop, TextQueue] = WeakKeyDictionary()

    @cached_property
    def identity(self) -> str:
        """Model name and a hash of model and tokenizer."""
        hashes = self._files.hashes or tuple(_sha256(part) for part in self._files.read())
        return f"{self._files.name}@{_sha256(''.join(hashes).encode())[:12]}"

    @property
    def dimensions(self) -> int:
        """Length of a vector; loads the model where that is not known beforehand."""
        if self._dimensions is None:
            self._dimensions = self._worker.submit(lambda: self._model.dimensions).result()
        return self._dimensions

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one unit vector per text; raises Unavailable."""
        loop = asyncio.get_running_loop()
        if (queue := self._queues.get(loop)) is None:
            queue = self._queues[loop] = TextQueue(self._off_loop, batch=BATCH)
        return await queue.embed(texts)

    def close(self) -> None:
        """End the worker thread."""
        self._worker.shutdown(cancel_futures=True)

    async def _off_loop(self, texts: list[str]) -> list[list[float]]:
        return await asyncio.get_running_loop().run_in_executor(self._worker, self._run, texts)

    def _run(self, texts: list[str]) -> list[list[float]]:
        try:
            return self._model.embed(texts)
        except Unavailable:
            raise
        except Exception as error:
            raise Unavailable(f"{self._files.name} failed") from error
        finally:
            if sum(map(len, texts)) > _LONG_BATCH:
                give_back()

    @cached_property
    def _model(self) -> _Model:
        """Return the model; called in the worker thread alone, so that it is loaded once."""
        model = _Model(*self._files.read())
        give_back()
        return model


class _Model:
    def __init__(self, model: bytes, tokenizer: bytes) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(2, os.cpu_count() or 1)
        options.inter_op_num_threads = 1
        # Threads that spin between two steps take a whole core from everything else.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        # Its own pools hold on to what the longest batch needed: 200 MB for nothing, and no faster here.
        options.enable_cpu_mem_arena = False
        options.enable_mem_pattern = False
        options.add_session_config_entry("session.disable_prepacking", "1")
        self._session = onnxruntime.InferenceSession(
            take_rows_first(model), options, providers=["CPUExecutionProvider"]
        )
        # It would keep the file's bytes beside the weights, to begin anew on another processor: 23 MB.
        self._session._model_bytes = None
        self._inputs = {given.name for given in self._session.get_inputs()}
        self.dimensions = int(self._session.get_outputs()[0].shape[-1])
        self._tokenizer = Tokenizer.from_buffer(tokenizer)
        self._tokenizer.enable_truncation(TOKENS)
        self._tokenizer.no_padding()

    def embed(self, texts: list[str]) -> list[list[float]]:
        """Return the mean over the tokens that count, at unit length."""
        import numpy as np

        encoded = self._tokenizer.encode_batch([_encodable(text) for text in texts])
        width = max(len(one.ids) for one in encoded)
        padding = [[0] * (width - len(one.ids)) for one in encoded]
        feed: dict[str, Any] = {
            "input_ids": np.array([one.ids + pad for one, pad in zip(encoded, padding, strict=True)]),
            "attention_mask": np.array([[1] * (width - len(pad)) + pad for pad in padding]),
            "token_type_ids": np.zeros((len(texts), width), np.int64),
        }
        mask = feed["attention_mask"][:, :, None]
        states = self._session.run(None, {name: feed[name] for name in feed if name in self._inputs})[0]
        mean = (states * mask).sum(axis=1) / mask.sum(axis=1)
        unit = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-12)
        vectors: list[list[float]] = unit.astype(np.float32).tolist()
        return vectors


def _encodable(text: str) -> str:
    """Return the text without lone surrogates, which no tokenizer takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
