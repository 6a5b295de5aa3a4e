"""What is coming and when: for `/tactegic nudges`, the digest and the Home tab (B3, B5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.core.deliveries import UNSAID
from bot.core.paging import page_within
from bot.core.settings import InForce
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.nudges.cards import lists as texts
from bot.features.nudges.commands import ListNudges
from bot.features.nudges.contracts.cards import Coming
from bot.features.nudges.contracts.coming import find_coming, next_nudges
from bot.features.nudges.rules import NudgeReason


def coming_of(reason: NudgeReason, turn: Turn[Any], today: date) -> Coming:
    """A reason as a line of a list."""
    contact = reason.contact
    touched = contact.last_touch_at if contact else None
    return Coming(
        name=contact.name if contact else "",
        company=turn.people.company(contact) if contact else "",
        on=reason.since if reason.commitment is None else min(today, reason.since),
        contact_id=contact.id if contact else "",
        what=reason.commitment.what if reason.commitment else "",
        touched_on=turn.day_of(touched) if touched else None,
    )


async def list_nudges(turn: Turn[ListNudges]) -> None:
    """A page of what is coming."""
    async with turn.read() as reader:
        rows = await find_coming(reader, turn)
        next_at = await next_nudges(reader)
    settings = turn.settings
    page = page_within(turn.command.page, len(rows))
    card = texts.coming_list(
        rows[page * PAGE : (page + 1) * PAGE],
        total=len(rows),
        page=page,
        today=turn.today,
        next_at=None if settings.paused else next_at,
        allowance=_allowance(settings),
    )
    await turn.answer(card, in_place=True, about=UNSAID)


def _allowance(settings: InForce) -> str:
    return texts.allowance(settings.nudges_a_day, settings.nudges_a_week, paused=settings.paused)
