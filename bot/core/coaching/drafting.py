"""A message that a member may copy and send themselves (B3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.core.coaching.understanding import Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWish:
    """To whom a message goes, from whom, and what one of them still owes the other, as it was kept."""

    name: str
    sender: str = ""
    promise: str = ""
    """What the member promised."""
    due_on: date | None = None
    """The local date on which the promise, of either of them, is due."""
    owed: str = ""
    """What the other promised to the member; the message asks for it."""
    short: bool = False
    """In as few words as it can be said."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The words of a message, whole sentences without gaps."""

    text: str
    provenance: Provenance
