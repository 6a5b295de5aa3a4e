"""What other features may use: learning (S7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.core.cards import Button, Card
from bot.core.identity import Space, WorkspaceId, derive_id
from bot.core.knowledge.basics import LessonMoment
from bot.core.ports.books import StoreReader
from bot.core.turn import Turn
from bot.features.learning import cards as texts


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonSetting:
    """Whether a member wants lessons offered; one row a member, on where there is none. Times are UTC."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    offered: bool


_ROOMY = 2
"""With fewer buttons than these, one more does not crowd a card."""


async def minute_on(reader: StoreReader, turn: Turn[Any], moment: LessonMoment) -> tuple[Button, ...]:
    """ "A minute on this" for a card of this moment; nothing where the member turned lessons off."""
    return (texts.minute(moment),) if await wants_lessons(reader, turn) else ()


async def with_minute(reader: StoreReader, turn: Turn[Any], moment: LessonMoment, card: Card) -> Card:
    """The card with "A minute on this": a button where there is room for one, else in its menu."""
    offers = await minute_on(reader, turn, moment)
    if len(card.buttons) < _ROOMY:
        return replace(card, buttons=(*card.buttons, *offers))
    return replace(card, menu=(*card.menu, *offers))


async def wants_lessons(reader: StoreReader, turn: Turn[Any]) -> bool:
    """Whether the member wants lessons offered."""
    own = await reader.of(LessonSetting).find(id=setting_id(turn))
    return own[0].offered if own else turn.settings.lessons


def setting_id(turn: Turn[Any]) -> str:
    """The row that holds the member's own choice."""
    return derive_id(turn.scope.workspace, "lessons", turn.scope.member)
