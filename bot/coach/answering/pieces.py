"""A question and a note as one row of word pieces, for training and for answering alike."""

from __future__ import annotations

from collections.abc import Sequence

ASKED = 40
"""Word pieces of a question that are read."""
TOLD = 160
"""Word pieces of a note that are read at once; longer notes are read in parts."""


def join_pieces(question: Sequence[int], note: Sequence[int]) -> tuple[list[int], int]:
    """Return the pieces of both in a row, and how many are the question's; the note loses its first mark."""
    asked = list(question[:ASKED])
    return asked + list(note[1 : TOLD + 1]), len(asked)
