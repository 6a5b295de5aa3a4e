"""The app's Home tab (B5)."""

from __future__ import annotations

from bot.core.feature import Feature
from bot.features.home import commands, handlers

FEATURE = Feature(
    name="home",
    rules=("B5",),
    handlers={
        commands.HomeOpened: handlers.home_opened,
    },
)
