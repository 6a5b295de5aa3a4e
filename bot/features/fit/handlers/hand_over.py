"""Hands a contact over to a colleague with picked notes, and tells the giver what was answered (F5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core import common_cards
from bot.core.colleagues import ask_standing, may_use, names_of
from bot.core.contacts import Contact, Standing, is_sample
from bot.core.deliveries import NOTHING
from bot.core.finding import person_with_id
from bot.core.form_values import choices_of, text_of
from bot.core.identity import MemberId, own_space
from bot.core.notes import SHAREABLE, Note
from bot.core.turn import Turn
from bot.features.fit.cards import hand_over as cards
from bot.features.fit.commands import CloseHandOver, ComposeHandOver, ReopenHandOver, SendHandOver
from bot.features.fit.contracts.values import (
    FitOutcome,
    FitReview,
    HandedNote,
    HandOver,
    HandOverAnswer,
    HandOverState,
    answer_id,
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
    form = cards.hand_over_form(contact, turn.people.company(contact), mine)
    about = (*contact.about, *(note.id for note in mine))
    await turn.show(form, otherwise=common_cards.nothing_changed(contact), about=about)


async def send_hand_over(turn: Turn[SendHandOver]) -> None:
    """Offer the contact with the picked notes; nothing else is shared."""
    values = turn.command.values
    receiver = MemberId(text_of(values, "receiver"))
    contact = await person_with_id(turn)
    if contact is None:
        return
    if is_sample(contact.id):
        await turn.answer(common_cards.only_sample(), about=NOTHING)
        return
    if receiver == turn.scope.member:
        await turn.answer(cards.not_to_yourself_card(), about=NOTHING)
        return
    standing = await ask_standing(turn, receiver)
    if standing is None:
        await turn.answer(common_cards.cannot_check(), about=NOTHING)
        return
    profile = standing[receiver]
    name = profile.name if profile else ""
    if not may_use(profile):
        await turn.answer(cards.not_to_them_card(name), about=NOTHING)
        return
    picked = await turn.mine(Note, id=choices_of(values, "notes"))
    notes = [note for note in picked if contact.id in note.contact_ids and note.kind in SHAREABLE]
    hand_over = _hand_over(turn, contact, receiver, notes)
    async with turn.commit() as uow:
        await uow.of(HandOver).put(hand_over)
        await turn.remember(uow, focus=(contact.id,))
        card = cards.offered_card(contact, receiver, name, len(notes), turn.change)
        uow.say(*turn.update(card, about=(contact.id, hand_over.id)))


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


async def close_hand_over(turn: Turn[CloseHandOver]) -> None:
    """Tell the giver; what was accepted is released on their side, and its data stays."""
    hand_over = await turn.one(HandOver, turn.command.hand_over_id)
    answer = await turn.one(HandOverAnswer, answer_id(turn.command.hand_over_id))
    if hand_over is None or answer is None:
        return
    contact = turn.people.get(hand_over.contact_id)
    if answer.state is HandOverState.DECLINED:
        card = cards.was_declined_card(hand_over.name, answer.receiver_name, contact)
        async with turn.commit() as uow:
            uow.say(*turn.reply(card, about=(hand_over.contact_id, hand_over.id)))
    elif contact is not None:
        await _release(turn, contact, answer.receiver_name)


async def _release(turn: Turn[CloseHandOver], contact: Contact, receiver: str) -> None:
    async with turn.commit() as uow:
        await uow.of(Contact).put(replace(contact, standing=Standing.RELEASED))
        await uow.of(FitReview).put(new_review(turn, contact, FitOutcome.HAND_OVER))
        await turn.remember(uow, focus=(contact.id,))
        card = cards.was_accepted_card(contact, receiver, turn.change)
        uow.say(*turn.reply(card, about=(contact.id,)))


async def reopen_hand_over(turn: Turn[ReopenHandOver]) -> None:
    """Tell the giver that the receiver took the answer back; what was released stays so until they say."""
    hand_over = await turn.one(HandOver, turn.command.hand_over_id)
    if hand_over is None:
        return
    name = (await names_of(turn, [hand_over.receiver]))[hand_over.receiver].name
    card = cards.reopened_card(hand_over, name, turn.people.get(hand_over.contact_id))
    await turn.answer(card, about=(hand_over.contact_id, hand_over.id))


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
