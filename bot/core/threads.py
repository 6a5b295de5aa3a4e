"""What a conversation is about: who was spoken of last, and what the bot is waiting to hear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.contacts import ContactId
from bot.core.identity import Scope, Space, WorkspaceId
from bot.core.notes import NoteId
from bot.core.ports.store import StoreReader

FOCUS_LASTS = timedelta(hours=1)
"""How long "she" in a new thread may still mean somebody of another thread."""

_LATEST_STEPS = 20
"""How many steps of the conversation a Turn remembers."""

QUESTION_LASTS = timedelta(minutes=15)
"""How long an answer outside the thread of a question still counts as its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationStep:
    """One step of a conversation. Steps are only ever added, so that undoing one disturbs no other."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    thread: str = ""
    """The thread's root message, empty outside of threads."""
    focus: tuple[ContactId, ...] = ()
    note_id: NoteId | None = None
    change: str = ""
    asks: bool = False
    """The bot asked who is meant in the note."""
    asked_about: str = ""
    """The name as written that was asked about, empty for "who is this note about"."""
    asked_in: str = ""
    """The id of the row that waits for the answer where it is no note, such as an assessment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Words of a member that wait for a click: a text sent twice, or a note's changed message."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    text: str
    replaces: NoteId | None = None
    permalink: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """A person who was told that the bot is not for them, so that it is said once only."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime


def focus_now(steps: Sequence[ConversationStep], thread: str, now: datetime) -> tuple[ContactId, ...]:
    """Whom a pronoun may mean: the thread's people, else those of the last hour; `steps` newest first."""
    here = focus_of_thread(steps, thread)
    recent = (step.focus for step in steps if step.focus and now - step.created_at <= FOCUS_LASTS)
    return here or next(recent, ())


def focus_of_thread(steps: Sequence[ConversationStep], thread: str) -> tuple[ContactId, ...]:
    """The people of this thread alone."""
    return next((step.focus for step in steps if thread and step.thread == thread and step.focus), ())


def open_question(steps: Sequence[ConversationStep], thread: str, now: datetime) -> ConversationStep | None:
    """The question that a plain message may answer: the latest step's, in this thread or just now."""
    if not steps:
        return None
    latest = next((step for step in steps if thread and step.thread == thread), steps[0])
    fresh = latest.thread == thread or now - latest.created_at <= QUESTION_LASTS
    return latest if latest.asks and fresh else None


async def latest_steps(reader: StoreReader, scope: Scope) -> tuple[ConversationStep, ...]:
    """The latest steps of the member's conversations, the newest first."""
    steps = reader.of(ConversationStep)
    return tuple(await steps.find(space=scope.own, newest_first=True, limit=_LATEST_STEPS))
