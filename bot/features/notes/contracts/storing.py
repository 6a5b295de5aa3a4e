"""Stores the rows that a note was understood to make (B1)."""

from __future__ import annotations

from bot.core.composing import Composition
from bot.core.contacts import Account, Contact
from bot.core.employment import Employment
from bot.core.facts.values import Fact
from bot.core.notes import Commitment, Note, Touch
from bot.core.ports.store import UnitOfWork


async def put_composition(uow: UnitOfWork, made: Composition) -> None:
    """Write all rows of a note."""
    await uow.of(Account).put_all(made.accounts)
    await uow.of(Contact).put_all(made.changed_people)
    await uow.of(Note).put(made.note)
    await uow.of(Commitment).put_all([*made.commitments, *made.requests, *made.settled])
    await uow.of(Touch).put_all(made.touches)
    await uow.of(Employment).put_all(made.moves)
    await uow.of(Fact).put_all(made.facts)
