"""Hands a contact over to a colleague with the notes that the member picks; the colleague decides (F5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core import common_cards
from bot.core.contacts import Account, Contact, Standing
from bot.core.deliveries import NOTHING, Revise
from bot.core.finding import person_with_id
from bot.core.form_values import choices_of, text_of
from bot.core.identity import MemberId, derive_id, own_space
from bot.core.naming import One, Several
from bot.core.notes import SHAREABLE, Note, NoteId, NoteSource
from bot.core.ports.books import UnitOfWork
from bot.core.ports.errors import NotFound, Unavailable
from bot.core.turn import Turn
from bot.features.fit.cards import hand_over as texts
from bot.features.fit.commands import (
    AnswerHandOver,
    CloseHandOver,
    ComposeHandOver,
    OfferHandOver,
    ReopenHandOver,
    SendHandOver,
    WithdrawHandOver,
)
from bot.features.fit.contracts import (
    FitOutcome,
    FitReview,
    HandedNote,
    HandOver,
    HandOverAnswer,
    HandOverState,
)


async def compose_hand_over(turn: Turn[ComposeHandOver]) -> None:
    """Fill the form with the notes that can go along, the newest first."""
    contact = turn.people.get(turn.command.contact_id)
    if contact is None:
        await turn.show(common_cards.gone_form(), otherwise=common_cards.is_gone(), about=NOTHING)
        return
    async with turn.read() as reader:
        notes = await reader.of(Note).find(
            contact_ids=contact.id, superseded_by=None, newest_first=True, limit=100
        )
    mine = [note for note in notes if note.space == turn.scope.own and note.kind in SHAREABLE]
    form = texts.hand_over_form(contact, turn.people.company(contact), mine)
    about = (*contact.about, *(note.id for note in mine))
    await turn.show(form, otherwise=common_cards.nothing_changed(contact), about=about)


async def send_hand_over(turn: Turn[SendHandOver]) -> None:
    """Offer the contact with the picked notes; nothing else is shared."""
    values = turn.command.values
    receiver = MemberId(text_of(values, "receiver"))
    contact = await person_with_id(turn)
    if contact is None:
        return
    if receiver == turn.scope.member:
        await turn.answer(texts.not_to_yourself_card(), about=NOTHING)
        return
    name, able = await _who(turn, receiver)
    if not able:
        await turn.answer(texts.not_to_them_card(name), about=NOTHING)
        return
    picked = await turn.mine(Note, id=choices_of(values, "notes"))
    notes = [note for note in picked if contact.id in note.contact_ids and note.kind in SHAREABLE]
    hand_over = _hand_over(turn, contact, receiver, notes)
    async with turn.commit() as uow:
        await uow.of(HandOver).put(hand_over)
        await turn.remember(uow, focus=(contact.id,))
        card = texts.offered_card(contact, receiver, name, len(notes), turn.change)
        uow.say(*turn.update(card, about=(contact.id, hand_over.id)))


async def _who(turn: Turn[Any], receiver: MemberId) -> tuple[str, bool]:
    """The receiver's name, and whether they may use the bot."""
    try:
        profile = await turn.directory.profile(turn.scope.workspace, receiver)
    except (NotFound, Unavailable):
        return "", False
    return profile.name, not (profile.is_guest or profile.is_stranger)


