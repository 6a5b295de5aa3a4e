"""Column types and values that SQLite and PostgreSQL take alike."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class UtcTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC to the microsecond; refuses naive ones with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the UTC time; without its zone for SQLite, which knows none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the aware time."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def storable(value: Any) -> Any:
    """Return the value in plain JSON types, with a replacement mark for what PostgreSQL cannot keep in text.

    That is the character NUL and halves of surrogate pairs, which reach us in hand-made payloads only.
    """
    if isinstance(value, str):
        plain = value.value if isinstance(value, Enum) else value
        return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", plain)
    if isinstance(value, dict):
        return {storable(key): storable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [storable(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(storable(item) for item in value)
    return value
