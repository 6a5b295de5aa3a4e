"""The machine's time, for whatever runs outside of tests."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """Aware UTC time."""
        return datetime.now(UTC)
