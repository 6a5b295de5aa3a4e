"""What advice a member was given of late, and what is known of whom it is for: assessment (R3, T6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.core.coaching.investment import Whom
from bot.core.contacts import Contact
from bot.core.news import News, Tone, fingerprint
from bot.core.notes import Commitment, CommitmentState, Promiser
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.told import keep_told, read_last_told
from bot.core.turn import Turn

ADVICE = "advice"
"""The kind under which it is kept which shape of advice was given, and when."""
REST = timedelta(days=31)
"""So long nobody is given the same advice again."""


@dataclass(frozen=True, slots=True)
class Advised:
    """The shapes of advice that a member was given within a month, and those for one person at any time."""

    of_late: frozenset[str]
    for_person: frozenset[str]


async def read_advised(reader: StoreReader, turn: Turn[Any], contact_id: str) -> Advised:
    """What the member was advised before."""
    given = await read_last_told(reader, turn, ADVICE)
    whom = fingerprint(contact_id)
    return Advised(
        frozenset(shape for shape, row in given.items() if turn.today - row.on < REST),
        frozenset(shape for shape, row in given.items() if contact_id and whom in row.facts),
    )


async def keep_advice(uow: UnitOfWork, turn: Turn[Any], shape: str, contact_id: str) -> None:
    """Keep that this advice is given now, in the commit that says it; nothing where it has no shape."""
    if not shape:
        return
    last = (await read_last_told(uow, turn, ADVICE)).get(shape)
    whom = (contact_id,) if contact_id else ()
    await keep_told(uow, turn, ADVICE, (News(shape, whom, Tone.NEW, before=last.facts if last else ()),))


async def read_whom(reader: StoreReader, turn: Turn[Any], contact: Contact | None) -> Whom:
    """What was chosen and noted of somebody beside the notes, and what the member owes them."""
    if contact is None:
        return Whom()
    waiting = await reader.of(Commitment).find(
        contact_id=contact.id, state=CommitmentState.OPEN, space=turn.scope.own
    )
    owed = [each for each in waiting if each.by is Promiser.MEMBER]
    first = min(owed, key=lambda each: each.created_at, default=None)
    return Whom(
        title=contact.title,
        company=turn.people.company(contact),
        pronouns=contact.pronouns,
        phase=contact.phase.value,
        promised=first.what if first else "",
        is_met=contact.last_touch_at is not None,
    )
