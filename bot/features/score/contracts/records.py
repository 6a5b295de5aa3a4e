"""What other features may use: score (S3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.core.contacts import Contact, ContactId
from bot.core.given_and_received import Value
from bot.core.identity import Space, WorkspaceId
from bot.core.notes import PROMISED, Commitment, CommitmentState, Note, Touch
from bot.core.ports.store import StoreReader
from bot.core.sources import ScoreSource, SourceKind
from bot.features.objectives.contracts.reading import find_shared_about_each
from bot.features.objectives.contracts.values import MutualObjective


@dataclass(frozen=True, slots=True)
class RhythmFacts:
    """How many days ago the last touch was (None without one in the last year), against which rhythm."""

    quiet_days: int | None
    ideal_days: int
    is_chosen: bool
    """The member set the rhythm; otherwise it is the one that holds for everybody."""


@dataclass(frozen=True, slots=True)
class ReciprocityFacts:
    """How many touches each side took part in, and how many promises each side made."""

    touches: int
    mine: int
    theirs: int
    my_promises: int
    their_promises: int


@dataclass(frozen=True, slots=True)
class DepthFacts:
    """How many personal talks and notes there are, and how many notes tell of something frank."""

    talks: int
    notes: int
    frank: int


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """How many promises were kept, and how many were broken or are overdue."""

    kept: int
    missed: int


@dataclass(frozen=True, slots=True)
class ObjectiveFacts:
    """Whether a mutual objective is written down."""

    is_written: bool


@dataclass(frozen=True, slots=True)
class FutureFacts:
    """How many times the coming years were spoken of."""

    times: int


@dataclass(frozen=True, slots=True)
class ValueFacts:
    """Which kinds of value passed, by the alphabet."""

    kinds: tuple[Value, ...]


ScoreFacts = (
    RhythmFacts | ReciprocityFacts | DepthFacts | PromiseFacts | ObjectiveFacts | FutureFacts | ValueFacts
)


MOST_MEASURES = 3
"""How many measures a member commits to per relationship: a few (S3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenMeasures:
    """The few measures that a member commits to move for one contact (S3); `id` is made of the contact's."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    contact_id: ContactId
    measures: tuple[str, ...]


YEAR = timedelta(days=365)
"""So far back a score and a fit review look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipRecord:
    """All that is on record about one relationship."""

    contact: Contact
    touches: tuple[Touch, ...] = ()
    notes: tuple[Note, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    objectives: tuple[ScoreSource, ...] = ()
    """Mutual objectives that are written down (F7)."""

    def until(self, day: date, today: date) -> RelationshipRecord:
        """What was on record by the end of a day.

        Today each promise counts as it stands, also one kept before its day. On an earlier day it counts so
        once it was due by then: when it was settled is not on record.
        """
        is_past = day < today
        return replace(
            self,
            touches=tuple(each for each in self.touches if each.occurred_on <= day),
            notes=tuple(each for each in self.notes if each.occurred_on <= day),
            commitments=tuple(
                _then(each, day) if is_past else each
                for each in self.commitments
                if each.created_at.date() <= day
            ),
            objectives=tuple(each for each in self.objectives if each.on <= day),
        )

    def __bool__(self) -> bool:
        """Whether anything is on record."""
        return bool(self.touches or self.notes or self.commitments or self.objectives)


def _then(commitment: Commitment, day: date) -> Commitment:
    settled = (commitment.due_on or commitment.created_at.date()) <= day
    return commitment if settled else replace(commitment, state=CommitmentState.OPEN)


async def read_relationship(reader: StoreReader, contact: Contact) -> RelationshipRecord:
    """All that is on record about one contact, shared objectives included."""
    return (await read_relationships(reader, (contact,)))[contact.id]


async def read_relationships(
    reader: StoreReader, contacts: Sequence[Contact]
) -> dict[str, RelationshipRecord]:
    """All that is on record about several contacts, by their ids, read at once."""
    ids: tuple[str, ...] = tuple(each.id for each in contacts)
    if not ids:
        return {}
    touches = _by_contact(await reader.of(Touch).find(contact_id=ids))
    promises = _by_contact(await reader.of(Commitment).find(contact_id=ids, state=PROMISED))
    own = _by_contact(await reader.of(MutualObjective).find(contact_id=ids))
    notes: dict[str, list[Note]] = {}
    for note in await reader.of(Note).find(contact_ids=ids):
        for id in note.contact_ids:
            notes.setdefault(id, []).append(note)
    shared = await find_shared_about_each(reader, contacts)
    return {
        each.id: RelationshipRecord(
            contact=each,
            touches=tuple(touches.get(each.id, ())),
            notes=tuple(notes.get(each.id, ())),
            commitments=tuple(promises.get(each.id, ())),
            objectives=tuple(
                ScoreSource(SourceKind.OBJECTIVE, found.id, found.created_at.date())
                for found in (*own.get(each.id, ()), *shared[each.id])
            ),
        )
        for each in contacts
    }


def _by_contact(rows: Sequence[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.contact_id, []).append(row)
    return found
