"""How much each question may cost: how long the model thinks, and how long its answer may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Effort = Literal["auto", "none", "minimal", "low", "medium", "high"]
"""How much a reasoning model thinks first; `auto` is what each purpose wants, on OpenAI's servers alone."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one question may use."""

    effort: Effort
    tokens: int
    """Tokens of thought and answer together."""


ALLOWANCES: Mapping[str, Allowance] = {
    "understand": Allowance("low", 3_000),
    "answer": Allowance("low", 4_000),
    "converse": Allowance("low", 4_000),
    "assess": Allowance("medium", 8_000),
    "rewrite": Allowance("medium", 4_000),
    "view": Allowance("low", 4_000),
    "draft": Allowance("low", 4_000),
    "check": Allowance("medium", 12_000),
    "themes": Allowance("low", 6_000),
}
"""By the id of the prompt."""
PROBING = Allowance("low", 1_000)
"""For small questions that hold nothing of a member."""
