"""Answers questions about ties, important days, places and local times from the rows (B2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.core.contacts import Contact
from bot.core.employment import Employment
from bot.core.facts.asking import (
    DaysAsked,
    LinesAsked,
    PastAsked,
    PlaceAsked,
    TieEnd,
    TiesAsked,
    TimeAsked,
    facts_asked,
)
from bot.core.facts.companies import names_of_companies
from bot.core.facts.days import is_called
from bot.core.facts.keeping import is_worth_showing
from bot.core.facts.marks import Name
from bot.core.facts.settling import facts_about
from bot.core.facts.values import Fact, FactKind, FactStanding, TieKind, each_once
from bot.core.ports.store import StoreReader
from bot.core.sections import FromRows, RowsAsked
from bot.core.turn import Turn
from bot.features.facts.cards import answers as cards
from bot.features.facts.cards.ties import ties_card, unsure_ties_card
from bot.features.facts.contracts.reading import ties_among
from bot.features.facts.naming import names_by_id
from bot.features.facts.rules import next_day
from bot.language.local_times import local_time_in
from bot.language.names import fold, short_forms, split_name


async def answer_from_facts(reader: StoreReader, turn: Turn[Any], asked: RowsAsked) -> tuple[FromRows, ...]:
    """The answer that facts give to a question; nothing where they give none, for a note may."""
    found = facts_asked(asked.question, names_in_question(turn, asked))
    match found:
        case TiesAsked():
            return await _ties(reader, turn, found)
        case DaysAsked():
            return await _days(reader, turn, found)
        case LinesAsked(company):
            return await _lines(reader, turn, company)
        case PastAsked(person):
            return await _past(reader, turn, person)
        case TimeAsked(person) | PlaceAsked(person):
            contact = turn.people.get(person)
            return _there(turn, contact, of_time=isinstance(found, TimeAsked)) if contact else ()
        case None:
            return ()


def names_in_question(turn: Turn[Any], asked: RowsAsked) -> list[Name]:
    """How the people whom a question names may be written in it, and the companies."""
    people = turn.people.some(asked.named)
    forms = [(form, each) for each in people for form in _forms(each)]
    said = [
        Name(form, each.id)
        for form, each in forms
        if len({other.id for written, other in forms if written == form}) == 1
    ]
    said += [Name(pronoun, asked.named[0]) for pronoun in asked.pronouns if asked.named]
    known = {str(id): name for id, name in turn.people.companies.items()}
    companies = names_of_companies(known, asked.question, (each.written for each in said))
    return [*said, *companies]


def _forms(contact: Contact) -> Iterable[str]:
    """The ways to write a name: in full, the given name, its short forms, the family name."""
    written: set[str] = set()
    for name in (contact.name, *contact.aliases):
        parts = split_name(name)
        words = name.split()
        written |= {name.casefold(), words[0].casefold(), words[-1].casefold(), *short_forms(parts.given)}
        written |= {fold(name), parts.given, parts.family}
    return {each for each in written if each.strip()}


async def _ties(reader: StoreReader, turn: Turn[Any], asked: TiesAsked) -> tuple[FromRows, ...]:
    found = await facts_about(reader, (asked.person,))
    ties = [each for each in found if each.kind is FactKind.TIE and _fits(each, asked)]
    names = names_by_id(turn)
    shown = each_once(each for each in ties if each.holds)
    card = ties_card(shown, names)
    if not shown:
        pending = [each for each in ties if each.standing is FactStanding.PENDING]
        shown = each_once([*pending, *(each for each in ties if is_worth_showing(each))])
        card = unsure_ties_card(shown, names, turn.today)
    if not shown:
        return ()
    about = dict.fromkeys(id for each in shown for id in each.about)
    focus = dict.fromkeys(id for each in shown for id in each.people)
    return (FromRows(card=card, about=tuple(about), focus=tuple(focus)[:3]),)


async def _lines(reader: StoreReader, turn: Turn[Any], company: str) -> tuple[FromRows, ...]:
    """Who reports to whom at a company; nothing where no row tells it."""
    there = tuple(each.id for each in turn.people.contacts if each.account_id == company)
    found = [each for each in await ties_among(reader, there) if each.value == TieKind.REPORTS_TO]
    if not found:
        return ()
    about = dict.fromkeys((company, *(id for each in found for id in each.about)))
    return (FromRows(card=ties_card(found, names_by_id(turn)), about=tuple(about)),)


def _fits(tie: Fact, asked: TiesAsked) -> bool:
    """Whether a tie is of the kind that is asked for, and the person named is at the end that is meant."""
    if asked.kind is not None and tie.value != asked.kind:
        return False
    if asked.other:
        there = {tie.contact_id, tie.other_id}
        ordered = asked.end is TieEnd.EITHER or tie.contact_id == asked.person
        return ordered and there == {asked.person, asked.other}
    ends = {TieEnd.FIRST: tie.contact_id, TieEnd.SECOND: tie.other_id}
    return asked.end is TieEnd.EITHER or ends[asked.end] == asked.person


async def _past(reader: StoreReader, turn: Turn[Any], person: str) -> tuple[FromRows, ...]:
    """What somebody was, and where they worked, before; nothing where no row tells it."""
    contact = turn.people.get(person)
    told = await facts_about(reader, (person,)) if contact else []
    kinds = (FactKind.TITLE, FactKind.COMPANY)
    former = [each for each in told if each.kind in kinds and is_worth_showing(each)]
    moves = await reader.of(Employment).find(contact_id=person, newest_first=True) if contact else []
    if contact is None or not (former or moves):
        return ()
    former.sort(key=lambda each: (each.until or each.told_on, each.kind), reverse=True)
    card = cards.past_card(contact, former, [] if former else moves)
    about = (contact.id, *(id for each in former for id in each.about), *(each.id for each in moves))
    return (FromRows(card=card, about=tuple(dict.fromkeys(about)), focus=(contact.id,)),)


async def _days(reader: StoreReader, turn: Turn[Any], asked: DaysAsked) -> tuple[FromRows, ...]:
    kept = (
        await reader.of(Fact).find(contact_id=asked.person, kind=FactKind.DATE.value)
        if asked.person
        else await reader.of(Fact).find(account_id=asked.company, kind=FactKind.DATE.value)
    )
    if asked.company:
        there = tuple(each.id for each in turn.people.contacts if each.account_id == asked.company)
        kept += await reader.of(Fact).find(contact_id=there, kind=FactKind.DATE.value) if there else []
    elif (contact := turn.people.get(asked.person)) is not None and contact.account_id:
        kept += await reader.of(Fact).find(account_id=contact.account_id, kind=FactKind.DATE.value)
    facts = [
        each
        for each in each_once(kept)
        if each.holds and is_called(each.value, asked.called) and next_day(each, turn.today) is not None
    ]
    if not facts:
        return ()
    facts.sort(key=lambda each: (next_day(each, turn.today), each.value))
    about = dict.fromkeys(id for each in facts for id in each.about)
    focus = tuple(dict.fromkeys(id for each in facts for id in each.people))
    card = cards.days_answer(facts, names_by_id(turn), turn.today)
    return (FromRows(card=card, about=tuple(about), focus=focus[:3]),)


def _there(turn: Turn[Any], contact: Contact, *, of_time: bool) -> tuple[FromRows, ...]:
    """Where somebody is, and what time it is there; nothing where that is not known."""
    there = local_time_in(contact.place, turn.now)
    if not contact.place or (of_time and there is None):
        return ()
    card = cards.there_card(contact, there)
    return (FromRows(card=card, about=(contact.id,), focus=(contact.id,)),)
