"""What follows for facts from changes of contacts, notes and members, and for the schedule from facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.contacts import Account, Contact, Standing
from bot.core.events import Change, ContactReplaced
from bot.core.facts.keeping import (
    ToldBy,
    as_fact,
    closed,
    contradicts,
    fields_of,
    follow_fields,
    reopened,
    with_field,
)
from bot.core.facts.settling import facts_about
from bot.core.facts.values import FIELD_KINDS, Fact, FactKind, FactSource, FactStanding
from bot.core.members import Member
from bot.core.notes import Note, NoteId
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.importing.commands import ConfirmImport

_FIELDS = ("title", "account_id", "place", "birthday")


async def follow_contacts(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Let facts say what stands on contacts now, whoever changed them: a form, an import, an undo."""
    moved = [each for each in changes if each.after is not None and _has_moved(each, work.now)]
    if not moved:
        return
    known = await facts_about(uow, [each.id for each in moved])
    companies = await _companies_of(uow, moved)
    member = await uow.of(Member).one(work.scope.member)
    for change in moved:
        contact: Contact = change.after
        if contact.space != work.scope.own or member is None:
            continue
        telling = await _telling(uow, work, member, contact)
        written = follow_fields(change.before, contact, known, companies, telling)
        has_birthday = any(each.kind is FactKind.BIRTHDAY and each.holds for each in (*known, *written))
        if contact.standing is Standing.ACTIVE and contact.birthday and not has_birthday:
            written.append(as_fact(contact, FactKind.BIRTHDAY, contact.birthday, telling))
        await uow.of(Fact).put_all(written)


async def _companies_of(uow: UnitOfWork, changes: Sequence[Change]) -> dict[str, str]:
    """The names of the companies where contacts are, or were before."""
    ids = {
        each.account_id for change in changes for each in (change.before, change.after) if each is not None
    }
    wanted = tuple(sorted(str(id) for id in ids if id))
    return {str(each.id): each.name for each in await uow.of(Account).find(id=wanted)} if wanted else {}


def _has_moved(change: Change, now: datetime) -> bool:
    """Whether a contact says another title, company, place or birthday than before, or became active.

    Contacts that an undo or an export brings back have their facts already. A birthday that an import
    brought is no row, and reminds of nothing, until its contact is active.
    """
    before, after = change.before, change.after
    if before is None:
        is_new = after.created_at == now and not after.import_id
        return is_new and any(getattr(after, name) for name in _FIELDS)
    is_chosen = after.standing is Standing.ACTIVE and before.standing is not Standing.ACTIVE
    return (is_chosen and bool(after.birthday)) or any(
        getattr(before, name) != getattr(after, name) for name in _FIELDS
    )


async def _telling(uow: UnitOfWork, work: Work[Any], member: Member, contact: Contact) -> ToldBy:
    """By what the contact was changed: a note of the same piece of work, an import, or the member's hand."""
    today = work.now.astimezone(ZoneInfo(member.zone)).date()
    if isinstance(work.command, ConfirmImport):
        return ToldBy(now=work.now, on=today, source=FactSource.IMPORT, note_id=None, new_id=work.new_id)
    newest = await uow.of(Note).find(contact_ids=contact.id, newest_first=True, limit=1)
    note = next((each for each in newest if each.created_at == work.now), None)
    return ToldBy(
        now=work.now,
        on=note.occurred_on if note else today,
        source=FactSource.NOTE if note else FactSource.FORM,
        note_id=note.id if note else None,
        new_id=work.new_id,
    )


