"""What is said beside a field of a form about mutual objectives (F7)."""

from __future__ import annotations

from bot.features.objectives.rules import Lack

WHAT_TOGETHER = "Write in a sentence what you want to reach together."


def lack_sentence(party: str, lack: Lack) -> str:
    """What a mutual objective lacks for a party (F7)."""
    match lack:
        case Lack.NOTHING:
            return f"What does {party} have of it? Without that it serves one side only."
        case Lack.EMPTY_WORDS:
            return f"Which benefit is it that {party} would notice? Say it in a few concrete words."
        case Lack.OTHERS_BENEFIT:
            return f"This is what your side has of it. What does {party} have, in their own terms?"
