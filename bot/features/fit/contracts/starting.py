"""Finds the relationship whose fit the bot asks about by itself, once, and then not for a quarter (F5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.cards import Card
from bot.core.contacts import Contact, Standing, Tier
from bot.core.deliveries import About
from bot.core.news import ONLY_NEWS, LastTold, News, find_news
from bot.core.ports.store import StoreReader
from bot.core.told import read_last_told
from bot.core.turn import Turn
from bot.features.fit.cards.review import review_about, start_card
from bot.features.fit.contracts.values import FitReview
from bot.features.fit.rules import QUARTER, Sign, find_reasons_to_start, find_signs
from bot.features.score.contracts.records import read_relationship

START = "fit-start"
"""Under this name is kept about whom the bot asked, and for which signs."""


@dataclass(frozen=True, slots=True)
class FitStart:
    """The card that starts a review, what it is about, and what it tells."""

    card: Card
    about: About
    told: News


async def read_signs(reader: StoreReader, contact: Contact, turn: Turn[Any]) -> tuple[Sign, ...]:
    """Read what the data say of one relationship, in both directions."""
    return find_signs(await read_relationship(reader, turn.people.with_rhythm(contact)), turn.today)


async def find_fit_to_start(reader: StoreReader, turn: Turn[Any]) -> FitStart | None:
    """The relationship with the most signs against the other side that were not asked about; else None."""
    last = await read_last_told(reader, turn, START)
    reviewed = await reader.of(FitReview).find(space=turn.scope.own)
    resting = _find_resting(turn, last, reviewed)
    found: list[tuple[int, Contact, tuple[Sign, ...], News]] = []
    for contact in turn.people.contacts:
        if not _is_held(contact, turn) or contact.id in resting:
            continue
        reasons = find_reasons_to_start(await read_signs(reader, contact, turn))
        facts = (source.id for sign in reasons for source in sign.sources)
        news = find_news(contact.id, facts, last.get(contact.id), turn.today, ONLY_NEWS)
        if news is not None:
            found.append((sum(each.count for each in reasons), contact, reasons, news))
    if not found:
        return None
    _, contact, signs, news = min(found, key=lambda each: (-each[0], each[1].name.casefold(), each[1].id))
    card = start_card(contact, turn.people.company(contact), signs)
    return FitStart(card, review_about(contact, signs), news)


def _find_resting(
    turn: Turn[Any], last: Mapping[str, LastTold], reviewed: Iterable[FitReview]
) -> frozenset[str]:
    """Ids of the contacts whom the bot asked about, or the member reviewed, less than a quarter ago."""
    asked = {subject for subject, row in last.items() if turn.today - row.on < QUARTER}
    looked = {each.contact_id for each in reviewed if turn.today - turn.day_of(each.created_at) < QUARTER}
    return frozenset(asked | looked)


def _is_held(contact: Contact, turn: Turn[Any]) -> bool:
    """Whether it is a relationship that the member holds on to: active, or chosen and not set aside."""
    if contact.space != turn.scope.own:
        return False
    chosen = contact.tier is Tier.STRATEGIC and contact.standing is Standing.KNOWN
    return contact.standing is Standing.ACTIVE or chosen
