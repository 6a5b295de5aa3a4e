"""Lists commitments and settles them (B1)."""

from __future__ import annotations

from dataclasses import replace

from bot.core.deliveries import NOTHING
from bot.core.finding import person
from bot.core.notes import Commitment, CommitmentState
from bot.core.paging import page_within
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.people.cards import promises as cards
from bot.features.people.commands import ListCommitments, SettleCommitment
from bot.features.people.contracts.cards import about_commitments, commitment_list
from bot.features.people.contracts.reading import sort_by_due_date, view_commitments


async def list_commitments(turn: Turn[ListCommitments]) -> None:
    """Show the open commitments, of everybody or of one person, the earliest due first."""
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
    ordered = sort_by_due_date(found)
    page = page_within(command.page, len(ordered))
    rows = view_commitments(ordered[page * PAGE : (page + 1) * PAGE], turn.people)
    card = commitment_list(
        rows,
        total=len(ordered),
        page=page,
        person=name,
        today=turn.today,
        command=lambda number: ListCommitments(command.name, number),
    )
    await turn.answer(card, in_place=True, about=about_commitments(rows))


async def settle(turn: Turn[SettleCommitment]) -> None:
    """Mark a commitment as kept, not kept or dropped."""
    commitment = await turn.one(Commitment, turn.command.commitment_id)
    if commitment is None:
        await turn.answer(cards.is_gone(), about=NOTHING)
        return
    new = replace(commitment, state=CommitmentState(turn.command.state))
    [view] = view_commitments([new], turn.people)
    async with turn.commit() as uow:
        await uow.of(Commitment).put(new)
        await turn.remember(uow, focus=(new.contact_id,) if new.contact_id else ())
        uow.say(*turn.reply(cards.settled_card(view, turn.change), about=view.about))
