"""Hands a contact over to a colleague with the notes that the member picks; the colleague decides (F5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.contacts import Account, Contact, Standing
from bot.domain.fit import FitReview, HandedNote, HandOver, HandOverAnswer, HandOverState, Outcome
from bot.domain.identity import MemberId, derived_id, own_space
from bot.domain.naming import One, Several
from bot.domain.notes import SHAREABLE, Note, NoteId, NoteSource
from bot.messages.deliveries import Revise
from bot.messages.portfolio import (
    AnswerHandOver,
    CloseHandOver,
    ComposeHandOver,
    OfferHandOver,
    ReopenHandOver,
    SendHandOver,
    WithdrawHandOver,
)
from bot.ports import NotFound, OpenBooks, Unavailable, Work
from bot.texts import contact_forms
from bot.texts import contacts as contact_texts
from bot.texts import fit as texts
from bot.usecases.desk import Desk
from bot.usecases.form_values import chosen_of, text_of
from bot.usecases.people.finding import answer
from bot.usecases.replies import reply, show, update
from bot.usecases.situation import Situation, look, remember


async def compose_hand_over(work: Work[ComposeHandOver], desk: Desk) -> None:
    """Fill the form with the notes that can go along, the newest first."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        contact = situation.people.get(work.command.contact_id)
        notes = await books.of(Note).find(
            contact_ids=work.command.contact_id, superseded_by=None, newest_first=True, limit=100
        )
    async with desk.ledger.write(work) as open_books:
        if contact is None:
            open_books.say(*show(work, situation.member, contact_forms.gone(), contact_texts.is_gone()))
            return
        mine = [note for note in notes if note.space == work.scope.own and note.kind in SHAREABLE]
        form = texts.hand_over_form(contact, situation.people.company(contact), mine)
        open_books.say(*show(work, situation.member, form, contact_texts.nothing_changed(contact)))


async def send_hand_over(work: Work[SendHandOver], desk: Desk) -> None:
    """Offer the contact with the picked notes; nothing else is shared."""
    values = work.command.values
    receiver = MemberId(text_of(values, "receiver"))
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        contact = situation.people.get(work.command.contact_id)
        picked = await books.of(Note).find(id=chosen_of(values, "notes"), space=work.scope.own)
    if contact is None:
        await answer(work, desk, situation, contact_texts.is_gone())
        return
    if receiver == work.scope.member:
        await answer(work, desk, situation, texts.not_to_yourself())
        return
    name, able = await _who(work, desk, receiver)
    if not able:
        await answer(work, desk, situation, texts.not_to_them(name))
        return
    notes = tuple(note for note in picked if contact.id in note.contact_ids and note.kind in SHAREABLE)
    given = _hand_over(work, situation, contact, receiver, notes)
    async with desk.ledger.write(work) as open_books:
        await open_books.of(HandOver).put(given)
        await remember(open_books, work, focus=(contact.id,))
        open_books.enqueue(OfferHandOver(given.id), key=f"offer:{given.id}", member=receiver)
        card = texts.offered(contact, receiver, name, len(notes), work.change)
        open_books.say(*update(work, situation.member, card, about=(contact.id,)))


async def _who(work: Work[Any], desk: Desk, receiver: MemberId) -> tuple[str, bool]:
    """The receiver's name, and whether they may use the bot."""
    try:
        profile = await desk.directory.profile(work.scope.workspace, receiver)
    except (NotFound, Unavailable):
        return "", False
    return profile.name, not (profile.is_guest or profile.is_stranger)


def _hand_over(
    work: Work[SendHandOver],
    situation: Situation,
    contact: Contact,
    receiver: MemberId,
    notes: tuple[Note, ...],
) -> HandOver:
    ordered = sorted(notes, key=lambda note: note.occurred_on)
    return HandOver(
        id=work.new_id("hand-over"),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        giver=work.scope.member,
        giver_name=situation.member.name,
        receiver=receiver,
        shared_with=(own_space(receiver),),
        contact_id=contact.id,
        name=contact.name,
        title=contact.title,
        company=situation.people.company(contact),
        words=text_of(work.command.values, "words"),
        notes=tuple(HandedNote(note.text, note.occurred_on) for note in ordered),
    )


async def offer_hand_over(work: Work[OfferHandOver], desk: Desk) -> None:
    """Show the receiver what they are offered; nothing where it was taken back meanwhile."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        try:
            given = await books.of(HandOver).get(work.command.hand_over_id)
        except NotFound:
            return
    people = situation.people
    match people.who(given.name, given.company):
        case One(contact):
            same = [contact]
        case Several(contacts):
            same = list(contacts)
        case _:
            same = []
    card = texts.offer(given, [(each, people.company(each)) for each in same])
    async with desk.ledger.write(work) as open_books:
        open_books.say(*reply(work, situation.member, card, about=(given.id,), subject=_subject(given.id)))


async def withdraw_hand_over(work: Work[WithdrawHandOver], desk: Desk) -> None:
    """Take notes and buttons off the receiver's card, unless they have answered."""
    id = work.command.hand_over_id
    async with desk.ledger.read(work.scope) as books:
        answered = await books.of(HandOverAnswer).count(id=_answer_id(id))
        stands = await books.of(HandOver).count(id=id)
    if answered or stands:
        return
    async with desk.ledger.write(work) as open_books:
        open_books.say(Revise(card=texts.withdrawn(), subject=_subject(id)))


