"""What the use cases need from outside, as protocols; adapters fulfil them, wiring connects them."""

from bot.ports.books import LexicalHit, Repository, Restored, RowsSeen, Store, StoreReader, UnitOfWork
from bot.ports.coach import Coach
from bot.ports.errors import (
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
from bot.ports.knowledge import Knowledge
from bot.ports.memory import DenseHit, Embedder, Entry, Memory
from bot.ports.papers import Documents
from bot.ports.queues import Claimed, DeadLetter, Envelope, Inbox, Outbox, Outgoing, Posted, Schedule
from bot.ports.time import Calendars, Clock
from bot.ports.work import Work
from bot.ports.workspace import Directory, Files, Progress

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
