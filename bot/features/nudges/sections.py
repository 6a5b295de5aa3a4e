"""What nudges add to the Home tab and an account's page: who is due, and what comes next (B3, B5)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Account, is_sample
from bot.core.members import Member
from bot.core.ports.store import StoreReader
from bot.core.samples import has_samples
from bot.core.sections import ACCOUNT, HOME, Section, Told, tell
from bot.core.turn import Turn
from bot.features.nudges.cards import home as cards
from bot.features.nudges.contracts.coming import find_coming, next_nudges

_MOST = 5
"""Lines of each section; a button leads to the rest."""


async def due_today(reader: StoreReader, turn: Turn[Any], _: Member) -> tuple[Told, ...]:
    """Who and what is due by today, the longest due first; for a newcomer nothing."""
    if not turn.people.contacts:
        return ()
    due = [each for each in await find_coming(reader, turn) if each.is_today(turn.today)]
    shown = due[:_MOST]
    return tell(cards.today(shown, len(due), turn.today), (id for each in shown for id in each.about))


async def coming_next(reader: StoreReader, turn: Turn[Any], _: Member) -> tuple[Told, ...]:
    """Who and what comes next after today, and when nudges come; for a newcomer nothing."""
    if not turn.people.contacts:
        return ()
    found = [each for each in await find_coming(reader, turn) if not each.is_today(turn.today)]
    coming = [each for each in found if not is_sample(each.contact_id or each.commitment_id)]
    shown = coming[:_MOST]
    parts = cards.coming(shown, len(coming), await next_nudges(reader), turn.today)
    parts += cards.of_samples() if has_samples(turn.people) else []
    return tell(parts, (id for each in shown for id in each.about))


async def coming_at(reader: StoreReader, turn: Turn[Any], account: Account) -> tuple[Told, ...]:
    """Who of an account is due when by their rhythm; its promises stand on its page already."""
    there = {each.id for each in turn.people.at(account.id)}
    found = [each for each in await find_coming(reader, turn) if each.contact_id in there and not each.what]
    shown = found[:_MOST]
    parts = cards.coming_at(shown, turn.today)
    return tell(parts, (id for each in shown for id in each.about))


SECTIONS = (
    Section(HOME, 30, due_today),
    Section(HOME, 60, coming_next),
    Section(ACCOUNT, 40, coming_at),
)
