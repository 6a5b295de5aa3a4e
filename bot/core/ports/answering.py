"""What tells whether a note answers a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.core.coaching.understanding import Excerpt


class AnswerModel(Protocol):
    """Reads a question and notes, and says of each note whether it answers; never what the answer is."""

    async def weigh(self, question: str, excerpts: Sequence[Excerpt]) -> list[float]:
        """Return for each excerpt the logarithm of the odds that it answers; raises Unavailable."""
