"""Learns at which hour a member answers, once a week, so that nudges and rounds come then (B3, T1)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.ports.store import StoreReader
from bot.core.schedule.answer_hours import READ, best_hour
from bot.core.settings import MemberSettings
from bot.core.threads import ConversationStep
from bot.core.turn import Turn


async def learn_hour(reader: StoreReader, turn: Turn[Any]) -> MemberSettings | None:
    """The member's settings with the hour that their latest steps tell; None where it is the same as before.

    It is looked at on the first working day of a week: what comes by itself is to move seldom.
    """
    hours = turn.settings.hours
    if turn.today.weekday() != min(hours.weekdays):
        return None
    steps = await reader.of(ConversationStep).find(space=turn.scope.own, newest_first=True, limit=READ)
    answered = [each.created_at.astimezone(turn.zone).time() for each in steps]
    found = best_hour(answered, hours)
    if found is None or found == turn.own_settings.answers_at:
        return None
    return replace(turn.own_settings, answers_at=found)
