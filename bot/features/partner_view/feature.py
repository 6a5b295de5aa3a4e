"""How it looks from somebody else's side (S4)."""

from __future__ import annotations

from bot.core.feature import Feature
from bot.features.partner_view import commands, handlers
from bot.features.partner_view.sections import SECTIONS
from bot.features.partner_view.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="partner_view",
    rules=("S4",),
    handlers={
        commands.ViewFrom: handlers.view_from,
    },
    subcommands=SUBCOMMANDS,
    sections=SECTIONS,
)
