"""B12: what became of a promise, told by a click or in bare words; requests that become promises; days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.core.cards import Card
from bot.core.coaching.understanding import Intent
from bot.core.contacts import Contact, ContactId
from bot.core.deliveries import NOTHING, About, Delivery
from bot.core.dialogue import last_showing
from bot.core.form_values import date_of
from bot.core.naming import One
from bot.core.notes import Commitment, CommitmentState, Note, Promiser, Touch, TouchId
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.promise_changes import PromiseChange, PromiseOutcome, find_changed
from bot.core.promise_news import drops_it, pointed_at, read_bare_change
from bot.core.promises_denied import find_denied, read_denied_promise
from bot.core.promises_pointed import read_moved_thing
from bot.core.touching import later, touch_time
from bot.core.turn import Turn
from bot.features.notes.cards import promises as cards
from bot.features.notes.cards.changes import note_is_gone, unchanged_card
from bot.features.notes.cards.lists import no_longer_there
from bot.features.notes.cards.understood import note_card
from bot.features.notes.cards.view import FirstLine, OlderPromise
from bot.features.notes.commands import AskDay, ChangePromise, DropQuestion, MakePromise, TellDay
from bot.features.notes.handlers.belongings import find_belongings, view_note
from bot.features.notes.handlers.latest import find_latest_note
from bot.features.notes.handlers.settling import settled
from bot.features.notes.labels import (
    UnsurePromise,
    unsure_promises,
    with_changed,
    without_questions,
    without_unread_day,
    without_unsure,
)
from bot.language.dates import day_first_in

_LONGEST_ANSWER = 8
"""Words; a longer message tells more than what became of a promise."""


async def change_promise(turn: Turn[ChangePromise]) -> None:
    """Settle, drop or move the promise that was chosen; the note that asked says so."""
    command = turn.command
    promise = await turn.one(Commitment, command.commitment_id)
    note = await turn.one(Note, command.note_id)
    if promise is None or promise.state is not CommitmentState.OPEN:
        await turn.answer(cards.promise_is_gone(), about=NOTHING)
        return
    outcome = PromiseOutcome(command.outcome)
    due_on = date.fromisoformat(command.due) if command.due else None
    if note is None:
        await _commit_change(turn, promise, outcome, due_on)
        return
    asked = next((each for each in unsure_promises(note) if promise.id in each.candidates), None)
    unasked = without_unsure(note, asked) if asked else note
    new = with_changed(unasked, outcome, promise.id, was_due=promise.due_on)
    async with turn.commit() as uow:
        await uow.of(Commitment).put(settled(promise, outcome, due_on))
        if promise.contact_id and not new.contact_ids:
            new = replace(new, contact_ids=(promise.contact_id,))
        await uow.of(Note).put(new)
        await turn.remember(uow, focus=new.contact_ids, note_id=note.id)
        uow.say(*await _show_note(uow, turn, new))


async def _show_note(
    uow: UnitOfWork, turn: Turn[Any], note: Note, *, place: str | None = None, change: bool = True
) -> tuple[Delivery, ...]:
    """The card of a note in the place of the one that was clicked."""
    view = await view_note(uow, note, turn, change=turn.change if change else "")
    if place:
        view = replace(view, first_line=FirstLine.CHANGED)
        return turn.put_at(note_card(view), place, about=view.about)
    return turn.update(note_card(view), about=view.about, subject=f"note:{note.id}")


async def _commit_change(
    turn: Turn[Any], promise: Commitment, outcome: PromiseOutcome, due_on: date | None
) -> None:
    """Change a promise of which bare words, or a click that answers them, say what became."""
    new = settled(promise, outcome, due_on)
    shown = replace(_view(turn, new), was_due=promise.due_on)
    card = cards.changed_card(outcome, shown, turn.change, turn.today)
    async with turn.commit() as uow:
        if new != promise:
            await uow.of(Commitment).put(new)
        if outcome is PromiseOutcome.KEPT and promise.contact_id:
            await _touch(uow, turn, promise.contact_id)
        focus = (promise.contact_id,) if promise.contact_id else ()
        await turn.remember(uow, focus=focus, note_id=promise.note_id, changed=new != promise)
        uow.say(*turn.update(card, about=shown.about))


async def _touch(uow: UnitOfWork, turn: Turn[Any], contact_id: ContactId) -> None:
    """Count what was handed over as a touch of today."""
    contact = turn.people.get(contact_id)
    if contact is None:
        return
    touch = Touch(
        id=TouchId(turn.new_id("touch", contact.id)),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        contact_id=contact.id,
        occurred_on=turn.today,
        created_at=turn.now,
        channel="message",
    )
    at = later(contact.last_touch_at, touch_time(turn.today, turn.member.zone, turn.now))
    await uow.of(Touch).put(touch)
    await uow.of(Contact).put(replace(contact, last_touch_at=at))


def _view(turn: Turn[Any], promise: Commitment) -> OlderPromise:
    names = turn.people.names((promise.contact_id,) if promise.contact_id else ())
    return OlderPromise(promise, next(iter(names), ""))


async def change_in_words(turn: Turn[Any], text: str) -> bool:
    """Take bare words such as "not yet" or "moved to Tuesday" for a promise just spoken of; else False."""
    change = _read_change(turn, text)
    if change is None:
        return False
    async with turn.read() as reader:
        fits = await _find_spoken_of(reader, turn, change)
    return await _change_one_of(turn, change, fits)


async def change_shown(turn: Turn[Any], text: str) -> bool:
    """Take bare words in a thread for the promises that an answer there showed last; else False.

    What was shown goes before the latest note: "sent it" under a list of promises means one of the list.
    """
    number, words = pointed_at(text)
    change = _read_change(turn, words) if turn.origin.thread else None
    if turn.origin.thread and number is not None and drops_it(words):
        change = PromiseChange(PromiseOutcome.DROPPED)
    if change is None:
        return False
    async with turn.read() as reader:
        shown, promises = await last_showing(reader, turn.scope, turn.thread, Commitment)
    if shown is None or (shown.intent is Intent.NOTE and number is None):
        return False
    if number is not None:
        if not -1 <= number < len(promises):
            return False
        change, promises = replace(change, by=None), [promises[number]]
    return await _change_one_of(turn, change, find_changed(change, promises, ()))


async def take_off_in_words(turn: Turn[Any], text: str) -> bool:
    """Take a promise off the list that words say was never made, or shall be deleted; else False."""
    denied = read_denied_promise(text)
    if denied is None:
        return False
    async with turn.read() as reader:
        waiting = await reader.of(Commitment).find(state=CommitmentState.OPEN, space=turn.scope.own)
    fits = find_denied(text, denied, waiting, turn.people.contacts)
    return await _change_one_of(turn, PromiseChange(PromiseOutcome.DROPPED), fits)


async def move_thing_in_words(turn: Turn[Any], text: str) -> bool:
    """Move the promise with whom words name, "move my thing with Ana to Monday", or ask which; else False."""
    moved = read_moved_thing(text, turn.today, day_first=day_first_in(turn.member.zone))
    found = turn.people.who(moved.whom) if moved is not None else None
    if moved is None or not isinstance(found, One):
        return False
    async with turn.read() as reader:
        waiting = await reader.of(Commitment).find(
            contact_id=found.contact.id, state=CommitmentState.OPEN, space=turn.scope.own
        )
    return await _change_one_of(turn, PromiseChange(PromiseOutcome.MOVED, moved.due_on), list(waiting))


def _read_change(turn: Turn[Any], text: str) -> PromiseChange | None:
    """What a few bare words say became of a promise; None for all others."""
    if not text or len(text.split()) > _LONGEST_ANSWER or text.rstrip().endswith("?"):
        return None
    return read_bare_change(text, turn.today, day_first=day_first_in(turn.member.zone))


async def _change_one_of(turn: Turn[Any], change: PromiseChange, fits: list[Commitment]) -> bool:
    """Change the one promise that words fit, or ask which of several; False where there is none."""
    if len(fits) == 1:
        await _commit_change(turn, fits[0], change.outcome, change.day_for(fits[0], turn.today))
        return True
    if fits and not change.later and change.outcome is not PromiseOutcome.STILL_OPEN:
        await _ask_which(turn, change, fits)
        return True
    return False


async def _find_spoken_of(reader: StoreReader, turn: Turn[Any], change: PromiseChange) -> list[Commitment]:
    """The open promises of the latest note; where it has none, those with whom the talk is about."""
    note = await find_latest_note(reader, turn)
    promises = reader.of(Commitment)
    if note is not None:
        told = await promises.find(note_id=note.id, state=CommitmentState.OPEN)
        if fits := find_changed(change, told, ()):
            return fits
    people = note.contact_ids if note is not None and note.contact_ids else turn.focus
    if not people:
        return []
    waiting = await promises.find(state=CommitmentState.OPEN, space=turn.scope.own)
    return find_changed(change, [each for each in waiting if each.contact_id in people], people)


async def _ask_which(turn: Turn[Any], change: PromiseChange, fits: list[Commitment]) -> None:
    unsure = UnsurePromise(change.outcome, tuple(each.id for each in fits[:5]), change.due_on)
    shown = [_view(turn, each) for each in fits[:5]]
    card = cards.which_promise_card(unsure, shown, turn.today)
    await turn.answer(card, about=tuple(dict.fromkeys(id for each in shown for id in each.about)))


async def make_promise(turn: Turn[MakePromise]) -> None:
    """Make a promise of what a contact asked for."""
    note = await turn.one(Note, turn.command.note_id)
    request = await turn.one(Commitment, turn.command.commitment_id)
    if note is None or request is None or request.state is not CommitmentState.ASKED:
        await turn.answer(note_is_gone() if note is None else cards.promise_is_gone(), about=NOTHING)
        return
    promise = replace(request, state=CommitmentState.OPEN, by=Promiser.MEMBER)
    async with turn.commit() as uow:
        await uow.of(Commitment).put(promise)
        await turn.remember(uow, focus=note.contact_ids, note_id=note.id)
        uow.say(*await _show_note(uow, turn, note))


async def drop_question(turn: Turn[DropQuestion]) -> None:
    """Close a question about a promise or a day; nothing else changes."""
    note = await turn.one(Note, turn.command.note_id)
    if note is None:
        card: Card = note_is_gone() if turn.command.note_id else unchanged_card()
        await turn.answer(card, in_place=True, about=NOTHING)
        return
    new = without_questions(note)
    async with turn.commit() as uow:
        await uow.of(Note).put(new)
        await turn.remember(uow, focus=note.contact_ids, note_id=note.id, changed=False)
        uow.say(*await _show_note(uow, turn, new, change=False))


async def ask_day(turn: Turn[AskDay]) -> None:
    """Fill the form with a date picker."""
    note = await turn.one(Note, turn.command.note_id)
    if note is None:
        await turn.show(no_longer_there(), otherwise=note_is_gone(), about=NOTHING)
        return
    async with turn.read() as reader:
        promises = _undated(await _promises(reader, note))
    form = cards.day_form(note, turn.command.words, promises, turn.card_place)
    about: About = (note.id, *(each.id for each in promises))
    await turn.show(form, otherwise=note_is_gone(), about=about)


async def tell_day(turn: Turn[TellDay]) -> None:
    """Take the chosen day for the promise without one, else for the note."""
    command = turn.command
    note, day = await turn.one(Note, command.note_id), date_of(command.values, "day")
    if note is None or day is None:
        await turn.answer(note_is_gone(), about=NOTHING)
        return
    new = without_unread_day(note, command.words)
    async with turn.commit() as uow:
        promises = _undated(await _promises(uow, note))
        if promises:
            await uow.of(Commitment).put(replace(promises[0], due_on=day))
        else:
            new = replace(new, occurred_on=min(day, turn.today))
            for touch in (await find_belongings(uow, note)).touches:
                await uow.of(Touch).put(replace(touch, occurred_on=new.occurred_on))
        await uow.of(Note).put(new)
        await turn.remember(uow, focus=note.contact_ids, note_id=note.id)
        uow.say(*await _show_note(uow, turn, new, place=command.card))


async def _promises(reader: StoreReader, note: Note) -> list[Commitment]:
    return await reader.of(Commitment).find(note_id=note.id, state=CommitmentState.OPEN)


def _undated(promises: list[Commitment]) -> list[Commitment]:
    return [each for each in promises if each.due_on is None][:1]
