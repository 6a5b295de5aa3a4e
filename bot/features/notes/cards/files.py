"""What is said of a file that cannot be read."""

from __future__ import annotations

from bot.core.cards import Card
from bot.core.rich import Bold, rich


def file_unread(name: str, why: str) -> Card:
    """An attached file could not be taken."""
    return Card(text=rich("I couldn't take ", Bold(name), f": {why} Nothing was stored."))
