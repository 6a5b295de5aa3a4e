"""What the Home tab shows of reminders (B5, B8)."""

from __future__ import annotations

from typing import Any

from bot.core.members import Member
from bot.core.ports.store import StoreReader
from bot.core.sections import HOME, Section, Told, tell
from bot.core.turn import Turn
from bot.features.reminders import cards
from bot.features.reminders.contracts import Reminder
from bot.features.reminders.handlers.setting import OPEN
from bot.features.reminders.rules import in_order

_MOST = 3


async def reminders_at_home(reader: StoreReader, turn: Turn[Any], _: Member) -> tuple[Told, ...]:
    """The reminders that came and are open, then the next ones; nothing where none is set."""
    found = in_order(await reader.of(Reminder).find(space=turn.scope.own, state=OPEN))
    if not found:
        return ()
    shown = found[:_MOST]
    return tell(
        cards.reminders_at_home(shown, len(found), turn.today), (id for each in shown for id in each.about)
    )


SECTIONS = (Section(HOME, 65, reminders_at_home),)
