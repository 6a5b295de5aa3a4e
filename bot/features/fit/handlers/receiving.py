"""Shows a colleague the contact that is handed over to them, and does what they decide (F5)."""

from __future__ import annotations

from bot.core.contacts import Account, Contact
from bot.core.deliveries import NOTHING, Revise
from bot.core.identity import own_space
from bot.core.naming import One, Several
from bot.core.notes import Note, NoteId, NoteSource
from bot.core.ports.store import UnitOfWork
from bot.core.turn import Turn
from bot.features.fit.cards import hand_over as cards
from bot.features.fit.commands import AnswerHandOver, OfferHandOver, WithdrawHandOver
from bot.features.fit.contracts.values import HandedNote, HandOver, HandOverAnswer, HandOverState, answer_id


async def offer_hand_over(turn: Turn[OfferHandOver]) -> None:
    """Show the receiver what they are offered; nothing where it was taken back meanwhile."""
    hand_over = await turn.one(HandOver, turn.command.hand_over_id)
    if hand_over is None:
        return
    people = turn.people
    same: tuple[Contact, ...] = ()
    match people.who(hand_over.name, hand_over.company):
        case One(contact):
            same = (contact,)
        case Several(contacts):
            same = tuple(contacts)
    card = cards.offer_card(hand_over, [(each, people.company(each)) for each in same])
    await turn.answer(card, about=(hand_over.id,), subject=_subject(hand_over.id))


async def withdraw_hand_over(turn: Turn[WithdrawHandOver]) -> None:
    """Take notes and buttons off the receiver's card, unless they have answered."""
    id = turn.command.hand_over_id
    stands = await turn.one(HandOver, id)
    answered = await turn.one(HandOverAnswer, answer_id(id))
    if stands or answered:
        return
    async with turn.commit() as uow:
        await uow.empty_deliveries((id,))
        uow.say(Revise(card=cards.withdrawn_card(), subject=_subject(id), about=NOTHING))


def _subject(hand_over_id: str) -> str:
    return f"hand-over:{hand_over_id}"


async def answer_hand_over(turn: Turn[AnswerHandOver]) -> None:
    """Accept, which copies the contact and the picked notes, or decline; either way the giver hears of it."""
    command = turn.command
    hand_over = await turn.one(HandOver, command.hand_over_id)
    if hand_over is None or hand_over.receiver != turn.scope.member:
        await turn.answer(cards.taken_back_card(), in_place=True, about=NOTHING)
        return
    if await turn.one(HandOverAnswer, answer_id(hand_over.id)):
        await turn.answer(cards.answered_already_card(), about=NOTHING)
        return
    async with turn.commit() as uow:
        await uow.of(HandOverAnswer).put(_new_answer(turn, hand_over))
        if not command.accept:
            await turn.remember(uow)
            uow.say(*turn.update(cards.declined_card(hand_over, turn.change), about=(hand_over.id,)))
            return
        contact = await _receive(uow, turn, hand_over)
        await turn.remember(uow, focus=(contact.id,))
        card = cards.accepted_card(contact, hand_over.giver_name, len(hand_over.notes), turn.change)
        uow.say(*turn.update(card, about=(contact.id,)))


def _new_answer(turn: Turn[AnswerHandOver], hand_over: HandOver) -> HandOverAnswer:
    state = HandOverState.ACCEPTED if turn.command.accept else HandOverState.DECLINED
    return HandOverAnswer(
        id=answer_id(hand_over.id),
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
        context = turn.note_context()
        account = turn.people.account(hand_over.company) if hand_over.company else None
        if hand_over.company and account is None:
            account = context.new_account(hand_over.company)
            await uow.of(Account).put(account)
        contact = context.new_contact(hand_over.name, hand_over.title, account.id if account else None)
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
        text=cards.copied_note_text(handed.text, hand_over.giver_name, handed.occurred_on),
        created_at=turn.now,
        occurred_on=handed.occurred_on,
        source=NoteSource.IMPORT,
        contact_ids=(contact.id,),
        account_ids=(contact.account_id,) if contact.account_id else (),
        about=(("handed over by", hand_over.giver), ("hand-over", hand_over.id)),
    )
