"""What recall replies, before it is sent: the evaluation of recall reads it, too (B2)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.cards import Card
from bot.core.contacts import ContactId
from bot.core.deliveries import NOTHING, About
from bot.features.recall.rules.deciding import Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A card, whom the conversation is about then, and what the card shows."""

    card: Card
    about: About = NOTHING
    focus: tuple[ContactId, ...] = ()
    way: Way = Way.SURE
    note_ids: tuple[str, ...] = ()
    """The notes that are quoted, cited or listed."""
