"""A plan, contract or team document checked against the method (P5, R2, S5)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import Erased
from bot.core.feature import Feature, Record
from bot.features.text_check import commands, events, handlers
from bot.features.text_check.checks import CHECKS
from bot.features.text_check.rules import TextCheck
from bot.features.text_check.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="text_check",
    rules=("P5", "R2", "S5"),
    handlers={
        commands.OpenCheck: handlers.open_check,
        commands.CheckText: handlers.check_typed,
        commands.SubmitCheck: handlers.check_pasted,
        commands.ShowCheck: handlers.show_check,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(Record(TextCheck),),
    events={
        Erased(Contact): events.erase,
    },
)
