"""Shows what is coming and when, for `/tactegic nudges` and the digest (B3)."""

from __future__ import annotations

from typing import Any

from bot.core.paging import page_within
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.nudges.cards import lists as cards
from bot.features.nudges.commands import ListNudges
from bot.features.nudges.contracts.cards import Coming
from bot.features.nudges.contracts.coming import find_coming, next_nudges
from bot.features.nudges.rules import NudgeReason


def row_of(reason: NudgeReason, turn: Turn[Any]) -> Coming:
    """A reason for a nudge as a line of a list."""
    contact = reason.contact
    touched = contact.last_touch_at if contact else None
    return Coming(
        name=contact.name if contact else "",
        company=turn.people.company(contact) if contact else "",
        on=reason.since if reason.commitment is None else min(turn.today, reason.since),
        contact_id=contact.id if contact else "",
        commitment_id=reason.commitment.id if reason.commitment else "",
        what=reason.commitment.what if reason.commitment else "",
        by=reason.commitment.by if reason.commitment else None,
        due_on=reason.commitment.due_on if reason.commitment else None,
        touched_on=turn.day_of(touched) if touched else None,
    )


async def list_nudges(turn: Turn[ListNudges]) -> None:
    """Show a page of what is coming."""
    async with turn.read() as reader:
        rows = await find_coming(reader, turn)
        next_at = await next_nudges(reader)
    settings = turn.settings
    page = page_within(turn.command.page, len(rows))
    shown = rows[page * PAGE : (page + 1) * PAGE]
    card = cards.coming_list(
        shown,
        total=len(rows),
        page=page,
        today=turn.today,
        next_at=None if settings.paused else next_at,
        allowance=cards.allowance(settings.nudges_a_day, settings.nudges_a_week, paused=settings.paused),
    )
    await turn.answer(
        card, in_place=True, about=tuple(dict.fromkeys(id for row in shown for id in row.about))
    )
