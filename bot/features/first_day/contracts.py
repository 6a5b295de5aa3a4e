"""What others may use of the first day: its greeting, and the one reminder (B4)."""

from __future__ import annotations

from typing import Any

from bot.core.cards import Card
from bot.core.deliveries import NOTHING, Say
from bot.core.turn import Turn
from bot.features.first_day import cards
from bot.features.first_day.rules import FirstDay, is_reminder_due


def greeting(turn: Turn[Any]) -> Card:
    """The greeting of a new member, with the first step to take."""
    return cards.welcome(cards.FirstDayView(turn.member, turn.settings))


async def remind_once(turn: Turn[Any]) -> None:
    """Remind a member who left their first steps long ago, the first time they look in again."""
    day = await turn.one(FirstDay, turn.member.id)
    if day is None or not is_reminder_due(day, turn.now):
        return
    async with turn.commit() as uow:
        await uow.of(FirstDay).put(day.reminded())
        uow.say(Say(card=cards.again_card(day.at), about=NOTHING, subject="first-day"))
