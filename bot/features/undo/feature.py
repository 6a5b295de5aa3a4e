"""Taking one change back."""

from __future__ import annotations

from bot.core import commands
from bot.core.feature import Feature
from bot.features.undo import handlers
from bot.features.undo.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="undo",
    rules=(),
    handlers={
        commands.Undo: handlers.undo,
    },
    subcommands=SUBCOMMANDS,
)
