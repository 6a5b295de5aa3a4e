"""The app's Home tab (B5)."""

from __future__ import annotations

from bot.core.feature import Feature
from bot.core.home import RefreshHome
from bot.features.home import commands, handlers
from bot.features.home.sections import SECTIONS

FEATURE = Feature(
    name="home",
    rules=("B5",),
    handlers={
        commands.HomeOpened: handlers.home_opened,
        RefreshHome: handlers.refresh_home,
    },
    sections=SECTIONS,
)
