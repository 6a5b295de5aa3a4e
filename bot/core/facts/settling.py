"""Weighs the facts that a note tells against those that are known, before they are written (B1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.core.composing import Composition
from bot.core.contacts import Contact
from bot.core.facts.keeping import ToldBy, follow_fields, settle
from bot.core.facts.values import Fact, FactSource
from bot.core.note_context import NewId
from bot.core.notes import NoteKind
from bot.core.people import People
from bot.core.ports.store import StoreReader


async def with_settled_facts(
    reader: StoreReader, people: People, made: Composition, new_id: NewId
) -> Composition:
    """The rows of a note with all that its facts close, and with what it changes of titles and places."""
    note = made.note
    changed = [(people.get(each.id), each) for each in made.changed_people]
    if not made.facts and not any(_differ(before, after) for before, after in changed):
        return made
    told_of = (id for fact in made.facts for id in fact.people)
    about = await facts_about(reader, (*note.contact_ids, *told_of))
    if made.note.account_ids:
        about += await reader.of(Fact).find(account_id=note.account_ids)
    known = [each for each in about if not note.corrects or each.note_id != note.corrects]
    corrects = note.kind is NoteKind.CORRECTION
    companies = people.companies | {each.id: each.name for each in made.accounts}
    telling = ToldBy(
        now=note.created_at, on=note.occurred_on, source=FactSource.NOTE, note_id=note.id, new_id=new_id
    )
    followed = [
        fact for before, after in changed for fact in follow_fields(before, after, about, companies, telling)
    ]
    return replace(made, facts=(*settle(made.facts, known, corrects=corrects), *followed))


async def facts_about(reader: StoreReader, contact_ids: Iterable[str]) -> list[Fact]:
    """All facts about these contacts, those among them that name one as the other end of a tie."""
    ids = tuple(dict.fromkeys(contact_ids))
    if not ids:
        return []
    found = [
        *await reader.of(Fact).find(contact_id=ids),
        *await reader.of(Fact).find(other_id=ids),
    ]
    return sorted({each.id: each for each in found}.values(), key=lambda each: (each.created_at, each.id))


def _differ(before: Contact | None, after: Contact) -> bool:
    if before is None:
        return bool(after.title or after.account_id or after.place or after.birthday)
    was = (before.title, before.account_id, before.place, before.birthday)
    return was != (after.title, after.account_id, after.place, after.birthday)
