"""The word table of the packaged sentence model: the reader and the answer model take their words from it."""

from __future__ import annotations

import mmap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.core.ports.errors import Unavailable

_WORDS, _WIDTH = 30522, 384
_TABLE, _SCALES = (
    b"inner.embeddings.word_embeddings.weight_q",
    b"inner.embeddings.word_embeddings.weight_scale",
)


@dataclass(frozen=True, slots=True)
class WordTable:
    """The rows of the table, read from the model's file as needed: 12 MB are not held twice."""

    rows: NDArray[np.int8]
    scales: NDArray[np.float32]

    def look_up(self, pieces: Sequence[int]) -> NDArray[np.float32]:
        """Return the vectors of word pieces, as a batch of one text."""
        return (self.rows[pieces].astype(np.float32) * self.scales[pieces])[None]


def read_word_table(model: Path) -> WordTable:
    """Return the word table as a part of the model's file, whose SHA-256 the caller has checked.

    Raises Unavailable where the file holds none.
    """
    with model.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        at = _find_data(content, _TABLE, _WORDS * _WIDTH)
        scales_at = _find_data(content, _SCALES, 4 * _WORDS)
        scales = np.frombuffer(content[scales_at : scales_at + 4 * _WORDS], np.float32).reshape(_WORDS, 1)
    return WordTable(np.memmap(model, np.int8, "r", at, (_WORDS, _WIDTH)), scales)


def _find_data(content: mmap.mmap, name: bytes, size: int) -> int:
    """Return where the data of a tensor begins: behind its name, a byte for the field, and its length."""
    length = bytearray()
    rest = size
    while rest:
        length.append(rest & 0x7F | (0x80 if rest > 0x7F else 0))
        rest >>= 7
    marked = b"\x4a" + bytes(length)
    named = content.find(bytes((0x42, len(name))) + name)
    place = content.find(marked, named) if named >= 0 else -1
    if place < 0:
        raise Unavailable("the packaged model holds no word table")
    return place + len(marked)
