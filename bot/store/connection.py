"""A transaction on either database, as the store's modules use it."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.sqlite_session import SqliteSession

DatabaseConnection = AsyncConnection | SqliteSession
"""On PostgreSQL SQLAlchemy's own; on SQLite ours, which understands as much of it as the store needs."""
