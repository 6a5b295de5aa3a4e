"""Lists commitments and settles them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.notes import Commitment, CommitmentState
from bot.messages.notes import ListCommitments, SettleCommitment
from bot.ports import NotFound, Work
from bot.texts import commitments as texts
from bot.texts.commitments import CommitmentSeen
from bot.texts.paging import page_within
from bot.texts.words import PAGE
from bot.usecases.desk import Desk
from bot.usecases.people.finding import answer, person
from bot.usecases.people.people import People
from bot.usecases.replies import reply
from bot.usecases.situation import look, remember


async def list_commitments(work: Work[ListCommitments], desk: Desk) -> None:
    """Open commitments, of everybody or of one person, the earliest due first."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        found = await books.of(Commitment).find(state=CommitmentState.OPEN)
    name = ""
    if command.name:
        contact = await person(
            work,
            desk,
            situation,
            name=command.name,
            contact_id="",
            command=lambda id: ListCommitments(situation.people.names([id])[0], command.page),
        )
        if contact is None:
            return
        name = contact.name
        found = [each for each in found if each.contact_id == contact.id]
    ordered = earliest_first(found)
    page = page_within(command.page, len(ordered))
    card = texts.commitment_list(
        with_names(ordered[page * PAGE : (page + 1) * PAGE], situation.people),
        total=len(ordered),
        page=page,
        person=name,
        today=situation.today,
        command=lambda number: ListCommitments(command.name, number),
    )
    await answer(work, desk, situation, card, in_place=True)


def earliest_first(commitments: Sequence[Commitment]) -> list[Commitment]:
    """By due date, those without one last, the older ones first."""
    return sorted(commitments, key=lambda each: (each.due_on or date.max, each.created_at))


def with_names(commitments: Sequence[Commitment], people: People) -> list[CommitmentSeen]:
    """Commitments with the names of the people they are with."""
    return [
        CommitmentSeen(each, "".join(people.names([each.contact_id]) if each.contact_id else ()))
        for each in commitments
    ]


async def settle(work: Work[SettleCommitment], desk: Desk) -> None:
    """Mark a commitment as kept, not kept or dropped."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        try:
            commitment = await books.of(Commitment).get(work.command.commitment_id)
        except NotFound:
            commitment = None
    if commitment is None:
        await answer(work, desk, situation, texts.is_gone())
        return
    new = replace(commitment, state=CommitmentState(work.command.state))
    [seen] = with_names([new], situation.people)
    async with desk.ledger.write(work) as open_books:
        await open_books.of(Commitment).put(new)
        await remember(open_books, work, focus=(new.contact_id,) if new.contact_id else ())
        open_books.say(*reply(work, situation.member, texts.settled(seen, work.change)))
