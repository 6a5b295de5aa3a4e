"""What the use cases need from outside, as protocols; adapters fulfil them, wiring connects them."""

from bot.core.ports.books import LexicalHit, Repository, Restored, RowsSeen, Store, StoreReader, UnitOfWork
from bot.core.ports.coach import Coach
from bot.core.ports.errors import (
    ChangedSince,
    Conflict,
    LeaseLost,
    NotFound,
    OutOfScope,
    RetryLater,
    Unavailable,
    Undeliverable,
    UnreadableDocument,
)
from bot.core.ports.knowledge import Knowledge
from bot.core.ports.memory import DenseHit, Embedder, Entry, Memory
from bot.core.ports.papers import Documents
from bot.core.ports.queues import Claimed, DeadLetter, Envelope, Inbox, Outbox, Outgoing, Posted, Schedule
from bot.core.ports.time import Calendars, Clock
from bot.core.ports.work import Work
from bot.core.ports.workspace import Directory, Files, Progress

__all__ = [
    "Calendars",
    "ChangedSince",
    "Claimed",
    "Clock",
    "Coach",
    "Conflict",
    "DeadLetter",
    "DenseHit",
    "Directory",
    "Documents",
    "Embedder",
    "Entry",
    "Envelope",
    "Files",
    "Inbox",
    "Knowledge",
    "LeaseLost",
    "LexicalHit",
    "Memory",
    "NotFound",
    "OutOfScope",
    "Outbox",
    "Outgoing",
    "Posted",
    "Progress",
    "Repository",
    "Restored",
    "RetryLater",
    "RowsSeen",
    "Schedule",
    "Store",
    "StoreReader",
    "Unavailable",
    "Undeliverable",
    "UnitOfWork",
    "UnreadableDocument",
    "Work",
]
