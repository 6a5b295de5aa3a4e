"""How an answer came about, on demand, and what was done lately (B2, B5)."""

from __future__ import annotations

from bot.core import commands
from bot.core.feature import Feature
from bot.features.explaining import handlers
from bot.features.explaining.sections import SECTIONS

FEATURE = Feature(
    name="explaining",
    rules=("B2", "B5"),
    handlers={commands.ExplainAnswer: handlers.explain_answer},
    sections=SECTIONS,
)
