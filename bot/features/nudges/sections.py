"""What nudges add to the Home tab and an account's page: who is due, and what comes next (B3, B5)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Account, ContactId, is_sample
from bot.core.members import Member
from bot.core.ports.store import StoreReader
from bot.core.samples import has_samples
from bot.core.sections import ACCOUNT, HOME, LATELY, SHOWN_TODAY, Did, Section, Told, tell
from bot.core.turn import Turn
from bot.features.nudges.cards import home as cards
from bot.features.nudges.contracts.cards import Coming
from bot.features.nudges.contracts.coming import find_coming, next_nudges
from bot.features.nudges.contracts.values import Nudge, NudgeState

_MOST = 5
"""Lines of each section; a button leads to the rest."""


async def due_today(reader: StoreReader, turn: Turn[Any], _: Member) -> tuple[Told, ...]:
    """Who and what is due by today, the longest due first; for a newcomer nothing."""
    due = await _due(reader, turn)
    shown = due[:_MOST]
    return tell(cards.today(shown, len(due), turn.today), (id for each in shown for id in each.about))


async def shown_today(reader: StoreReader, turn: Turn[Any], _: Member) -> tuple[str, ...]:
    """The ids of the promises that stand on the Home tab as due today."""
    return tuple(each.commitment_id for each in (await _due(reader, turn))[:_MOST] if each.commitment_id)


async def _due(reader: StoreReader, turn: Turn[Any]) -> list[Coming]:
    if not turn.people.contacts:
        return []
    return [each for each in await find_coming(reader, turn) if each.is_today(turn.today)]


async def coming_next(reader: StoreReader, turn: Turn[Any], _: Member) -> tuple[Told, ...]:
    """Who comes next after today, and when nudges come; for a newcomer nothing.

    Promises stand among the open ones already.
    """
    if not turn.people.contacts:
        return ()
    found = [each for each in await find_coming(reader, turn) if not each.is_today(turn.today)]
    real = [each for each in found if not is_sample(each.contact_id or each.commitment_id)]
    coming = [each for each in real if not each.what]
    shown = coming[:_MOST]
    next_at = await next_nudges(reader)
    parts = cards.coming(shown, len(coming), len(real) - len(coming), next_at, turn.today)
    parts += cards.of_samples() if has_samples(turn.people) else []
    return tell(parts, (id for each in shown for id in each.about))


async def coming_at(reader: StoreReader, turn: Turn[Any], account: Account) -> tuple[Told, ...]:
    """Who of an account is due when by their rhythm; its promises stand on its page already."""
    there = {each.id for each in turn.people.at(account.id)}
    found = [each for each in await find_coming(reader, turn) if each.contact_id in there and not each.what]
    shown = found[:_MOST]
    parts = cards.coming_at(shown, turn.today)
    return tell(parts, (id for each in shown for id in each.about))


async def nudged_lately(reader: StoreReader, turn: Turn[Any], _: Member) -> tuple[Did, ...]:
    """The latest nudges that still stand."""
    found = await reader.of(Nudge).find(
        space=turn.scope.own, state=NudgeState.POSTED, newest_first=True, limit=_MOST
    )
    names = {each.id: turn.people.names((ContactId(each.contact_id),)) for each in found if each.contact_id}
    return tuple(cards.nudged(each, names.get(each.id, ())) for each in found)


SECTIONS = (
    Section(HOME, 30, due_today),
    Section(HOME, 60, coming_next),
    Section(ACCOUNT, 40, coming_at),
    Section(SHOWN_TODAY, 10, shown_today),
    Section(LATELY, 10, nudged_lately),
)
