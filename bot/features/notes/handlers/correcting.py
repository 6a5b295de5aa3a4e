"""B1: short words that put one thing of the latest note right change exactly that, with Undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.coaching.understanding import Understanding
from bot.core.contacts import Account, Contact, marked_name
from bot.core.corrections import (
    CorrectedPart,
    CorrectionInWords,
    NoteDayCorrection,
    read_correction,
    read_note_day,
)
from bot.core.deliveries import Revise
from bot.core.naming import One, company_key, same_company
from bot.core.notes import CommitmentState, Note, OpenMention
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.promise_words import share_of_words, telling_words
from bot.core.turn import Turn
from bot.features.notes.cards.understood import note_card
from bot.features.notes.cards.view import FirstLine
from bot.features.notes.handlers.belongings import find_belongings, view_note
from bot.features.notes.handlers.correcting_rows import (
    CorrectingNote,
    has_word,
    is_respelled,
    swap_person,
    take_out_person,
    touch_anew,
)
from bot.features.notes.handlers.latest import find_latest_note
from bot.language.dates import day_first_in

_NOTES = 20
"""The latest notes about a person among which the one that is meant is looked for."""
_SAME = 0.5
"""Share of a promise's telling words that have to be said, before it is that one."""


async def correct_in_words(turn: Turn[Any], text: str) -> bool:
    """Change the one thing of the latest note that short words put right; False for all other words."""
    first = day_first_in(turn.member.zone)
    if (named := read_note_day(text, turn.today, day_first=first)) is not None:
        return await _correct_named(turn, named)
    words = read_correction(text, turn.today, day_first=first)
    if words is None:
        return False
    async with turn.read() as reader:
        for note in await _notes_meant(turn, reader, words):
            work = CorrectingNote(turn, note, await find_belongings(reader, note), words)
            if await _CORRECTS[words.part](work, reader):
                break
        else:
            return False
    await _commit(work)
    return True


async def _notes_meant(turn: Turn[Any], reader: StoreReader, words: CorrectionInWords) -> list[Note]:
    """The latest note; for who was promised something also the earlier ones about the one who was not."""
    latest = await find_latest_note(reader, turn)
    notes = [latest] if latest is not None else []
    found = turn.people.who(words.old) if words.part is CorrectedPart.PROMISEE else None
    if isinstance(found, One):
        notes += await _notes_about(turn, reader, found.contact)
    return notes


async def _notes_about(turn: Turn[Any], reader: StoreReader, person: Contact) -> list[Note]:
    """The member's own notes about a person, the latest first."""
    notes = await reader.of(Note).find(contact_ids=(person.id,), newest_first=True, limit=_NOTES)
    return [each for each in notes if each.space == turn.scope.own and each.superseded_by is None]


async def _correct_named(turn: Turn[Any], named: NoteDayCorrection) -> bool:
    """Put the day of the note about a named person right, and what else the words say of them."""
    found = turn.people.who(named.whom)
    if not isinstance(found, One):
        return False
    person = found.contact
    told = (
        await turn.coach.understand(f"{person.name}: {named.rest}", turn.circumstances())
        if named.rest
        else None
    )
    async with turn.read() as reader:
        note = _meant(await _notes_about(turn, reader, person), named.words)
        if note is None:
            return False
        work = CorrectingNote(turn, note, await find_belongings(reader, note), named.words)
        if not _put_on_day(work):
            return False
    if told is not None:
        _describe(work, person, told)
    await _commit(work)
    return True


def _meant(notes: Sequence[Note], words: CorrectionInWords) -> Note | None:
    """The note whose day is denied, else the latest one of another day than the right one."""
    others = [each for each in notes if each.occurred_on != words.day]
    if exact := [each for each in others if each.occurred_on in words.denied]:
        return exact[0]
    months = {(day.year, day.month) for day in words.denied}
    denied = [each for each in others if (each.occurred_on.year, each.occurred_on.month) in months]
    return next(iter((*denied, *others)), None)


def _describe(work: CorrectingNote, person: Contact, told: Understanding) -> None:
    """Give a person the job and the company that the words say they have."""
    said = next((each for each in told.mentions if each.job or each.company), None)
    if said is None:
        return
    now = next((each for each in work.put if isinstance(each, Contact) and each.id == person.id), person)
    account = work.turn.people.account(said.company) if said.company else None
    if said.company and account is None:
        account = work.turn.note_context().new_account(said.company)
        work.put.append(account)
    described = replace(
        now, title=said.job or now.title, account_id=account.id if account is not None else now.account_id
    )
    work.put = [*(each for each in work.put if each is not now), described]


async def _commit(work: CorrectingNote) -> None:
    turn, note = work.turn, work.note
    for person in (each for each in work.put if isinstance(each, Contact)):
        turn = turn.knowing(person)
    async with turn.commit() as uow:
        for row in dict.fromkeys(work.removed):
            await uow.of(type(row)).remove(row.id)
        for row in work.put:
            await uow.of(type(row)).put(row)
        await uow.of(Note).put(note)
        await turn.remember(
            uow,
            focus=note.contact_ids,
            note_id=note.id,
            asks=bool(work.asked_about),
            asked_about=work.asked_about,
        )
        await _say(uow, turn, note, work)


async def _say(uow: UnitOfWork, turn: Turn[Any], note: Note, work: CorrectingNote) -> None:
    """The changed note as a new card, and in place of the card that was posted for it."""
    view = await view_note(uow, note, turn, first_line=FirstLine.CHANGED, change=turn.change)
    accounts = {each.id: each.name for each in work.put if isinstance(each, Account)}
    view = replace(view, companies=view.companies | accounts, dropped=work.before)
    card = note_card(view)
    uow.say(Revise(card=card, subject=f"note:{note.id}", about=view.about))
    uow.say(*turn.reply(card, about=view.about, subject=f"note:{note.id}"))


