"""Pictures on demand (B5)."""

from __future__ import annotations

from bot.core.feature import Feature
from bot.features.charts import commands, handlers
from bot.features.charts.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="charts",
    rules=("B5",),
    handlers={
        commands.ListCharts: handlers.list_charts,
        commands.ShowTouches: handlers.show_touches,
        commands.ShowTimeline: handlers.show_timeline,
    },
    subcommands=SUBCOMMANDS,
)
