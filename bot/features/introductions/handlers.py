"""Finds between whom an introduction gives something to both, by the member's own notes alone (R1)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Contact, is_sample
from bot.core.deliveries import NOTHING
from bot.core.facts.settling import facts_about
from bot.core.facts.values import Fact, FactKind
from bot.core.finding import person
from bot.core.notes import Note, NoteKind, Touch
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.features.introductions import cards
from bot.features.introductions.commands import SuggestIntroductions
from bot.features.introductions.rules import (
    Introduction,
    KnownOf,
    find_introductions,
    know_each_other,
    names_among,
    telling_stems,
    wishes_of,
)
from bot.features.objectives.contracts.values import MutualObjective, current


async def suggest_introductions(turn: Turn[SuggestIntroductions]) -> None:
    """Suggest whom a contact could meet, with the reason quoted; nobody is told."""
    command = turn.command
    contact_id = command.contact_id or ("" if command.name.strip() else next(iter(turn.focus), ""))
    if not contact_id and not command.name.strip():
        await turn.answer(cards.about_whom(), about=NOTHING)
        return
    contact = await person(
        turn,
        name=command.name,
        contact_id=contact_id,
        command=lambda id: SuggestIntroductions(command.name, id),
    )
    if contact is None:
        return
    async with turn.read() as reader:
        found = await _find(reader, turn, contact)
    people = turn.people
    card = (
        cards.introductions_card(
            contact, people.company(contact), [(each, people.company(each.contact)) for each in found]
        )
        if found
        else cards.nobody_fits(contact)
    )
    about = dict.fromkeys([*contact.about, *(id for each in found for id in _about(each))])
    async with turn.commit() as uow:
        await turn.remember(uow, focus=(contact.id,), changed=False)
        uow.say(*turn.reply(card, about=tuple(about), redraw=SuggestIntroductions(contact.name, contact.id)))


def _about(found: Introduction) -> tuple[str, ...]:
    notes = [wish.note.id for wish in (found.theirs, found.others) if wish is not None]
    objective = [found.other.objective_id] if found.other and found.other.objective_id else []
    return (*found.contact.about, *notes, *objective)


async def _find(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Introduction, ...]:
    """The introductions that own notes give a reason for; what colleagues share stays out of it."""
    own = turn.scope.own
    there = [
        each
        for each in turn.people.contacts
        if each.space == own and is_sample(each.id) == is_sample(contact.id)
    ]
    notes = [
        each
        for each in await reader.of(Note).find(space=own, superseded_by=None)
        if each.kind is not NoteKind.REVIEW
    ]
    facts = await facts_about(reader, [each.id for each in there])
    touches = await reader.of(Touch).find(space=own)
    objectives: dict[str, list[MutualObjective]] = {}
    for each in await reader.of(MutualObjective).find(space=own):
        if each.contact_id:
            objectives.setdefault(each.contact_id, []).append(each)
    names = names_among(turn.people.contacts, turn.people.companies)
    known = {
        each.id: _known_of(each, notes, facts, current(objectives.get(each.id, ())), names) for each in there
    }
    subject = known.pop(contact.id, None)
    if subject is None:
        return ()
    strangers = {
        each.contact.id
        for each in known.values()
        if not know_each_other(contact, each.contact, facts, touches)
    }
    return find_introductions(subject, known.values(), strangers)


def _known_of(
    contact: Contact,
    notes: list[Note],
    facts: list[Fact],
    objective: MutualObjective | None,
    names: frozenset[str],
) -> KnownOf:
    known_for = [
        each.value
        for each in facts
        if each.kind is FactKind.KNOWN_FOR and each.contact_id == contact.id and each.holds
    ]
    role = ", ".join(filter(None, (contact.title, *known_for)))
    return KnownOf(
        contact=contact,
        wishes=wishes_of(contact, [each for each in notes if contact.id in each.contact_ids], names),
        role=telling_stems(role, names),
        role_words=role,
        objective=telling_stems(objective.text, names) if objective else frozenset(),
        objective_words=objective.text if objective else "",
        objective_id=objective.id if objective else "",
    )
