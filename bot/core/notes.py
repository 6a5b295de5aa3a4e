"""Notes, and what was understood of them: touches, commitments, assumptions (B1, R2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.core.contacts import AccountId, ContactId
from bot.core.identity import Space, WorkspaceId

NoteId = NewType("NoteId", str)
TouchId = NewType("TouchId", str)
CommitmentId = NewType("CommitmentId", str)


class NoteKind(StrEnum):
    """What kind of telling a note is."""

    NOTE = "note"
    CORRECTION = "correction"
    ANSWER = "answer"
    OUTCOME = "outcome"
    REVIEW = "review"


SHAREABLE = tuple(kind for kind in NoteKind if kind is not NoteKind.REVIEW)
"""Kinds of notes that may go to others; own reviews are for their writer alone (F4)."""


class NoteSource(StrEnum):
    """Where the member said it."""

    MESSAGE = "message"
    COMMAND = "command"
    SHORTCUT = "shortcut"
    MENTION = "mention"
    FORM = "form"
    FILE = "file"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Assumption:
    """Words that state another's future act as fact; marked, never silently a fact (R2)."""

    quote: str
    start: int
    """Offset of the quote in the note's text, in characters."""


@dataclass(frozen=True, slots=True)
class OpenMention:
    """A person named in a note who could not be told apart yet; the member is asked once."""

    written: str
    candidates: tuple[ContactId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Anything a member deliberately told the bot; private to its space until shared. Times are UTC."""

    id: NoteId
    workspace: WorkspaceId
    space: Space
    text: str
    created_at: datetime
    occurred_on: date
    """The member's local date of what the note tells."""
    kind: NoteKind = NoteKind.NOTE
    source: NoteSource = NoteSource.MESSAGE
    contact_ids: tuple[ContactId, ...] = ()
    account_ids: tuple[AccountId, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    open_mentions: tuple[OpenMention, ...] = ()
    corrects: NoteId | None = None
    superseded_by: NoteId | None = None
    slack_conversation: str | None = None
    slack_ts: str | None = None
    permalink: str | None = None
    shared_with: tuple[Space, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    """Further labels, as pairs: a round's question id, its horizon, and the like."""


class Direction(StrEnum):
    """Who reached out."""

    BY_MEMBER = "by member"
    BY_CONTACT = "by contact"
    MUTUAL = "mutual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A dated contact between member and contact; notes and logged touches make them."""

    id: TouchId
    workspace: WorkspaceId
    space: Space
    contact_id: ContactId
    occurred_on: date
    created_at: datetime
    channel: str = "note"
    direction: Direction = Direction.MUTUAL
    note_id: NoteId | None = None
    serves_future: bool | None = None
    """Whether it served the future rather than a current deal (T6); None where nobody said."""


class Promiser(StrEnum):
    """Who promised."""

    MEMBER = "member"
    CONTACT = "contact"


class CommitmentState(StrEnum):
    """How a commitment stands."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    DROPPED = "dropped"
    ASKED = "asked"
    """A contact asked for it and the member promised nothing: no promise until they say so."""


PROMISED = tuple(state for state in CommitmentState if state is not CommitmentState.ASKED)
"""The states of what was promised at some time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """Something promised, by the member or to the member, with a due date where one was said."""

    id: CommitmentId
    workspace: WorkspaceId
    space: Space
    what: str
    by: Promiser
    created_at: datetime
    contact_id: ContactId | None = None
    note_id: NoteId | None = None
    due_on: date | None = None
    state: CommitmentState = CommitmentState.OPEN
    quote: str = ""


def is_missed(commitment: Commitment, today: date) -> bool:
    """Whether a promise was broken, or is still open after its day."""
    if commitment.state is CommitmentState.OPEN:
        return commitment.due_on is not None and commitment.due_on < today
    return commitment.state is CommitmentState.BROKEN
