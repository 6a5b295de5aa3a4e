"""A fact about a contact or an account: what holds, from when until when, who said it, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.core.contacts import AccountId, ContactId
from bot.core.identity import Space, WorkspaceId
from bot.core.notes import NoteId

FactId = NewType("FactId", str)


class FactKind(StrEnum):
    """What a fact is about."""

    TITLE = "title"
    COMPANY = "company"
    PLACE = "place"
    BIRTHDAY = "birthday"
    KNOWN_FOR = "known for"
    TIE = "tie"
    """How two contacts are connected; `value` is a `TieKind`."""
    DATE = "date"
    """An important day, such as a renewal; `value` is what it is called."""


FIELD_KINDS = (FactKind.TITLE, FactKind.COMPANY, FactKind.PLACE, FactKind.BIRTHDAY)
"""Facts whose value in force stands on the contact itself: at most one of each is open."""


class TieKind(StrEnum):
    """How one contact is connected to another, read from the first to the second."""

    REPORTS_TO = "reports to"
    INTRODUCED = "introduced"
    """The first one introduced the member to the second."""
    MARRIED_TO = "married to"
    WORKED_WITH = "worked with"
    ASSISTANT_OF = "assistant of"
    SIBLING_OF = "sibling of"
    MENTOR_OF = "mentor of"
    KNOWS = "knows"
    """They know each other; the detail says how: "friends", "studied", "school", or "from uni"."""


BOTH_WAYS = (TieKind.MARRIED_TO, TieKind.WORKED_WITH, TieKind.SIBLING_OF, TieKind.KNOWS)
"""Ties that hold for both in the same words."""


class FactStanding(StrEnum):
    """How a fact stands."""

    SURE = "sure"
    PENDING = "pending"
    """It is doubtful, and waits for the member to confirm it."""
    CLOSED = "closed"
    """It held until a day, and holds no more."""


class FactSource(StrEnum):
    """Where a fact came from."""

    NOTE = "note"
    IMPORT = "import"
    FORM = "form"
    WORDS = "words"
    """The member said so, and no note of it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact of a contact or an account; days are the member's local ones.

    A newer fact closes the older one and never deletes it.
    """

    id: FactId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    kind: FactKind
    value: str
    contact_id: ContactId | None = None
    account_id: AccountId | None = None
    """The company that it is about, where it is about no person."""
    other_id: ContactId | None = None
    """The second contact of a tie."""
    detail: str = ""
    """What a tie says besides: the company at which both worked, "brother", "husband"."""
    told_on: date
    """The day of the note, form or import that tells it."""
    since: date | None = None
    """The first day on which it held; None where that is not known."""
    until: date | None = None
    """The day on which it was known to hold no more; None for what holds."""
    source: FactSource = FactSource.WORDS
    note_id: NoteId | None = None
    standing: FactStanding = FactStanding.SURE
    closed_by: NoteId | None = None
    """The note whose newer fact closed it; where that note goes, it holds again."""
    on: date | None = None
    """The day of an important date; of a yearly one the first that is known."""
    yearly: bool = False
    ahead: int | None = None
    """How many days before an important date it reminds; None where the usual time was not changed."""

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that a card which shows it speaks of."""
        ids = (self.id, self.contact_id, self.account_id, self.other_id, self.note_id)
        return tuple(id for id in ids if id)

    @property
    def people(self) -> tuple[ContactId, ...]:
        """The contacts that it is about."""
        return tuple(id for id in (self.contact_id, self.other_id) if id)

    @property
    def holds(self) -> bool:
        """Whether it is sure and was not closed."""
        return self.standing is FactStanding.SURE

    @property
    def says(self) -> tuple[object, ...]:
        """What it says, whoever told it: two rows of the same saying are shown once."""
        ends = (self.contact_id, self.other_id)
        if self.kind is FactKind.TIE and self.value in BOTH_WAYS:
            ends = tuple(sorted(ends, key=str))  # type: ignore[assignment]
        value = " ".join(self.value.casefold().split())
        return (self.kind, value, self.account_id, *ends, self.on)


def each_once(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, of those that say the same only the one that was told first."""
    found: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        found.setdefault(fact.says, fact)
    return list(found.values())
