"""How long what a leaver kept waits for their return, before it is erased."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.members import Departure, DepartureKind

WAIT = timedelta(days=30)


def erased_at(departure: Departure) -> datetime | None:
    """When what the member kept goes by itself; None for a guest, whose things wait without an end."""
    return departure.created_at + WAIT if departure.kind is DepartureKind.LEFT else None
