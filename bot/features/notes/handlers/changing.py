"""Changes a stored note as its form says: words, people, their company and role, day, touch and promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.core.coaching.understanding import Mention
from bot.core.composing import touch_people
from bot.core.contacts import Account, Contact, ContactId
from bot.core.deliveries import Delivery, Revise
from bot.core.facts.retelling import retell
from bot.core.notes import (
    Assumption,
    Commitment,
    CommitmentId,
    Note,
    NoteId,
    NoteKind,
    Touch,
)
from bot.core.ports.store import UnitOfWork
from bot.core.turn import Turn
from bot.features.notes.cards.understood import note_card
from bot.features.notes.cards.view import FirstLine, NoteView
from bot.features.notes.form import WrittenPerson, WrittenPromise
from bot.features.notes.handlers.belongings import Belongings, find_belongings, view_note


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a note shall say from now on; what is None stays as it is."""

    text: str
    day: date
    touch: str | None = None
    """The channel of the touch, empty for none."""
    people: dict[int, WrittenPerson] | None = None
    mentions: dict[int, str] = field(default_factory=dict)
    companies: list[str] | None = None
    promises: dict[int, WrittenPromise] | None = None
    known_people: tuple[str, ...] = ()
    """Ids of the contacts of the rows that were filled in already; and of the promises."""
    known_promises: tuple[str, ...] = ()
    card: str | None = None


def read_mentions(names: Sequence[str]) -> tuple[Mention, ...]:
    """Typed names as mentions, e.g. "Ana Ruiz (Northwind)" as Ana Ruiz of the company Northwind."""
    found: list[Mention] = []
    for name in names:
        written, company = name, ""
        if name.endswith(")") and " (" in name:
            written, _, company = name[:-1].rpartition(" (")
        found.append(Mention(written, 0, len(written), company=company))
    return tuple(found)


@dataclass(slots=True)
class _Changing:
    """The people of the note as the form leaves them, and what has to be written."""

    turn: Turn[Any]
    note: Note
    before: Belongings
    wanted: Wanted
    accounts: dict[str, Account] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    """Contacts that are new or changed."""
    people: list[Contact] = field(default_factory=list)
    became: dict[str, ContactId | None] = field(default_factory=dict)
    """Whom somebody of before gave way to, by id; None for nobody."""
    added: set[str] = field(default_factory=set)

    def account(self, name: str) -> Account:
        """The account with this name, known or new."""
        known = self.turn.people.account(name)
        new = self.turn.note_context().new_account(name)
        return known or self.accounts.setdefault(new.id, new)


async def change(turn: Turn[Any], note: Note, wanted: Wanted) -> None:
    """Write the changed note; new words make a newer note that supersedes, never overwrites."""
    async with turn.read() as reader:
        before = await find_belongings(reader, note)
    work = _Changing(turn, note, before, wanted)
    _change_people(work)
    is_reworded = " ".join(wanted.text.split()) != " ".join(note.text.split())
    new = _changed_note(work)
    new = _supersede(turn, new, note, wanted.text) if is_reworded else new
    touches = _touches(work, new)
    promises = _promises(work, new)
    for person in work.contacts.values():
        turn = turn.knowing(person)
    async with turn.commit() as uow:
        await _write(uow, work, new, touches, promises)
        await retell(uow, note, new, work.people, turn.note_context())
        if is_reworded:
            await uow.of(Note).put(replace(note, superseded_by=new.id))
        await turn.remember(uow, focus=new.contact_ids, note_id=new.id)
        asks = any(mention.candidates for mention in new.open_mentions)
        view = await view_note(uow, new, turn, first_line=FirstLine.CHANGED, change=turn.change, asks=asks)
        names = {each.id: each.name for each in work.accounts.values()}
        uow.say(*_show_changed(turn, wanted.card, replace(view, companies=view.companies | names), note))


def _change_people(work: _Changing) -> None:
    """Who the note is about from now on, with company and role as the rows say; promises bring people in."""
    people, rows = work.turn.people, work.wanted.people
    if rows is None:
        work.people = list(people.some(work.note.contact_ids))
        return
    hidden = [id for id in work.note.contact_ids if id not in work.wanted.known_people]
    for number, row in rows.items():
        known = work.wanted.known_people[number] if number < len(work.wanted.known_people) else ""
        person = _person_of_row(work, row)
        if known:
            work.became[known] = person.id if person else None
        if person is None:
            continue
        if person.id != known:
            work.added.add(person.id)
        before = people.get(known) if known and person.id != known else None
        work.people.append(_with_company(work, person, row, before))
    for number, id in work.wanted.mentions.items():
        if (chosen := people.get(id)) is not None and number < len(work.note.open_mentions):
            work.people.append(chosen)
            work.added.add(chosen.id)
    work.people += people.some(hidden)
    there = {person.id for person in work.people}
    of_promises = (
        _whom(work, row.whom) for row in (work.wanted.promises or {}).values() if not row.is_removed
    )
    work.people += people.some(dict.fromkeys(id for id in of_promises if id is not None and id not in there))


def _person_of_row(work: _Changing, row: WrittenPerson) -> Contact | None:
    if row.is_removed or row.is_empty:
        return None
    if row.contact_id:
        return work.turn.people.get(row.contact_id)
    new = work.turn.note_context().new_contact(row.name, "", None)
    work.contacts[new.id] = new
    return new


