"""Answers to questions, from the member's notes alone (B2)."""

from __future__ import annotations

from bot.core.feature import Feature
from bot.features.recall import commands
from bot.features.recall.handlers import recall
from bot.features.recall.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="recall",
    rules=("B2",),
    handlers={
        commands.Ask: recall.ask,
    },
    subcommands=SUBCOMMANDS,
)
