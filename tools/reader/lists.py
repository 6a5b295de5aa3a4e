"""Short lists of words, written as one text."""

from __future__ import annotations


def listed(text: str, between: str) -> list[str]:
    """Return the words of a text that this sign parts."""
    return text.split(between)