def _subject(hand_over_id: str) -> str:
    return f"hand-over:{hand_over_id}"


async def answer_hand_over(work: Work[AnswerHandOver], desk: Desk) -> None:
    """Accept, which copies the contact and the picked notes, or decline; either way the giver hears of it."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        answered = await books.of(HandOverAnswer).count(id=_answer_id(command.hand_over_id))
        try:
            given = await books.of(HandOver).get(command.hand_over_id)
        except NotFound:
            given = None
    if given is None or given.receiver != work.scope.member:
        await answer(work, desk, situation, texts.taken_back(), in_place=True)
        return
    if answered:
        await answer(work, desk, situation, texts.answered_already())
        return
    async with desk.ledger.write(work) as open_books:
        await open_books.of(HandOverAnswer).put(_answer(work, situation, given))
        close = CloseHandOver(given.id)
        open_books.enqueue(close, key=f"close:{given.id}:{work.new_id()}", member=given.giver)
        if not command.accept:
            await remember(open_books, work)
            open_books.say(*update(work, situation.member, texts.declined(given, work.change)))
            return
        contact = await _received(open_books, work, situation, given)
        await remember(open_books, work, focus=(contact.id,))
        card = texts.accepted(contact, given.giver_name, len(given.notes), work.change)
        open_books.say(*update(work, situation.member, card, about=(contact.id,)))


def _answer_id(hand_over_id: str) -> str:
    return derived_id("hand-over-answer", hand_over_id)


def _answer(work: Work[AnswerHandOver], situation: Situation, given: HandOver) -> HandOverAnswer:
    state = HandOverState.ACCEPTED if work.command.accept else HandOverState.DECLINED
    return HandOverAnswer(
        id=_answer_id(given.id),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        hand_over_id=given.id,
        receiver_name=situation.member.name,
        state=state,
        shared_with=(own_space(given.giver),),
    )


async def _received(
    books: OpenBooks, work: Work[AnswerHandOver], situation: Situation, given: HandOver
) -> Contact:
    contact = situation.people.get(work.command.contact_id)
    if contact is None:
        setting = situation.setting(work)
        account = situation.people.account(given.company) if given.company else None
        if given.company and account is None:
            account = setting.new_account(given.company)
            await books.of(Account).put(account)
        contact = setting.new_contact(given.name, given.title, account.id if account else None)
        await books.of(Contact).put(contact)
    for number, handed in enumerate(given.notes):
        await books.of(Note).put(_copied(work, given, handed, contact, number))
    return contact


def _copied(
    work: Work[AnswerHandOver], given: HandOver, handed: HandedNote, contact: Contact, number: int
) -> Note:
    return Note(
        id=NoteId(work.new_id("note", number)),
        workspace=work.scope.workspace,
        space=work.scope.own,
        text=texts.note_copy(handed.text, given.giver_name, handed.occurred_on),
        created_at=work.now,
        occurred_on=handed.occurred_on,
        source=NoteSource.IMPORT,
        contact_ids=(contact.id,),
        account_ids=(contact.account_id,) if contact.account_id else (),
        about=(("handed over by", given.giver), ("hand-over", given.id)),
    )


async def close_hand_over(work: Work[CloseHandOver], desk: Desk) -> None:
    """Tell the giver; what was accepted is released on their side, and its data stays."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        try:
            given = await books.of(HandOver).get(work.command.hand_over_id)
            said = await books.of(HandOverAnswer).get(_answer_id(given.id))
        except NotFound:
            return
    contact = situation.people.get(given.contact_id)
    async with desk.ledger.write(work) as open_books:
        if said.state is HandOverState.DECLINED or contact is None:
            card = texts.was_declined(given.name, said.receiver_name, contact)
            if said.state is HandOverState.ACCEPTED:
                return
            open_books.say(*reply(work, situation.member, card))
            return
        await open_books.of(Contact).put(replace(contact, standing=Standing.RELEASED))
        await open_books.of(FitReview).put(_reviewed(work, contact))
        await remember(open_books, work, focus=(contact.id,))
        card = texts.was_accepted(contact, said.receiver_name, work.change)
        open_books.say(*reply(work, situation.member, card, about=(contact.id,)))


async def reopen_hand_over(work: Work[ReopenHandOver], desk: Desk) -> None:
    """Tell the giver that the receiver took the answer back; what was released stays so until they say."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        try:
            given = await books.of(HandOver).get(work.command.hand_over_id)
        except NotFound:
            return
    name, _ = await _who(work, desk, given.receiver)
    card = texts.reopened(given, name, situation.people.get(given.contact_id))
    await answer(work, desk, situation, card)


def _reviewed(work: Work[CloseHandOver], contact: Contact) -> FitReview:
    return FitReview(
        id=work.new_id("review"),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        contact_id=contact.id,
        outcome=Outcome.HAND_OVER,
    )
