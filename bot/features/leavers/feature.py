"""What becomes of what members kept who are no full members any more."""

from __future__ import annotations

from bot.core.events import Added, Changed, Removed
from bot.core.feature import Feature
from bot.core.members import Departure
from bot.core.schedule.times import LEAVER
from bot.features.leavers import commands, events, handlers
from bot.features.leavers.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="leavers",
    handlers={
        commands.ListLeavers: handlers.list_leavers,
        commands.EndWait: handlers.end_wait,
        commands.TellOfLeaver: handlers.tell_of_leaver,
        commands.EraseLeaver: handlers.erase_leaver,
    },
    subcommands=SUBCOMMANDS,
    events={
        Added(Departure): (events.begin_wait, events.hide_from_guests),
        Changed(Departure): (events.begin_wait, events.hide_from_guests),
        Removed(Departure): events.end_wait,
    },
    actions={LEAVER: handlers.erase_when_due},
)
