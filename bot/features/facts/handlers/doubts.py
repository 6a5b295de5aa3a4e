"""Settles doubtful facts by the member's word, ends those that hold no more, and shows all of a contact."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.contacts import Contact
from bot.core.deliveries import NOTHING
from bot.core.facts.keeping import ToldBy, closed, confirmed, follow_fields, with_field
from bot.core.facts.settling import facts_about
from bot.core.facts.values import FIELD_KINDS, Fact, FactSource, FactStanding
from bot.core.finding import person_named
from bot.core.turn import Turn
from bot.features.facts.cards import known as cards
from bot.features.facts.commands import ConfirmFact, EndFact, ListFacts, RejectFact
from bot.features.facts.contracts.reading import facts_of
from bot.features.facts.handlers.viewing import view_of
from bot.features.facts.naming import names_by_id


async def confirm_fact(turn: Turn[ConfirmFact]) -> None:
    """Let a doubtful fact hold, and close what it contradicts."""
    fact = await _pending(turn, turn.command.fact_id)
    if fact is None:
        return
    async with turn.read() as reader:
        known = await facts_about(reader, fact.people)
        if fact.account_id:
            known += await reader.of(Fact).find(account_id=fact.account_id)
    contact = turn.people.get(fact.contact_id or "")
    changed: Contact | None = None
    if fact.kind in FIELD_KINDS and contact is not None:
        changed = with_field(contact, fact.kind, fact.value)
        telling = ToldBy(
            now=turn.now,
            on=fact.told_on,
            source=FactSource.NOTE if fact.note_id else FactSource.WORDS,
            note_id=fact.note_id,
            new_id=turn.new_id,
        )
        followed = follow_fields(contact, changed, known, turn.people.companies, telling)
        since = fact.told_on if any(not each.holds for each in followed) else None
        rows = [each for each in followed if not each.holds]
        rows.append(replace(fact, standing=FactStanding.SURE, since=since))
    else:
        rows = confirmed(fact, known, turn.today)
    async with turn.commit() as uow:
        await uow.of(Fact).put_all(rows)
        if changed is not None:
            await uow.of(Contact).put(changed)
        await turn.remember(uow, focus=fact.people)
        ended = [each for each in rows if each.standing is FactStanding.CLOSED]
        card = cards.fact_confirmed(rows[-1], ended, names_by_id(turn), turn.change, turn.today)
        about = dict.fromkeys(id for each in rows for id in each.about)
        uow.say(*turn.reply(card, about=tuple(about)))


async def reject_fact(turn: Turn[RejectFact]) -> None:
    """Leave a doubtful fact out; the note that told it stays as it is."""
    fact = await _pending(turn, turn.command.fact_id)
    if fact is None:
        return
    async with turn.commit() as uow:
        # It is closed rather than removed: the card of the note, which quotes it, stays as it is.
        await uow.of(Fact).put(closed(fact, fact.told_on))
        await turn.remember(uow, focus=fact.people)
        card = cards.fact_rejected(fact, names_by_id(turn), turn.change, turn.today)
        uow.say(*turn.reply(card, about=fact.about[1:] or NOTHING))


async def end_fact(turn: Turn[EndFact]) -> None:
    """Close a fact that holds no more; it is kept as what was before."""
    fact = await turn.one(Fact, turn.command.fact_id)
    if fact is None or not fact.holds or fact.kind in FIELD_KINDS:
        await turn.answer(cards.settled_already(), about=NOTHING)
        return
    async with turn.read() as reader:
        there = (
            await facts_about(reader, fact.people)
            if fact.people
            else await reader.of(Fact).find(account_id=fact.account_id)
        )
    same = [each for each in there if each.holds and each.says == fact.says]
    async with turn.commit() as uow:
        await uow.of(Fact).put_all([closed(each, turn.today) for each in same])
        await turn.remember(uow, focus=fact.people)
        card = cards.fact_ended(fact, names_by_id(turn), turn.change, turn.today)
        uow.say(*turn.reply(card, about=fact.about))


async def list_facts(turn: Turn[ListFacts]) -> None:
    """Show all that is known of a contact, with where it comes from and what held before."""
    contact = await person_named(turn, lambda id: ListFacts(contact_id=id))
    if contact is None:
        return
    async with turn.read() as reader:
        found = await facts_of(reader, contact, turn.people.companies)
    view = view_of(turn, contact, found)
    facts = (*found.holding, *found.pending, *found.former)
    about = dict.fromkeys((contact.id, *(id for each in facts for id in each.about if ":" not in id)))
    async with turn.commit() as uow:
        await turn.remember(uow, focus=(contact.id,), changed=False)
        uow.say(*turn.reply(cards.facts_card(view), about=tuple(about)))


async def _pending(turn: Turn[Any], fact_id: str) -> Fact | None:
    """The doubtful fact of a button; where it is settled already, the member is told."""
    fact = await turn.one(Fact, fact_id)
    whose = fact is not None and fact.space == turn.scope.own
    if fact is None or not whose or fact.standing is not FactStanding.PENDING:
        await turn.answer(cards.settled_already(), about=NOTHING)
        return None
    return fact