async def take_back_told(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Take back the facts that notes told which are gone, and let hold again what these closed."""
    await _take_back(uow, work, [change.id for change in changes if change.before is not None])


async def take_back_corrected(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Close the facts of notes that a newer one stands in place of; they hold again where that one goes."""
    for change in changes:
        before, after = change.before, change.after
        if after is not None and after.superseded_by and not (before and before.superseded_by):
            await _take_back(uow, work, [change.id], after.superseded_by)


async def _take_back(
    uow: UnitOfWork, work: Work[Any], note_ids: Sequence[str], by: NoteId | None = None
) -> None:
    """Take back what notes told: for good, or closed `by` the note that stands in their place."""
    if not note_ids:
        return
    ids = tuple(note_ids)
    told = await uow.of(Fact).find(note_id=ids, space=work.scope.own)
    shut = await uow.of(Fact).find(closed_by=ids, space=work.scope.own)
    gone = {each.id for each in told}
    for fact in told:
        if by is None:
            await uow.of(Fact).remove(fact.id)
        elif fact.standing is not FactStanding.CLOSED:
            await uow.of(Fact).put(closed(fact, fact.told_on, by))
    for fact in shut:
        if fact.id not in gone:
            await _reopen(uow, fact, told)


async def _reopen(uow: UnitOfWork, fact: Fact, told: Sequence[Fact]) -> None:
    """Let a fact hold again that was closed by what was taken back, unless another one holds by now."""
    gone = {each.id for each in told}
    others = await facts_about(uow, fact.people) if fact.people else []
    now = [each for each in others if each.id not in gone and each.holds and contradicts(each, fact)]
    if now:
        await uow.of(Fact).put(replace(fact, closed_by=now[0].note_id))
        return
    older = reopened(fact)
    await uow.of(Fact).put(older)
    newer = next((each for each in told if each.holds and _is_in_place_of(each, older)), None)
    if older.kind in FIELD_KINDS:
        await _put_back(uow, newer.value if newer is not None else "", older)


def _is_in_place_of(newer: Fact, older: Fact) -> bool:
    return newer.kind is older.kind and newer.contact_id == older.contact_id and newer.kind in FIELD_KINDS


async def _put_back(uow: UnitOfWork, value: str, older: Fact) -> None:
    """Let a contact say again what it said before a note told `value`, unless it was changed since."""
    contact = await uow.of(Contact).one(older.contact_id)
    if contact is None:
        return
    accounts = await uow.of(Account).find()
    companies = {str(each.id): each.name for each in accounts}
    if fields_of(contact, companies)[older.kind] != value:
        return
    if older.kind is FactKind.COMPANY:
        before = next((each.id for each in accounts if each.name == older.value), None)
        await uow.of(Contact).put(replace(contact, account_id=before or contact.account_id))
    else:
        await uow.of(Contact).put(with_field(contact, older.kind, older.value))


async def follow_replaced(uow: UnitOfWork, work: Work[Any], events: Sequence[ContactReplaced]) -> None:
    """Let facts follow a contact that was merged; what contradicts the one that stays held until now."""
    member = await uow.of(Member).one(work.scope.member)
    zone = ZoneInfo(member.zone) if member else ZoneInfo("UTC")
    today = work.now.astimezone(zone).date()
    for event in events:
        stays = await uow.of(Contact).one(event.by)
        companies = {str(each.id): each.name for each in await uow.of(Account).find()} if stays else {}
        values = fields_of(stays, companies) if stays else {}
        for fact in await facts_about(uow, (event.gone,)):
            if fact.space != work.scope.own:
                continue
            if event.by is None:
                await uow.of(Fact).remove(fact.id)
                continue
            moved = replace(
                fact,
                contact_id=event.by if fact.contact_id == event.gone else fact.contact_id,
                other_id=event.by if fact.other_id == event.gone else fact.other_id,
            )
            if moved.contact_id == moved.other_id:
                await uow.of(Fact).remove(fact.id)
                continue
            if moved.kind in FIELD_KINDS and moved.holds:
                moved = await _beside(uow, work, moved, values.get(moved.kind, ""), today)
            await uow.of(Fact).put(moved)


async def _beside(uow: UnitOfWork, work: Work[Any], moved: Fact, value: str, today: date) -> Fact:
    """A title, company, place or birthday of a merged contact, as it stands beside those of the other one.

    Where the contact that stays took it over, it holds, with where it came from.
    """
    there = await uow.of(Fact).find(contact_id=moved.contact_id, kind=moved.kind.value)
    holding = [each for each in there if each.holds and each.id != moved.id]
    if moved.value != value or any(each.created_at != work.now for each in holding):
        return closed(moved, today)
    for each in holding:
        await uow.of(Fact).remove(each.id)
    return moved


async def forget_contacts(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """Remove all facts about contacts that are erased, the ties of others to them among these."""
    for fact in await facts_about(uow, [change.id for change in changes]):
        await uow.of(Fact).remove(fact.id)