def _hand_over(turn: Turn[SendHandOver], contact: Contact, receiver: MemberId, notes: list[Note]) -> HandOver:
    ordered = sorted(notes, key=lambda note: note.occurred_on)
    return HandOver(
        id=turn.new_id("hand-over"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        giver=turn.scope.member,
        giver_name=turn.member.name,
        receiver=receiver,
        shared_with=(own_space(receiver),),
        contact_id=contact.id,
        name=contact.name,
        title=contact.title,
        company=turn.people.company(contact),
        words=text_of(turn.command.values, "words"),
        notes=tuple(HandedNote(note.text, note.occurred_on) for note in ordered),
    )


async def offer_hand_over(turn: Turn[OfferHandOver]) -> None:
    """Show the receiver what they are offered; nothing where it was taken back meanwhile."""
    async with turn.read() as reader:
        try:
            given = await reader.of(HandOver).get(turn.command.hand_over_id)
        except NotFound:
            return
    people = turn.people
    match people.who(given.name, given.company):
        case One(contact):
            same = [contact]
        case Several(contacts):
            same = list(contacts)
        case _:
            same = []
    card = texts.offer_card(given, [(each, people.company(each)) for each in same])
    await turn.answer(card, about=(given.id,), subject=_subject(given.id))


async def withdraw_hand_over(turn: Turn[WithdrawHandOver]) -> None:
    """Take notes and buttons off the receiver's card, unless they have answered."""
    id = turn.command.hand_over_id
    async with turn.read() as reader:
        answered = await reader.of(HandOverAnswer).count(id=_answer_id(id))
        stands = await reader.of(HandOver).count(id=id)
    if answered or stands:
        return
    async with turn.commit() as uow:
        uow.say(Revise(card=texts.withdrawn_card(), subject=_subject(id), about=NOTHING))


def _subject(hand_over_id: str) -> str:
    return f"hand-over:{hand_over_id}"


async def answer_hand_over(turn: Turn[AnswerHandOver]) -> None:
    """Accept, which copies the contact and the picked notes, or decline; either way the giver hears of it."""
    command = turn.command
    hand_over = await turn.one(HandOver, command.hand_over_id)
    if hand_over is None or hand_over.receiver != turn.scope.member:
        await turn.answer(texts.taken_back_card(), in_place=True, about=NOTHING)
        return
    if await turn.one(HandOverAnswer, _answer_id(hand_over.id)):
        await turn.answer(texts.answered_already_card(), about=NOTHING)
        return
    async with turn.commit() as uow:
        await uow.of(HandOverAnswer).put(_answer(turn, hand_over))
        if not command.accept:
            await turn.remember(uow)
            uow.say(*turn.update(texts.declined_card(hand_over, turn.change), about=(hand_over.id,)))
            return
        contact = await _receive(uow, turn, hand_over)
        await turn.remember(uow, focus=(contact.id,))
        card = texts.accepted_card(contact, hand_over.giver_name, len(hand_over.notes), turn.change)
        uow.say(*turn.update(card, about=(contact.id,)))


def _answer_id(hand_over_id: str) -> str:
    return derive_id("hand-over-answer", hand_over_id)


def _answer(turn: Turn[AnswerHandOver], hand_over: HandOver) -> HandOverAnswer:
    state = HandOverState.ACCEPTED if turn.command.accept else HandOverState.DECLINED
    return HandOverAnswer(
        id=_answer_id(hand_over.id),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        hand_over_id=hand_over.id,
        receiver_name=turn.member.name,
        state=state,
        shared_with=(own_space(hand_over.giver),),
    )


async def _receive(uow: UnitOfWork, turn: Turn[AnswerHandOver], hand_over: HandOver) -> Contact:
    contact = turn.people.get(turn.command.contact_id)
    if contact is None:
        setting = turn.setting()
        account = turn.people.account(hand_over.company) if hand_over.company else None
        if hand_over.company and account is None:
            account = setting.new_account(hand_over.company)
            await uow.of(Account).put(account)
        contact = setting.new_contact(hand_over.name, hand_over.title, account.id if account else None)
        await uow.of(Contact).put(contact)
    for number, handed in enumerate(hand_over.notes):
        await uow.of(Note).put(_copied_note(turn, hand_over, handed, contact, number))
    return contact


def _copied_note(
    turn: Turn[AnswerHandOver], hand_over: HandOver, handed: HandedNote, contact: Contact, number: int
) -> Note:
    return Note(
        id=NoteId(turn.new_id("note", number)),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        text=texts.copied_note_text(handed.text, hand_over.giver_name, handed.occurred_on),
        created_at=turn.now,
        occurred_on=handed.occurred_on,
        source=NoteSource.IMPORT,
        contact_ids=(contact.id,),
        account_ids=(contact.account_id,) if contact.account_id else (),
        about=(("handed-over-by", hand_over.giver), ("hand-over", hand_over.id)),
    )


async def close_hand_over(turn: Turn[CloseHandOver]) -> None:
    """Tell the giver; what was accepted is released on their side, and its data stays."""
    async with turn.read() as reader:
        try:
            given = await reader.of(HandOver).get(turn.command.hand_over_id)
            said = await reader.of(HandOverAnswer).get(_answer_id(given.id))
        except NotFound:
            return
    contact = turn.people.get(given.contact_id)
    async with turn.commit() as uow:
        if said.state is HandOverState.DECLINED or contact is None:
            card = texts.was_declined_card(given.name, said.receiver_name, contact)
            if said.state is HandOverState.ACCEPTED:
                return
            uow.say(*turn.reply(card, about=(given.contact_id, given.id)))
            return
        await uow.of(Contact).put(replace(contact, standing=Standing.RELEASED))
        await uow.of(FitReview).put(new_review(turn, contact, FitOutcome.HAND_OVER))
        await turn.remember(uow, focus=(contact.id,))
        card = texts.was_accepted_card(contact, said.receiver_name, turn.change)
        uow.say(*turn.reply(card, about=(contact.id,)))


async def reopen_hand_over(turn: Turn[ReopenHandOver]) -> None:
    """Tell the giver that the receiver took the answer back; what was released stays so until they say."""
    async with turn.read() as reader:
        try:
            given = await reader.of(HandOver).get(turn.command.hand_over_id)
        except NotFound:
            return
    name, _ = await _who(turn, given.receiver)
    card = texts.reopened_card(given, name, turn.people.get(given.contact_id))
    await turn.answer(card, about=(given.contact_id, given.id))


def new_review(turn: Turn[Any], contact: Contact, outcome: FitOutcome) -> FitReview:
    """A review that is decided now."""
    return FitReview(
        id=turn.new_id("review"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        contact_id=contact.id,
        outcome=outcome,
    )
