"""Plain words, typed lines, help and the first greeting (B4)."""

from __future__ import annotations

from bot.conversation import apologize, help, next_steps, shown
from bot.conversation.own_subcommands import SUBCOMMANDS
from bot.core import commands
from bot.core.feature import Feature

FEATURE = Feature(
    name="conversation",
    rules=("B4",),
    handlers={
        commands.Apologize: apologize.apologize,
        commands.Sent: shown.only_shown,
        commands.Help: help.help,
        commands.NextSteps: next_steps.next_steps,
    },
    subcommands=SUBCOMMANDS,
)
