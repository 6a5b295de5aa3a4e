"""What one question to a language model cost, and how it went; none of its words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCall:
    """One question to a language model."""

    prompt: str
    """Prompt as `id@version#hash`."""
    model: str
    requests: int = 1
    """How often the server was asked for one draft; 0 where an equal question was answered before."""
    seconds: float = 0.0
    input_tokens: int = 0
    output_tokens: int = 0
    dollars: float | None = None
    """What it cost; None where the price is not known."""
    trouble: str = ""
    """The code of what went wrong; empty where a draft came."""


TellUse = Callable[[ModelCall], None]
"""Is told of each question to a model as it is answered, or fails."""

MayStillAsk = Callable[[], Awaitable[bool]]
"""Tells whether the model may still be asked for the member."""
