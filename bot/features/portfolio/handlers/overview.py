"""Shows the portfolio: who is in it, how it is balanced, and what the vision lacks (P1 to P4)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Contact
from bot.core.finding import touch_day
from bot.core.paging import page_within
from bot.core.sections import OWN_FIGURES
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.people.contracts.reading import longest_silent
from bot.features.portfolio.cards.overview import Overview, PortfolioEntry, overview_card
from bot.features.portfolio.commands import ShowPortfolio
from bot.features.portfolio.handlers.pictures import read_balance
from bot.features.portfolio.handlers.settings import read_own_settings, read_settings_of_everybody
from bot.features.portfolio.rules.balance import count_by_universe
from bot.features.portfolio.rules.criteria import measure_deal_share
from bot.features.portfolio.rules.limits import is_active, lowest_limits
from bot.features.vision.contracts import find_gaps, find_present_path


async def show_portfolio(turn: Turn[ShowPortfolio]) -> None:
    """Show a picture, the balance, the gaps, and a page of who is in the portfolio: who is due first."""
    view = await _view(turn)
    await turn.answer(overview_card(view, turn.today), in_place=True, about=view.about)


async def _view(turn: Turn[ShowPortfolio]) -> Overview:
    contacts = turn.people.contacts
    active = _by_lateness(turn)
    page = page_within(turn.command.page, len(active))
    async with turn.read() as reader:
        balance = await read_balance(reader, turn)
        figures = await turn.sections(reader, OWN_FIGURES, turn.member)
    own, of_all = await read_own_settings(turn), await read_settings_of_everybody(turn)
    path = await find_present_path(turn)
    by_id: dict[str, Contact] = {contact.id: contact for contact in contacts}
    return Overview(
        page=active[page * PAGE : (page + 1) * PAGE],
        number=page,
        active=len(active),
        due=sum(entry.days_over > 0 for entry in active),
        limits=lowest_limits((own.limits, of_all.limits)),
        balance=balance,
        deals=measure_deal_share(contacts),
        universe=count_by_universe(contacts),
        gaps=len(find_gaps(path.needs, by_id)) if path else 0,
        has_vision=path is not None,
        figures=figures,
    )


def _by_lateness(turn: Turn[Any]) -> list[PortfolioEntry]:
    """The active contacts, those longest past their rhythm first."""
    silent = longest_silent(turn.people.in_rhythm(), turn.now)
    over = {each.contact.id: each.days_over or 0 for each in silent}
    active = [
        PortfolioEntry(
            contact=contact,
            company=turn.people.company(contact),
            last_touch=touch_day(turn, contact),
            days_over=over.get(contact.id, 0),
        )
        for contact in turn.people.contacts
        if is_active(contact)
    ]
    return sorted(active, key=lambda each: (-each.days_over, each.contact.name.casefold()))
