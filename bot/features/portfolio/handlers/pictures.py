"""Shows the balance and the map of the portfolio (P2, P3, S3)."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from bot.core.deliveries import NOTHING
from bot.core.notes import Touch
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.features.portfolio.cards import pictures as cards
from bot.features.portfolio.commands import ShowBalance, ShowMap
from bot.features.portfolio.handlers.settings import read_own_settings
from bot.features.portfolio.rules.balance import Balance, measure_balance
from bot.features.portfolio.rules.limits import is_active
from bot.features.portfolio.rules.map import is_placed, place_on_map
from bot.features.score.contracts.totals import read_totals

EFFORT_DAYS = 90
"""Touches of so many days count as recent effort (P3)."""


async def read_balance(reader: StoreReader, turn: Turn[Any]) -> Balance:
    """The balance of the member's portfolio against their target."""
    since = turn.today - timedelta(days=EFFORT_DAYS)
    touches = await reader.of(Touch).find()
    effort = Counter[str](touch.contact_id for touch in touches if since <= touch.occurred_on)
    settings = await read_own_settings(turn)
    return measure_balance(turn.people.contacts, effort, settings.target)


async def show_balance(turn: Turn[ShowBalance]) -> None:
    """Show how contacts and touches split over the phases, against the target."""
    async with turn.read() as reader:
        balance = await read_balance(reader, turn)
    active = sum(is_active(each) for each in turn.people.contacts)
    await turn.answer(cards.balance_card(balance, active), about=NOTHING)


async def show_map(turn: Turn[ShowMap]) -> None:
    """Show the strategic contacts by value and strength, those with the widest gap first."""
    shown = [each for each in turn.people.contacts if is_placed(each)]
    async with turn.read() as reader:
        strengths = await read_totals(reader, [turn.people.with_rhythm(each) for each in shown], turn.today)
    placed = place_on_map(shown, strengths)
    unscored = sum(is_active(each) for each in turn.people.contacts) - len(placed)
    about = dict.fromkeys(id for each in placed for id in each.contact.about)
    card = cards.map_card(placed, turn.people.companies, unscored)
    await turn.answer(card, about=tuple(about))
