"""What people adds to a brief: the promises that are open, both ways (B2)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Contact
from bot.core.notes import Commitment, CommitmentState
from bot.core.ports.store import StoreReader
from bot.core.sections import BRIEF, Section, Told, tell
from bot.core.turn import Turn
from bot.features.people.contracts.cards import CommitmentView, commitment_rows
from bot.features.people.contracts.reading import sort_by_due_date


async def read_promises(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Told, ...]:
    """The open commitments, the next due first."""
    found = await reader.of(Commitment).find(contact_id=contact.id, state=CommitmentState.OPEN)
    parts = commitment_rows([CommitmentView(each, "") for each in sort_by_due_date(found)], turn.today)
    return tell(parts, (each.id for each in found))


SECTIONS = (Section(BRIEF, 20, read_promises),)
