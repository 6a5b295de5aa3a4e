"""When a contact should hear from the member again, and which nudges come within the budget (B3)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.contacts import Contact, Standing, Tier


def touch_due_at(contact: Contact) -> datetime | None:
    """The UTC time from which a strategic contact is past its cadence; None for one that has none."""
    if contact.tier is not Tier.STRATEGIC or contact.cadence_days is None:
        return None
    if contact.standing in (Standing.PARKED, Standing.RELEASED):
        return None
    return (contact.last_touch_at or contact.created_at) + timedelta(days=contact.cadence_days)
