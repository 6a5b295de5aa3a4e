"""Sample data to look around with (B6)."""

from __future__ import annotations

from bot.core.feature import Feature
from bot.features.samples import commands, handlers
from bot.features.samples.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="samples",
    rules=("B6",),
    handlers={
        commands.LoadSamples: handlers.load,
        commands.RemoveSamples: handlers.remove,
    },
    subcommands=SUBCOMMANDS,
)
