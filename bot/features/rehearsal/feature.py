"""Rehearsal: what would come by itself in the weeks ahead, from the engine itself."""

from __future__ import annotations

from bot.core.feature import Feature
from bot.features.rehearsal import commands, handlers
from bot.features.rehearsal.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="rehearsal",
    rules=("B3",),
    handlers={commands.Rehearse: handlers.rehearse},
    subcommands=SUBCOMMANDS,
)
