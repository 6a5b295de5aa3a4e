"""The brief on somebody, as other features may bring it (B2)."""

from __future__ import annotations

from typing import Any

from bot.core.cards import Card
from bot.core.contacts import Contact
from bot.core.deliveries import About
from bot.core.finding import touch_day
from bot.core.notes import Note
from bot.core.sections import BRIEF
from bot.core.turn import Turn
from bot.features.briefs import cards


async def compose_brief(turn: Turn[Any], contact: Contact) -> tuple[Card, About]:
    """Put together what helps before a talk with somebody, and the ids of what it quotes."""
    async with turn.read() as reader:
        notes = await reader.of(Note).count(contact_ids=contact.id, superseded_by=None)
        told = await turn.sections(reader, BRIEF, contact)
    view = cards.BriefView(
        contact=contact,
        company=turn.people.company(contact),
        last_touch=touch_day(turn, contact),
        notes=notes,
        today=turn.today,
    )
    parts = [part for section in told for part in section.parts]
    about = dict.fromkeys([contact.id, *(id for section in told for id in section.about)])
    return cards.brief_card(view, parts), tuple(about)