# -- what each kind of correction changes --------------------------------------------------------------------


async def _promisee(work: CorrectingNote, _: StoreReader) -> bool:
    """Give a promise to another person: "I promised it to Priya, not Tom"."""
    old = work.person(work.words.old)
    promises = [
        each
        for each in work.rows.commitments
        if each.state is CommitmentState.OPEN and (old is None or each.contact_id == old.id)
    ]
    if work.words.what:
        told = telling_words(work.words.what)
        promises = [each for each in promises if share_of_words(each.what, told) >= _SAME]
    is_of_another = old is None and isinstance(work.turn.people.who(work.words.old), One)
    if not promises or is_of_another or (old is None and len(promises) > 1):
        return False
    new = work.known_or_new(work.words.new, old)
    if new is None:
        return False
    work.put += [replace(each, contact_id=new.id) for each in promises]
    people = dict.fromkeys((*work.note.contact_ids, new.id))
    work.note = replace(work.note, contact_ids=tuple(people))
    return True


async def _day(work: CorrectingNote, reader: StoreReader) -> bool:
    """Put the note and its touches on another day, or a promise that was due on the day denied."""
    words = work.words
    ahead = [day for day in words.denied if day >= work.turn.today]
    if any(each.due_on in ahead for each in work.rows.commitments if each.due_on != work.note.occurred_on):
        work.words = replace(words, day=words.due)
        return await _due(work, reader)
    return _put_on_day(work)


def _put_on_day(work: CorrectingNote) -> bool:
    """Put the note and its touches on the right day; promises, ties and all else stay as they are."""
    day = work.words.day
    if day is None or day > work.turn.today:
        return False
    work.note = replace(work.note, occurred_on=day)
    touch_anew(work, work.rows.touches[0].channel if work.rows.touches else "", work.touched())
    return True


async def _due(work: CorrectingNote, _: StoreReader) -> bool:
    """Make the one open promise of the note due on another day."""
    open_ones = [each for each in work.rows.commitments if each.state is CommitmentState.OPEN]
    if len(open_ones) != 1:
        return False
    work.before = (open_ones[0],)
    work.put.append(replace(open_ones[0], due_on=work.words.day))
    return True


async def _person(work: CorrectingNote, reader: StoreReader) -> bool:
    """Put another person in the place of one: "not Ana, Anna Berg"."""
    old = work.person(work.words.old)
    if old is None:
        return False
    if is_respelled(old, work.words.new) and not work.knows(work.words.new):
        return _rename(work, old, work.words.new)
    new = work.known_or_new(work.words.new, old)
    if new is None:
        return False
    await swap_person(work, reader, old, new)
    return True


async def _same_name(work: CorrectingNote, reader: StoreReader) -> bool:
    """Take another person of the same name, or ask which one where several have it: "wrong Lars"."""
    old = work.person(work.words.old)
    if old is None:
        return False
    people, hint = work.turn.people, work.words.new
    others = [each for each in people.contacts if each.id != old.id and has_word(each, work.words.old)]
    if hint:
        fits = [each for each in others if has_word(each, hint) or _is_at(people.company(each), hint)]
        others = fits or others
    if len(others) == 1:
        await swap_person(work, reader, old, others[0])
        return True
    await take_out_person(work, old)
    mention = OpenMention(work.words.old, tuple(each.id for each in others))
    work.note = replace(work.note, open_mentions=(*work.note.open_mentions, mention))
    work.asked_about = work.words.old
    return True


def _is_at(company: str, hint: str) -> bool:
    return same_company(company_key(company), company_key(hint))


async def _touch(work: CorrectingNote, _: StoreReader) -> bool:
    """Say that they were in touch in another way, or not at all."""
    people = work.touched() or list(work.turn.people.some(work.note.contact_ids))
    if not people:
        return False
    touch_anew(work, work.words.new, people)
    return True


async def _company(work: CorrectingNote, _: StoreReader) -> bool:
    """Say at which company somebody is; the one of before was a mistake and leaves no trace."""
    person = work.person(work.words.whom)
    if person is None:
        return False
    people, before = work.turn.people, person.account_id
    account = people.account(work.words.new)
    if account is None:
        account = work.turn.note_context().new_account(work.words.new)
        work.put.append(account)
    work.put.append(replace(person, account_id=account.id))
    ids = [account.id if id == before else id for id in work.note.account_ids]
    work.note = replace(work.note, account_ids=tuple(dict.fromkeys((*ids, account.id))))
    return True


async def _name(work: CorrectingNote, _: StoreReader) -> bool:
    """Give somebody another name, or a surname; the old name still finds them."""
    person = work.person(work.words.whom)
    if person is None:
        return False
    name = " ".join(work.words.new.split())
    if work.words.part is CorrectedPart.SURNAME:
        name = f"{person.name.split()[0]} {name}"
    return _rename(work, person, name)


def _rename(work: CorrectingNote, person: Contact, name: str) -> bool:
    """Call somebody by another name; False where it is theirs already."""
    name = marked_name(person, name)
    if name == person.name:
        return False
    aliases = dict.fromkeys((*person.aliases, person.name))
    work.put.append(replace(person, name=name, aliases=tuple(each for each in aliases if each != name)))
    return True


_CORRECTS = {
    CorrectedPart.PROMISEE: _promisee,
    CorrectedPart.DAY: _day,
    CorrectedPart.DUE: _due,
    CorrectedPart.PERSON: _person,
    CorrectedPart.SAME_NAME: _same_name,
    CorrectedPart.TOUCH: _touch,
    CorrectedPart.COMPANY: _company,
    CorrectedPart.NAME: _name,
    CorrectedPart.SURNAME: _name,
}
