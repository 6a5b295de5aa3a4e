"""What the portfolio adds to the Home tab: how it stands, in a sentence and as bars (P1, P3, B5)."""

from __future__ import annotations

from typing import Any

from bot.core.members import Member
from bot.core.ports.store import StoreReader
from bot.core.sections import HOME, Section, Told, tell
from bot.core.turn import Turn
from bot.features.people.contracts.reading import longest_silent
from bot.features.portfolio.cards import home as cards
from bot.features.portfolio.handlers.pictures import read_balance
from bot.features.portfolio.handlers.settings import read_limits_in_force
from bot.features.portfolio.rules.limits import is_active


async def portfolio_at_home(reader: StoreReader, turn: Turn[Any], _: Member) -> tuple[Told, ...]:
    """The portfolio in a sentence, with its balance; for a newcomer nothing."""
    contacts = turn.people.contacts
    if not contacts:
        return ()
    active = [each for each in turn.people.in_rhythm() if is_active(each)]
    silent = longest_silent(active, turn.now)
    view = cards.PortfolioAtHome(
        active=len(active),
        due=sum((each.days_over or 0) > 0 for each in silent),
        limits=await read_limits_in_force(turn),
        balance=await read_balance(reader, turn),
    )
    return tell(cards.portfolio(view), ())


SECTIONS = (Section(HOME, 70, portfolio_at_home),)
