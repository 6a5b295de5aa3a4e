"""The page that comes with an export (B6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.features.own_data.rules.kinds import COMPLETE


def readme(name: str, made_at: datetime, counts: Iterable[tuple[str, int]]) -> str:
    """Say what is in an export and what is not; `made_at` is in UTC."""
    found = "".join(f"- {what}: {number}\n" for what, number in counts)
    return f"# What Tactegic keeps for {name}\n\nMade on {made_at:%d %B %Y, %H:%M} UTC.\n\n{found}{_REST}"


_REST = f"""
## What is in it

- `{COMPLETE}` is the complete one: every row, with its kind and all its fields. To bring back what is gone,
  drop this whole zip into your conversation with Tactegic.
- `notes/` has a page for each contact and company, to read.
- `csv/` has a table for each kind, for spreadsheets. Where a cell would be taken for a formula, an apostrophe
  stands in front of it.
- `contacts.vcf` has your contacts for an address book, `dates.ics` what has a date for a calendar.
- `private/` holds your answers to the private mindset questions, which the bot shows to you alone, in a form.

## What is not in it

What colleagues shared with you, what your teams keep together and the glossary are theirs as much as yours,
and stay where they are. What undoes your changes is not in it either. The secret address of a calendar that
you connected is left out, since whoever has it can read that calendar: only its server's name is in.

Keep this file where nobody else can read it: it holds what you know about people.
"""
