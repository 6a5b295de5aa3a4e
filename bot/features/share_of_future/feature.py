"""Share of future: which share of a member's touches and activities served the future (T6)."""

from __future__ import annotations

from bot.core.feature import Feature
from bot.core.schedule import times
from bot.core.schedule.acting import as_command
from bot.features.share_of_future import commands, handlers
from bot.features.share_of_future.commands import WeighWeek
from bot.features.share_of_future.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="share_of_future",
    rules=("T6",),
    handlers={
        commands.ShowShare: handlers.show_share,
        commands.WeighWeek: handlers.weigh_week,
        commands.ListDeeds: handlers.list_deeds,
        commands.Reclassify: handlers.reclassify,
        commands.SetFloor: handlers.set_floor,
    },
    subcommands=SUBCOMMANDS,
    actions={
        times.SHARE: as_command(WeighWeek, handlers.weigh_week),
    },
)
