"""Stores the rows that a note was understood to make (B1)."""

from __future__ import annotations

from bot.core.composing import Composition
from bot.core.contacts import Account, Contact
from bot.core.employment import Employment
from bot.core.facts.settling import put_facts
from bot.core.notes import Commitment, Note, Touch
from bot.core.ports.store import UnitOfWork


async def put_composition(uow: UnitOfWork, made: Composition) -> None:
    """Write all rows of a note."""
    for account in made.accounts:
        await uow.of(Account).put(account)
    for person in made.changed_people:
        await uow.of(Contact).put(person)
    await uow.of(Note).put(made.note)
    for commitment in (*made.commitments, *made.requests, *made.settled):
        await uow.of(Commitment).put(commitment)
    for touch in made.touches:
        await uow.of(Touch).put(touch)
    for move in made.moves:
        await uow.of(Employment).put(move)
    await put_facts(uow, made.facts)
