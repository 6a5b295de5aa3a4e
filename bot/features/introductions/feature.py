"""Whom a contact should meet among the member's others (R1)."""

from __future__ import annotations

from bot.core.feature import Feature
from bot.features.introductions import commands, handlers
from bot.features.introductions.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="introductions",
    rules=("R1",),
    handlers={commands.SuggestIntroductions: handlers.suggest_introductions},
    subcommands=SUBCOMMANDS,
)
