"""Roll-ups: what sellers share of their rounds, and what their managers see of it (T5)."""

from __future__ import annotations

from bot.core.feature import Feature
from bot.core.schedule import times
from bot.core.schedule.acting import as_command
from bot.features.rollup import commands, handlers
from bot.features.rollup.commands import RollUp
from bot.features.rollup.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="rollup",
    rules=("T5",),
    handlers={
        commands.PreviewSharing: handlers.preview_sharing,
        commands.ShareRound: handlers.share_round,
        commands.WithdrawRound: handlers.withdraw_round,
        commands.ListShared: handlers.list_shared,
        commands.RollUp: handlers.roll_up,
        commands.ShowTheme: handlers.show_theme,
    },
    subcommands=SUBCOMMANDS,
    actions={
        times.ROLL_UP: as_command(lambda key: RollUp(period=key), handlers.roll_up),
    },
)
