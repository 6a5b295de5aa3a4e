"""The score as one number, for any feature that ranks people by it (S3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.contacts import Contact
from bot.core.ports.store import StoreReader
from bot.features.score.contracts.records import read_relationship, read_relationships
from bot.features.score.rules import score


async def read_total(reader: StoreReader, contact: Contact, today: date) -> int:
    """The score of a relationship as it is on record, 0 to 100."""
    return score(await read_relationship(reader, contact), today).total


async def read_totals(reader: StoreReader, contacts: Sequence[Contact], today: date) -> dict[str, int]:
    """The scores of several relationships, by the contacts' ids, read at once."""
    records = await read_relationships(reader, contacts)
    return {id: score(record, today).total for id, record in records.items()}
