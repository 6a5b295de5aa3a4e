"""What offers a lesson on the cards of other features (S7)."""

from __future__ import annotations

from typing import Any

from bot.core.cards import Button
from bot.core.knowledge.basics import LessonMoment
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.features.learning import cards
from bot.features.learning.contracts import wants_lessons


async def offer_minute(reader: StoreReader, turn: Turn[Any], moment: LessonMoment) -> tuple[Button, ...]:
    """ "A minute on this" for a card of this moment; nothing where the member turned lessons off."""
    return (cards.minute_button(moment),) if await wants_lessons(reader, turn) else ()
