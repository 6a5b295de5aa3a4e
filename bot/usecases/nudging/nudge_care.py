"""What becomes of a nudge that is there: it rests, is taken back, or leads to a message (B3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.domain.contacts import Contact
from bot.domain.notes import Commitment, CommitmentState
from bot.domain.nudges import Nudge, NudgeState, touch_due_at
from bot.domain.understanding import Excerpt
from bot.messages.cards import Card
from bot.messages.commands import Surface
from bot.messages.deliveries import Revise
from bot.messages.nudges import ChooseSnooze, DraftMessage, LookAtNudges, Snooze, SnoozeUntil
from bot.ports import Books, NotFound, Work
from bot.texts import contact_forms
from bot.texts import contacts as contact_texts
from bot.texts import nudges as texts
from bot.usecases.desk import Desk
from bot.usecases.form_values import date_of
from bot.usecases.nudging.nudges import latest_notes
from bot.usecases.people.finding import answer
from bot.usecases.replies import show, update
from bot.usecases.situation import Situation, look, remember

_LONGEST_REST = 366


async def snooze(work: Work[Snooze], desk: Desk) -> None:
    """Let a nudge rest for some days."""
    days = min(max(work.command.days, 1), _LONGEST_REST)
    await _rest(work, desk, work.command.nudge_id, lambda today: today + timedelta(days=days))


async def snooze_until(work: Work[SnoozeUntil], desk: Desk) -> None:
    """Let a nudge rest until a day that was chosen."""
    until = date_of(work.command.values, "until")
    await _rest(
        work,
        desk,
        work.command.nudge_id,
        lambda today: max(until, today + timedelta(days=1)) if until else today + timedelta(days=7),
    )


async def _rest(work: Work[Any], desk: Desk, nudge_id: str, until: Callable[[date], date]) -> None:
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        nudge = await _nudge(books, nudge_id)
    if nudge is None:
        await answer(work, desk, situation, texts.is_gone())
        return
    rested = replace(nudge, state=NudgeState.SNOOZED, again_on=until(situation.today))
    name = _name(situation, nudge)
    card = texts.snoozed(name, rested.again_on, work.change)
    async with desk.ledger.write(work) as open_books:
        await open_books.of(Nudge).put(rested)
        await remember(open_books, work)
        if work.origin.surface is Surface.FORM:
            open_books.say(Revise(card=card, subject=nudge.subject))
        else:
            open_books.say(*update(work, situation.member, card, about=(nudge.about,)))


async def choose_snooze(work: Work[ChooseSnooze], desk: Desk) -> None:
    """Fill the form that asks until when."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        nudge = await _nudge(books, work.command.nudge_id)
    form = (
        texts.snooze_form(nudge, _name(situation, nudge), situation.today) if nudge else contact_forms.gone()
    )
    async with desk.ledger.write(work) as open_books:
        open_books.say(*show(work, situation.member, form, texts.is_gone()))


async def draft_message(work: Work[DraftMessage], desk: Desk) -> None:
    """Fill a form with the beginning of a message to copy; nothing is sent."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        notes = await latest_notes(books, work.command.contact_id)
    contact = situation.people.get(work.command.contact_id)
    if contact is None:
        async with desk.ledger.write(work) as open_books:
            open_books.say(*show(work, situation.member, contact_forms.gone(), contact_texts.is_gone()))
        return
    excerpts = tuple(
        Excerpt(number=number, note_id=note.id, text=note.text, occurred_on=note.occurred_on)
        for number, note in enumerate(notes, 1)
    )
    drafted = await desk.coach.draft(contact.name, excerpts, situation.circumstances())
    last = next(iter(notes), None)
    form = texts.draft_form(contact.name, drafted.text, drafted.provenance.mode, last, situation.today)
    async with desk.ledger.write(work) as open_books:
        open_books.say(*show(work, situation.member, form, contact_texts.nothing_changed(contact)))


async def look_at_nudges(work: Work[LookAtNudges], desk: Desk) -> None:
    """Take back posted nudges whose reason has gone: a touch, a promise settled, a contact let go."""
    async with desk.ledger.read(work.scope) as books:
        posted = await books.of(Nudge).find(
            about=work.command.about, state=NudgeState.POSTED, space=work.scope.own
        )
        over = [(nudge, card) for nudge in posted if (card := await _over(books, work, nudge)) is not None]
    async with desk.ledger.write(work) as open_books:
        for nudge, card in over:
            await open_books.of(Nudge).put(replace(nudge, state=NudgeState.TAKEN_BACK))
            open_books.say(Revise(card=card, subject=nudge.subject))


async def _over(books: Books, work: Work[Any], nudge: Nudge) -> Card | None:
    """What a nudge becomes when its reason has gone; None while it holds."""
    promises = await books.of(Commitment).find(id=nudge.about)
    if promises:
        promise = promises[0]
        return None if promise.state is CommitmentState.OPEN else texts.settled(promise.what)
    contacts = await books.of(Contact).find(id=nudge.about)
    if not contacts:
        return texts.no_longer("")
    due, contact = touch_due_at(contacts[0]), contacts[0]
    if due is not None and due <= work.now:
        return None
    touched = contact.last_touch_at is not None and contact.last_touch_at.date() >= nudge.on
    return texts.taken_back(contact.name) if touched or due else texts.no_longer(contact.name)


async def _nudge(books: Books, id: str) -> Nudge | None:
    try:
        return await books.of(Nudge).get(id)
    except NotFound:
        return None


def _name(situation: Situation, nudge: Nudge) -> str:
    return "".join(situation.people.names([nudge.contact_id]) if nudge.contact_id else ())
