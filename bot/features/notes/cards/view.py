"""A note with all that its card says back of it (B1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.coaching.understanding import Mode
from bot.core.contacts import Contact
from bot.core.deliveries import About
from bot.core.employment import Employment
from bot.core.notes import Commitment, Note
from bot.core.promise_changes import PromiseOutcome
from bot.core.sections import Told
from bot.core.words import name_with_company
from bot.features.notes.labels import UnsurePromise


@dataclass(frozen=True, slots=True)
class OlderPromise:
    """A promise that an older note told of, and the name of the person it is with; empty for nobody."""

    commitment: Commitment
    person: str
    was_due: date | None = None
    """When it was due before it moved, where that is known."""

    @property
    def about(self) -> About:
        """The ids of the promise and of the contact it is with."""
        whom = self.commitment.contact_id
        return (self.commitment.id, *((whom,) if whom else ()))


class FirstLine(StrEnum):
    """How the card of a note begins."""

    NOTED = "Noted"
    CORRECTED = "Corrected"
    CHANGED = "Changed the note"
    AS_BEFORE = "As before: noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A note and what belongs to it, as the card that says back what was understood needs it."""

    note: Note
    today: date
    people: tuple[Contact, ...] = ()
    companies: dict[str, str]
    """Account names by account id."""
    commitments: tuple[Commitment, ...] = ()
    requests: tuple[Commitment, ...] = ()
    """What contacts asked for, and nobody has promised."""
    changed: tuple[tuple[PromiseOutcome, OlderPromise], ...] = ()
    """What the note says became of older promises."""
    unsure: UnsurePromise | None = None
    """The change of a promise that several fit."""
    candidates: tuple[OlderPromise, ...] = ()
    """Those that fit it."""
    facts: tuple[Told, ...] = ()
    """What features say of the facts that the note tells."""
    moves: tuple[Employment, ...] = ()
    """Where people were before they moved, as this note tells."""
    dropped: tuple[Commitment, ...] = ()
    """Promises of the older note that these take the place of."""
    touch: str = ""
    """How the touch happened that the note tells of; empty when it tells of none."""
    new_people: frozenset[str] = frozenset()
    """Ids of contacts that this note brought in."""
    older: Note | None = None
    older_stays: bool = False
    """Whether the older note tells much else, and is kept as it is."""
    """The note that this one corrects."""
    found_nothing_to_correct: bool = False
    suggestions: tuple[Contact, ...] = ()
    """Recent contacts to choose from, when nobody is named."""
    asks: bool = True
    """Whether the card asks whom the note is about, where that is not clear."""
    mode: Mode = Mode.MODEL
    is_foreign: bool = False
    """The note is in another language than English: it is kept as written, and no field is guessed."""
    is_first: bool = False
    """The member's first note: the card explains itself."""
    change: str = ""
    """What the Undo button takes back; empty for a card without one."""
    first_line: FirstLine = FirstLine.NOTED
    shared_with: tuple[str, ...] = ()
    """Accounts with whose teams the note is shared, where they are known."""

    @property
    def about(self) -> About:
        """The ids of all that the card speaks of."""
        note = self.note
        people = (*self.people, *(self.suggestions if self.asks else ()))
        ids = (
            note.id,
            *note.contact_ids,
            *note.account_ids,
            *((self.older.id,) if self.older else ()),
            *(person.id for person in people),
            *(commitment.id for commitment in (*self.commitments, *self.requests)),
            *(
                id
                for promise in (*(each for _, each in self.changed), *self.candidates)
                for id in promise.about
            ),
            *(id for each in self.facts for id in each.about),
        )
        return tuple(dict.fromkeys(ids))

    def company(self, contact: Contact) -> str:
        """The name of the company a contact belongs to, empty when unknown."""
        return self.companies.get(contact.account_id or "", "")

    def label(self, contact: Contact) -> str:
        """A contact's name with the company in brackets."""
        return name_with_company(contact.name, self.company(contact))
