"""The store: the truth in SQL, the inbox and the outbox; the only place that knows SQLAlchemy."""

from __future__ import annotations

from bot.store.outbox import Pace
from bot.store.store import SqlStore, open_store

__all__ = ["Pace", "SqlStore", "open_store"]
