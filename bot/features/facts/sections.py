"""What facts add to other cards: a note's, a contact's, an account's, briefs, and Home (B1, B2, B5, B8)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Account, Contact
from bot.core.facts.keeping import newer_than
from bot.core.facts.values import Fact, each_once
from bot.core.members import Member
from bot.core.ports.store import StoreReader
from bot.core.sections import (
    ACCOUNT,
    ASKED,
    BRIEF,
    CONTACT,
    HOME,
    KNOWN_DAYS,
    NOTED,
    KnownDay,
    Section,
    Told,
    tell,
)
from bot.core.turn import Turn
from bot.features.facts.cards import account as account_cards
from bot.features.facts.cards import days, known, noted
from bot.features.facts.contracts.reading import facts_of, ties_among
from bot.features.facts.handlers.days import coming_days
from bot.features.facts.handlers.questions import answer_from_facts
from bot.features.facts.handlers.viewing import view_of
from bot.features.facts.naming import names_by_id

_AT_HOME = 3
_SOON_DAYS = 30
_AHEAD_DAYS = 180


async def tell_noted(_: StoreReader, turn: Turn[Any], facts: tuple[Fact, ...]) -> tuple[Told, ...]:
    """What a note tells of ties, days and the like, and what of it waits to be confirmed."""
    shown = each_once(facts)
    parts = noted.noted_parts(shown, names_by_id(turn), turn.today, turn.settings.hours.weekdays)
    return tell(parts, (id for each in shown for id in each.about))


async def tell_contact(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Told, ...]:
    """Ties, important days, what was before, what changed since the last talk, and what is doubtful."""
    found = await facts_of(reader, contact, turn.people.companies)
    view = view_of(turn, contact, found)
    about = (id for each in (*found.holding, *found.pending, *found.former) for id in each.about)
    return tell(known.contact_parts(view), about)


async def tell_brief(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Told, ...]:
    """What changed since the last talk, ties and days to come, and the time where they are."""
    found = await facts_of(reader, contact, turn.people.companies)
    view = view_of(turn, contact, found)
    fresh = newer_than(found.holding, view.touched)
    shown = (*fresh, *found.ties, *found.days)
    return tell(known.brief_parts(view), (id for each in shown for id in each.about))


async def tell_account(reader: StoreReader, turn: Turn[Any], account: Account) -> tuple[Told, ...]:
    """How the people of an account are connected, and its days and theirs that come soon."""
    there = tuple(each.id for each in turn.people.at(account.id))
    ties = (await ties_among(reader, there))[: account_cards.MOST_TIES]
    coming = [
        each
        for each in await coming_days(reader, turn)
        if (each.fact.account_id == account.id or each.fact.contact_id in there)
        and (each.on - turn.today).days <= _AHEAD_DAYS
    ][:_AT_HOME]
    parts = (
        *account_cards.ties_at(ties, names_by_id(turn)),
        *days.dates_of_account(coming, turn.today),
    )
    facts = (*ties, *(each.fact for each in coming))
    return tell(parts, (id for each in facts for id in each.about))


async def dates_at_home(reader: StoreReader, turn: Turn[Any], _: Member) -> tuple[Told, ...]:
    """The important days of the next weeks, the next first; nothing where none comes."""
    coming = await coming_days(reader, turn)
    soon = [each for each in coming if (each.on - turn.today).days <= _SOON_DAYS]
    if not soon:
        return ()
    shown = soon[:_AT_HOME]
    return tell(
        days.dates_at_home(shown, len(coming), turn.today), (id for each in shown for id in each.about)
    )


async def known_days(reader: StoreReader, turn: Turn[Any], _: Member) -> tuple[KnownDay, ...]:
    """The important days to come, the next first."""
    return tuple(
        KnownDay(
            whose=each.fact.contact_id or each.fact.account_id or "",
            who=each.who,
            called=days.called(each.fact),
            on=each.on,
        )
        for each in await coming_days(reader, turn)
    )


SECTIONS = (
    Section(NOTED, 10, tell_noted),
    Section(CONTACT, 10, tell_contact),
    Section(ASKED, 10, answer_from_facts),
    Section(BRIEF, 15, tell_brief),
    Section(ACCOUNT, 35, tell_account),
    Section(HOME, 66, dates_at_home),
    Section(KNOWN_DAYS, 10, known_days),
)
