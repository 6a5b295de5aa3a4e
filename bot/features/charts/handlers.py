"""Shows pictures of the member's own touches and relationships (B5)."""

from __future__ import annotations

from bot.core.contacts import Tier
from bot.core.deliveries import NOTHING
from bot.core.finding import person_named
from bot.core.members import Role
from bot.core.notes import PROMISED, Commitment, Note, Touch
from bot.core.turn import Turn
from bot.features.charts import cards
from bot.features.charts.commands import ListCharts, ShowTimeline, ShowTouches
from bot.features.charts.rules import history_of, last_months, touches_by_month


async def list_charts(turn: Turn[ListCharts]) -> None:
    """Show which pictures there are."""
    leads = turn.member.role in (Role.MANAGER, Role.LEADER)
    await turn.answer(cards.list_card(leads=leads), about=NOTHING)


async def show_touches(turn: Turn[ShowTouches]) -> None:
    """Show the member's touches of a year, month by month."""
    touches = await turn.mine(Touch)
    strategic = {each.id for each in turn.people.contacts if each.tier is Tier.STRATEGIC}
    months = touches_by_month(touches, strategic, turn.today)
    await turn.answer(cards.touches_card(months), about=NOTHING)


async def show_timeline(turn: Turn[ShowTimeline]) -> None:
    """Show what happened in one relationship over a year."""
    contact = await person_named(turn, lambda id: ShowTimeline(contact_id=id))
    if contact is None:
        return
    first = last_months(turn.today)[0]
    async with turn.read() as reader:
        history = history_of(
            await reader.of(Touch).find(contact_id=contact.id),
            await reader.of(Note).find(contact_ids=contact.id),
            await reader.of(Commitment).find(contact_id=contact.id, state=PROMISED),
            first,
            turn.today,
        )
    card = cards.timeline_card(contact, turn.people.company(contact), history, first, turn.today)
    await turn.answer(card, about=contact.about)
