"""P4 and F2: the steps back from a picture of the future, and unlikely people who contribute."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.contacts import Contact, Standing, Tier
from bot.core.given_and_received import Value, find_received
from bot.core.notes import Commitment, CommitmentState, Note, Promiser
from bot.core.sources import ScoreSource, source_of

MOST_STEPS = 8
MOST_YEARS = 20


def steps_of(text: str) -> tuple[str, ...]:
    """The steps of a text, one a line, without bullets and numbers."""
    lines = (re.sub(r"^\s*(?:[-*\u2022]|\d+[.)])\s*", "", line).strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Unlikely:
    """Somebody outside the usual circle who contributes, and the records that say so (F2)."""

    contact: Contact
    gave: tuple[Value, ...]
    """The kinds of value that they gave, by the alphabet."""
    kept: int
    """How many promises they kept."""
    sources: tuple[ScoreSource, ...]


def find_unlikely_people(
    contacts: Sequence[Contact], notes: Sequence[Note], commitments: Sequence[Commitment], most: int = 5
) -> tuple[Unlikely, ...]:
    """Contacts outside the accounts one usually works with who gave, kept their word or reached in (F2)."""
    usual = {c.account_id for c in contacts if c.standing is Standing.ACTIVE and c.account_id}
    found = []
    for contact in contacts:
        outside = contact.account_id is None or contact.account_id not in usual
        if not outside or contact.standing is not Standing.KNOWN or contact.tier is Tier.STRATEGIC:
            continue
        contribution = _read_contribution(contact, notes, commitments)
        if contribution.sources:
            found.append(contribution)
    found.sort(key=lambda each: (-len(each.sources), each.contact.name))
    return tuple(found[:most])


def _read_contribution(
    contact: Contact, notes: Sequence[Note], commitments: Sequence[Commitment]
) -> Unlikely:
    gave = [note for note in notes if contact.id in note.contact_ids and find_received(note, contact)]
    kept = [
        each
        for each in commitments
        if each.contact_id == contact.id
        and each.by is Promiser.CONTACT
        and each.state is CommitmentState.KEPT
    ]
    kinds = sorted({passed.value for note in gave for passed in find_received(note, contact)})
    sources = (*map(source_of, gave), *map(source_of, kept))
    return Unlikely(contact, tuple(kinds), len(kept), sources)
