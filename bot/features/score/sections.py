"""What the score adds where people stand side by side (S3)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Account, Contact
from bot.core.ports.store import StoreReader
from bot.core.sections import COMPARED, SCORE_POINT, ComparedPoint, Section
from bot.core.turn import Turn
from bot.features.score.contracts.totals import read_total


async def compared(
    reader: StoreReader, turn: Turn[Any], whom: Contact | Account
) -> tuple[ComparedPoint, ...]:
    """The score of the relationship with a contact; a company has none."""
    if isinstance(whom, Account):
        return ()
    total = await read_total(reader, turn.people.with_rhythm(whom), turn.today)
    return (ComparedPoint(label=SCORE_POINT, words=f"{total} of 100", about=(whom.id,), number=total),)


SECTIONS = (Section(COMPARED, 10, compared),)
