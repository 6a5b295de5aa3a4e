"""Several relationships or a long time at one look (B2)."""

from __future__ import annotations

from bot.core.feature import Feature
from bot.features.overviews import commands
from bot.features.overviews.handlers import compare, pack, summary
from bot.features.overviews.sections import SECTIONS
from bot.features.overviews.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="overviews",
    rules=("B2",),
    handlers={
        commands.Compare: compare.compare,
        commands.Summarize: summary.summarize,
        commands.PreparePack: pack.prepare_pack,
        commands.SendPack: pack.send_pack,
        commands.RemovePack: pack.remove_pack,
    },
    subcommands=SUBCOMMANDS,
    sections=SECTIONS,
)
