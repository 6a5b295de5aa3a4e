"""Cuts long notes so that what stands at their end is found too."""

from __future__ import annotations

import re
from collections.abc import Iterator

CHUNK = 200
"""Estimated tokens of a chunk; the local model reads 256 and the estimate errs."""
OVERLAP = 40
"""Estimated tokens that a chunk repeats of the one before."""

_PIECE = re.compile(r"\S+\s*")
_LONGEST_PIECE = 60


def chunks(text: str) -> list[str]:
    """Return the text as overlapping chunks that a model reads whole; one at least, none twice."""
    pieces = list(_pieces(text))
    cut: list[str] = []
    start = 0
    while start < len(pieces):
        end = _reach(pieces, start, CHUNK)
        cut.append("".join(pieces[start:end]).strip())
        if end == len(pieces):
            break
        start = max(start + 1, _back(pieces, end, OVERLAP))
    return list(dict.fromkeys(cut)) or [text.strip()]


def _pieces(text: str) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        for start in range(0, len(piece), _LONGEST_PIECE):
            yield piece[start : start + _LONGEST_PIECE]


def _tokens(piece: str) -> int:
    """Estimate the tokens of a word: one for four letters, or for each character of unknown scripts."""
    word = piece.strip()
    return 1 + len(word) // 5 if word.isascii() else 1 + len(word)


def _reach(pieces: list[str], start: int, tokens: int) -> int:
    end = start
    while end < len(pieces) and (tokens >= _tokens(pieces[end]) or end == start):
        tokens -= _tokens(pieces[end])
        end += 1
    return end


def _back(pieces: list[str], end: int, tokens: int) -> int:
    start = end
    while start > 0 and tokens >= _tokens(pieces[start - 1]):
        tokens -= _tokens(pieces[start - 1])
        start -= 1
    return start
