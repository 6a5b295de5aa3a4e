"""What to know before a talk with somebody (B2)."""

from __future__ import annotations

from bot.core.feature import Feature
from bot.features.briefs import commands, handlers
from bot.features.briefs.sections import SECTIONS
from bot.features.briefs.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="briefs",
    rules=("B2",),
    handlers={
        commands.Brief: handlers.brief,
    },
    subcommands=SUBCOMMANDS,
    sections=SECTIONS,
)
