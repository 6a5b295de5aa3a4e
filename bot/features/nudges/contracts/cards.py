"""Parts of cards that other features may show: nudges (B3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Row
from bot.core.rich import Bold, rich
from bot.core.words import shorten, when
from bot.features.people.commands import ShowContact


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Somebody, or a promise, that will be brought up; `on` is the member's local date."""

    name: str
    company: str
    on: date
    contact_id: str
    what: str = ""
    touched_on: date | None = None
    """When the member and the person were last in touch."""
    note: str = ""
    """Why it is not brought up today, e.g. "snoozed"."""


def coming_row(row: Coming, today: date) -> Row:
    """Somebody or something, and when."""
    due = ("now",) if row.on <= today else when(row.on, today)
    who = rich(Bold(row.name), f" ({row.company})" if row.company else "") if row.name else ()
    what = f"{': ' if row.name else ''}{shorten(row.what, 120)}" if row.what else ""
    note = f", {row.note}" if row.note else ""
    button = Button(label="Show", command=ShowContact(contact_id=row.contact_id)) if row.contact_id else None
    return Row(text=rich(*who, what, " · ", *due, note), button=button)
