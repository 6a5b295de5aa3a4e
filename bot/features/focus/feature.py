"""Activities sorted into three levels (S2)."""

from __future__ import annotations

from bot.core.events import Erased
from bot.core.feature import Feature, Record
from bot.features.focus import commands, events, handlers
from bot.features.focus.contracts import FocusChoice
from bot.features.focus.subcommands import SUBCOMMANDS
from bot.features.plans.contracts import Activity

FEATURE = Feature(
    name="focus",
    rules=("S2",),
    handlers={
        commands.ShowFocus: handlers.show_focus,
        commands.MoveActivity: handlers.move_activity,
        commands.ProposeDelegation: handlers.propose_delegation,
    },
    subcommands=SUBCOMMANDS,
    records=(Record(FocusChoice),),
    events={
        Erased(Activity): events.erase,
    },
)
