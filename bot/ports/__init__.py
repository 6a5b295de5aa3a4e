"""What the use cases need from outside, as protocols; adapters fulfil them, wiring connects them."""

from bot.ports.books import Books, Ledger, LexicalHit, OpenBooks, Restored, RowsSeen, Shelf
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
    UnreadablePaper,
)
from bot.ports.knowledge import Knowledge
from bot.ports.memory import DenseHit, Embedder, Entry, Memory
from bot.ports.papers import Papers
from bot.ports.queues import Agenda, Claimed, DeadLetter, Envelope, Inbox, Outbox, Outgoing, Posted
from bot.ports.time import Calendars, Clock
from bot.ports.work import Work
from bot.ports.workspace import Directory, Files, Progress

__all__ = [
    "Agenda",
    "Books",
    "Calendars",
    "ChangedSince",
    "Claimed",
    "Clock",
    "Coach",
    "Conflict",
    "DeadLetter",
    "DenseHit",
    "Directory",
    "Embedder",
    "Entry",
    "Envelope",
    "Files",
    "Inbox",
    "Knowledge",
    "LeaseLost",
    "Ledger",
    "LexicalHit",
    "Memory",
    "NotFound",
    "OpenBooks",
    "OutOfScope",
    "Outbox",
    "Outgoing",
    "Papers",
    "Posted",
    "Progress",
    "Restored",
    "RetryLater",
    "RowsSeen",
    "Shelf",
    "Unavailable",
    "Undeliverable",
    "UnreadablePaper",
    "Work",
]
