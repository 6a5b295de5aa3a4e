"""What is kept of what a member says of an answer (B2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.cards import Button, Card
from bot.core.identity import Space, WorkspaceId
from bot.features.feedback.cards import HELPED, NOT_RIGHT
from bot.features.feedback.commands import OpenComplaint, RateAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRating:
    """Whether an answer helped, and what was wrong with it.

    Question and answer are not copied: they stand in the `Exchange` with this id while the thread is
    remembered, and go with what they quote.
    """

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    exchange_id: str
    helped: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingUse:
    """Whether whoever runs the bot may test it with a member's ratings; there once that was asked."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    allowed: bool = False


def with_rating(card: Card, exchange_id: str) -> tuple[Button, ...]:
    """The buttons of a card that a model made: its own, and whether it helped."""
    return (
        *card.buttons,
        Button(label=HELPED, command=RateAnswer(exchange_id)),
        Button(label=NOT_RIGHT, command=OpenComplaint(exchange_id), opens_form=True),
    )