def _with_company(work: _Changing, person: Contact, row: WrittenPerson, other: Contact | None) -> Contact:
    """The contact with the company and role of its row; a row that was made for another one says nothing.

    `other` is whom the row was filled in for, where somebody else was chosen in it.
    """
    people, new = work.turn.people, work.contacts.get(person.id, person)
    shown = other or new
    if row.company is not None and row.company != people.company(shown):
        new = replace(new, account_id=work.account(row.company).id if row.company else None)
    if row.role is not None and row.role != shown.title:
        new = replace(new, title=row.role)
    if new != person:
        work.contacts[new.id] = new
    return new


def _changed_note(work: _Changing) -> Note:
    """The note with its people, companies and day of now: nothing that was said is lost."""
    note, people = work.note, work.turn.people
    of_people = {person.account_id for person in people.some(note.contact_ids)}
    if work.wanted.companies is None:
        others = [id for id in note.account_ids if id not in of_people]
    else:
        others = [work.account(name).id for name in work.wanted.companies]
    accounts = [*(p.account_id for p in work.people if p.account_id), *others]
    answered = {number for number, id in work.wanted.mentions.items() if id}
    return replace(
        note,
        occurred_on=work.wanted.day,
        contact_ids=tuple(dict.fromkeys(person.id for person in work.people)),
        account_ids=tuple(dict.fromkeys(accounts)),
        open_mentions=tuple(each for n, each in enumerate(note.open_mentions) if n not in answered),
    )


def _supersede(turn: Turn[Any], new: Note, old: Note, text: str) -> Note:
    """The newer note, standing where the older one stood."""
    return replace(
        new,
        id=NoteId(turn.new_id("note")),
        text=text,
        created_at=turn.now,
        kind=NoteKind.CORRECTION if old.kind in (NoteKind.NOTE, NoteKind.CORRECTION) else old.kind,
        corrects=old.id,
        superseded_by=None,
        assumptions=tuple(
            Assumption(a.quote, text.index(a.quote)) for a in old.assumptions if a.quote in text
        ),
    )


def _touches(work: _Changing, note: Note) -> list[Touch]:
    """The touches of now: with the same people by their new names, and with those who were added."""
    channel = work.wanted.touch
    if channel is None:
        channel = work.before.touches[0].channel if work.before.touches else ""
    if not channel or not work.people:
        return []
    touched = {work.became.get(each.contact_id, each.contact_id) for each in work.before.touches}
    met = [p for p in work.people if p.id in touched or p.id in work.added] if touched else work.people
    if not any(person.id in touched for person in met):
        met = work.people
    after, touches = touch_people(
        note, [work.contacts.get(p.id, p) for p in met], channel, work.turn.note_context()
    )
    work.contacts |= {person.id: person for person in after if work.turn.people.get(person.id) != person}
    return touches


def _promises(work: _Changing, note: Note) -> list[Commitment]:
    """The promises of now; a row that stood there keeps its promise, whatever was changed of it."""
    shown = list(work.wanted.known_promises)
    older = {each.id: each for each in work.before.commitments}
    kept = [each for each in work.before.commitments if work.wanted.promises is None or each.id not in shown]
    for number, row in (work.wanted.promises or {}).items():
        known = older.get(CommitmentId(shown[number])) if number < len(shown) else None
        if row.is_removed or not row.what or (known is None and number < len(shown)):
            continue
        base = known or _new_promise(work, note, number, row)
        kept.append(
            replace(base, what=row.what, by=row.by, contact_id=_whom(work, row.whom), due_on=row.due_on)
        )
    return [replace(each, note_id=note.id) for each in kept]


def _new_promise(work: _Changing, note: Note, number: int, row: WrittenPromise) -> Commitment:
    return Commitment(
        id=CommitmentId(work.turn.new_id("commitment", number)),
        workspace=note.workspace,
        space=note.space,
        what=row.what,
        by=row.by,
        created_at=work.turn.now,
    )


def _whom(work: _Changing, id: str) -> ContactId | None:
    """The other person of a promise; somebody who gave way in the same form is followed."""
    if id in work.became:
        return work.became[id]
    person = work.turn.people.get(id)
    return person.id if person else None


async def _write(
    uow: UnitOfWork, work: _Changing, note: Note, touches: list[Touch], promises: list[Commitment]
) -> None:
    staying = {promise.id for promise in promises}
    for promise in work.before.commitments:
        if promise.id not in staying:
            await uow.of(Commitment).remove(promise.id)
    for touch in work.before.touches:
        await uow.of(Touch).remove(touch.id)
    for account in work.accounts.values():
        await uow.of(Account).put(account)
    for contact in work.contacts.values():
        await uow.of(Contact).put(contact)
    await uow.of(Note).put(note)
    for promise in promises:
        await uow.of(Commitment).put(promise)
    for touch in touches:
        await uow.of(Touch).put(touch)


def _show_changed(turn: Turn[Any], place: str | None, view: NoteView, old: Note) -> tuple[Delivery, ...]:
    """The changed note in place of the card its form was opened from; else as a new card.

    A card that was posted before is brought up to date, too, unless new words made a newer note.
    """
    card, new = note_card(view), view.note
    if place and "/" in place:
        return turn.put_at(card, place, about=view.about)
    said = turn.reply(card, about=view.about, subject=f"note:{new.id}")
    if old.id != new.id:
        return said
    return (Revise(card=card, subject=f"note:{old.id}", about=view.about), *said)
