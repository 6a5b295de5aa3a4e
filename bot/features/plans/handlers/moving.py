"""B11: "moved to Tuesday" under a plan gives the entry that is shown there its new day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.dialogue import last_showing
from bot.core.notes import Commitment
from bot.core.promise_changes import PromiseOutcome
from bot.core.promise_news import read_bare_change
from bot.core.turn import Turn
from bot.features.plans.cards import answers
from bot.features.plans.contracts import Activity, ActivityState
from bot.features.plans.handlers.activities import find_activity
from bot.features.plans.handlers.plans import focus_of
from bot.language.dates import day_first_in

_LONGEST = 8
"""Words; a longer message tells more than a new day."""


async def move_shown(turn: Turn[Any], text: str) -> bool:
    """Move the one planned entry that the thread showed last, and no promise; else False."""
    if not turn.origin.thread or len(text.split()) > _LONGEST or text.rstrip().endswith("?"):
        return False
    change = read_bare_change(text, turn.today, day_first=day_first_in(turn.member.zone))
    if change is None or change.outcome is not PromiseOutcome.MOVED or change.due_on is None:
        return False
    async with turn.read() as reader:
        exchange, entries = await last_showing(reader, turn.scope, turn.thread, Activity)
        promised, _ = await last_showing(reader, turn.scope, turn.thread, Commitment)
    planned = [each for each in entries if each.state is ActivityState.PLANNED]
    if exchange is None or len(planned) != 1:
        return False
    if promised is not None and promised.created_at >= exchange.created_at:
        return False
    activity, found = await find_activity(turn, planned[0].id)
    if activity is None or found is None:
        return False
    moved = replace(activity, on=change.due_on)
    card = answers.moved_card(moved, found.label, turn.change, turn.today)
    async with turn.commit() as uow:
        await uow.of(Activity).put(moved)
        await turn.remember(uow, focus=focus_of(found))
        uow.say(*turn.reply(card, about=moved.about))
    return True
