"""Finds the import that words speak of (B6)."""

from __future__ import annotations

import re

from bot.language.pastes import LIST_ENDINGS

_IMPORT = re.compile(r"\b(?:imports?|imported|upload(?:ed)?)\b", re.IGNORECASE)
_FILE = re.compile(
    r"(?<![^\s\"\u201c\u201d\u2018\u2019'])[^\s\"\u201c\u201d\u2018\u2019']{1,200}"
    rf"(?:{'|'.join(map(re.escape, (*LIST_ENDINGS, '.txt')))})\b",
    re.IGNORECASE,
)


def names_import(text: str) -> bool:
    """Whether words that take something back mean an import."""
    return _IMPORT.search(text) is not None or _FILE.search(text) is not None


def file_named(text: str) -> str:
    """The name of a file in words; empty where they name none."""
    found = _FILE.search(text)
    return found[0] if found else ""
