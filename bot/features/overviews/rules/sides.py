"""B2: what is on record about one person or company, counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.core.contacts import Account, Contact, ContactId
from bot.core.facts.values import Fact
from bot.core.given_and_received import Value, find_received, value_given
from bot.core.notes import Commitment, CommitmentState, Note, Promiser, Touch, is_missed


@dataclass(frozen=True, slots=True)
class PromiseCount:
    """The promises of one side: how many are open, overdue among these, kept, and broken."""

    open: int = 0
    overdue: int = 0
    kept: int = 0
    broken: int = 0

    @property
    def missed(self) -> int:
        """Broken ones and those that are open after their day."""
        return self.overdue + self.broken


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRecord:
    """All that is on record about one person, or about one company and its people."""

    contact: Contact | None = None
    account: Account | None = None
    people: tuple[Contact, ...]
    """The contact alone, or everybody known at the company."""
    notes: tuple[Note, ...] = ()
    """What nothing has corrected, the newest first."""
    touches: tuple[Touch, ...] = ()
    """The newest first."""
    promises: tuple[Commitment, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def name(self) -> str:
        """The person's or the company's name."""
        return self.contact.name if self.contact else self.account.name if self.account else ""

    @property
    def id(self) -> str:
        """The person's or the company's id."""
        return self.contact.id if self.contact else self.account.id if self.account else ""

    @property
    def contact_ids(self) -> tuple[ContactId, ...]:
        """The ids of its people."""
        return tuple(each.id for each in self.people)

    @property
    def last_touch(self) -> Touch | None:
        """The latest touch; None where there is none."""
        return self.touches[0] if self.touches else None

    def since(self, day_added: date) -> date:
        """The first local date on record; `day_added` is when the contact or account was added."""
        noted = [each.occurred_on for each in self.notes]
        return min([*noted, *(each.occurred_on for each in self.touches), day_added])


def count_promises(promises: Iterable[Commitment], by: Promiser, today: date) -> PromiseCount:
    """How the promises of one side stand; those that were dropped do not count."""
    found = [each for each in promises if each.by is by]
    opened = [each for each in found if each.state is CommitmentState.OPEN]
    return PromiseCount(
        open=len(opened),
        overdue=sum(is_missed(each, today) for each in opened),
        kept=sum(each.state is CommitmentState.KEPT for each in found),
        broken=sum(each.state is CommitmentState.BROKEN for each in found),
    )


def values_given(side: SideRecord) -> tuple[Value, ...]:
    """What the member gave, as the notes about this side alone say it."""
    found = {each.value for note in side.notes if _is_alone(note, side) for each in value_given(note.text)}
    return tuple(sorted(found))


def values_received(side: SideRecord) -> tuple[Value, ...]:
    """What the member received from this side, as the notes say it."""
    found = {
        each.value
        for note in side.notes
        for person in side.people
        if person.id in note.contact_ids
        for each in find_received(note, person)
    }
    return tuple(sorted(found))


def _is_alone(note: Note, side: SideRecord) -> bool:
    """Whether a note is about nobody else: of several people it is not said who got what."""
    return bool(note.contact_ids) and set(note.contact_ids) <= set(side.contact_ids)
