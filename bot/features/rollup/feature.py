"""Roll-ups: what sellers share of their rounds, and what their managers see of it (T5)."""

from __future__ import annotations

from bot.core.feature import Feature
from bot.core.schedule import times
from bot.core.schedule.acting import as_command
from bot.features.rollup import commands
from bot.features.rollup.commands import RollUp
from bot.features.rollup.handlers import one_on_one, roll_up, sharing, themes
from bot.features.rollup.sections import SECTIONS
from bot.features.rollup.subcommands import SUBCOMMANDS
from bot.features.rounds.contracts.values import SharedRound

FEATURE = Feature(
    name="rollup",
    rules=("T5",),
    handlers={
        commands.PreviewSharing: sharing.preview_sharing,
        commands.ShareRound: sharing.share_round,
        commands.WithdrawRound: sharing.withdraw_round,
        commands.ListShared: sharing.list_shared,
        commands.RollUp: roll_up.roll_up,
        commands.ShowTheme: roll_up.show_theme,
        commands.ShowThemes: themes.show_themes,
        commands.OneOnOne: one_on_one.one_on_one,
    },
    subcommands=SUBCOMMANDS,
    sections=SECTIONS,
    at_home=(SharedRound,),
    actions={
        times.ROLL_UP: as_command(lambda key: RollUp(period=key), roll_up.roll_up),
    },
)
