"""Reads the facts of a note again, once somebody was added to it or its words were changed (B1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.core.contacts import Contact, ContactId
from bot.core.facts.keeping import settle
from bot.core.facts.reading import facts_in, names_of
from bot.core.facts.settling import facts_about
from bot.core.facts.values import FIELD_KINDS, Fact
from bot.core.note_context import NoteContext
from bot.core.notes import Note
from bot.core.ports.store import UnitOfWork


async def retell(
    uow: UnitOfWork,
    before: Note,
    after: Note,
    people: Sequence[Contact],
    context: NoteContext,
    said: Mapping[str, ContactId] | None = None,
) -> None:
    """Bring the facts of a note in line with its people and words of now; what stays told stays as it is.

    `people` are those of the note now, `said` words that mean one of them. A newer note that stands in place
    of the older one takes over what both tell; what the older one told alone is taken back with it.
    """
    here = {str(each.id): each for each in people}
    accounts = {each.id: each.name for each in context.accounts}
    open_words = {each.written.casefold() for each in after.open_mentions}
    context = replace(context, in_focus=())
    read = facts_in(after, names_of(people, said or {}, open_words), dict(here), accounts, context)
    told = await uow.of(Fact).find(note_id=before.id, space=after.space)
    is_newer = before.id != after.id
    added = set(after.contact_ids) - set(before.contact_ids)
    fresh = [
        each
        for each in read
        if each.kind not in FIELD_KINDS
        and each.says not in {other.says for other in told}
        and (is_newer or added & set(each.people))
    ]
    for fact in told:
        await _carry_over(uow, fact, before, after, {each.says for each in read}, is_newer)
    if fresh:
        known = await facts_about(uow, [id for each in fresh for id in each.people])
        companies = tuple({each.account_id for each in fresh if each.account_id})
        known += await uow.of(Fact).find(account_id=companies) if companies else []
        others = [each for each in known if each.note_id != before.id]
        await uow.of(Fact).put_all(settle(fresh, others, corrects=is_newer))


async def _carry_over(
    uow: UnitOfWork, fact: Fact, before: Note, after: Note, said: set[tuple[object, ...]], is_newer: bool
) -> None:
    """Let a fact that was told go with the note that tells it now, or with whom it was wrongly about."""
    gone = set(before.contact_ids) - set(after.contact_ids)
    if gone & set(fact.people):
        await uow.of(Fact).remove(fact.id)
    elif is_newer and (fact.kind in FIELD_KINDS or fact.says in said):
        await uow.of(Fact).put(replace(fact, note_id=after.id))
        closed = await uow.of(Fact).find(closed_by=before.id, contact_id=fact.contact_id, space=after.space)
        of_kind = [each for each in closed if each.kind is fact.kind]
        await uow.of(Fact).put_all([replace(each, closed_by=after.id) for each in of_kind])
