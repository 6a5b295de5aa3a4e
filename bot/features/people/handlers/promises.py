"""Lists commitments and settles them."""

from __future__ import annotations

from dataclasses import replace

from bot.core.deliveries import UNSAID
from bot.core.finding import person
from bot.core.notes import Commitment, CommitmentState
from bot.core.paging import page_within
from bot.core.ports.errors import NotFound
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.people.cards import promises as texts
from bot.features.people.commands import ListCommitments, SettleCommitment
from bot.features.people.contracts.cards import commitment_list
from bot.features.people.contracts.reading import earliest_first, with_names


async def list_commitments(turn: Turn[ListCommitments]) -> None:
    """Open commitments, of everybody or of one person, the earliest due first."""
    command = turn.command
    async with turn.read() as reader:
        found = await reader.of(Commitment).find(state=CommitmentState.OPEN)
    name = ""
    if command.name:
        contact = await person(
            turn,
            name=command.name,
            contact_id="",
            command=lambda id: ListCommitments(turn.people.names([id])[0], command.page),
        )
        if contact is None:
            return
        name = contact.name
        found = [each for each in found if each.contact_id == contact.id]
    ordered = earliest_first(found)
    page = page_within(command.page, len(ordered))
    card = commitment_list(
        with_names(ordered[page * PAGE : (page + 1) * PAGE], turn.people),
        total=len(ordered),
        page=page,
        person=name,
        today=turn.today,
        command=lambda number: ListCommitments(command.name, number),
    )
    await turn.answer(card, in_place=True, about=UNSAID)


async def settle(turn: Turn[SettleCommitment]) -> None:
    """Mark a commitment as kept, not kept or dropped."""
    async with turn.read() as reader:
        try:
            commitment = await reader.of(Commitment).get(turn.command.commitment_id)
        except NotFound:
            commitment = None
    if commitment is None:
        await turn.answer(texts.is_gone(), about=UNSAID)
        return
    new = replace(commitment, state=CommitmentState(turn.command.state))
    [seen] = with_names([new], turn.people)
    async with turn.commit() as uow:
        await uow.of(Commitment).put(new)
        await turn.remember(uow, focus=(new.contact_id,) if new.contact_id else ())
        uow.say(*turn.reply(texts.settled_card(seen, turn.change), about=UNSAID))
