"""The answer model's network on this machine: one ONNX file, and the word table of the packaged model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.coach.answering import files
from bot.coach.answering.pieces import TOLD, join_pieces
from bot.coach.sentence_model import encodable, open_session, open_tokenizer, open_words

_STEP = 120
"""Word pieces from one part of a long note to the next; parts overlap."""
_PARTS = 6
"""Parts of one note that are read at most: about 700 words."""


class AnswerNetwork:
    """Weighs a question against one note at a time, in one thread. Raises WrongModelFile."""

    def __init__(self, path: Path = files.ANSWERING, sha256: str = files.ANSWERING_SHA256) -> None:
        self._session = open_session(path, sha256)
        self._words = open_words()
        self._tokenizer = open_tokenizer()

    def weigh(self, question: str, head: str, text: str) -> float:
        """Return the logarithm of the odds that the note answers; of a long one, those of its best part.

        `head` says whom the note is about and its day, and is read with each part.
        """
        asked = self._pieces(question)
        first, told = self._pieces(head)[:-1], self._pieces(text)[1:-1]
        room = max(TOLD - len(first), TOLD // 2)
        starts = range(0, max(1, len(told) - (room - _STEP if room > _STEP else 0)), _STEP)
        return max(self._run(asked, first + told[start : start + room]) for start in list(starts)[:_PARTS])

    def _run(self, asked: Sequence[int], told: Sequence[int]) -> float:
        pieces, count = join_pieces(asked, [*told[:TOLD], asked[-1]])
        sides = np.array([[0] * count + [1] * (len(pieces) - count)], np.int64)
        feed = {"words": self._words.look_up(pieces), "sides": sides}
        return float(self._session.run(None, feed)[0][0])

    def _pieces(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(encodable(text)).ids
        return ids
