"""What people say while they think, "um" and "uh", as dictation writes it down (B1)."""

from __future__ import annotations

import re

_FILLERS = re.compile(
    r"(?<![\w-])(?:(?:[Uu]m+|[Uu]h+m?|[Ee]rm+|[Ee]hm|[Hh]mm+)(?![\w-])|er(?=,| [a-z]))[,.]{0,3}(?=\s|$)"
)


def blank_fillers(text: str) -> str:
    """Return a text with spaces in place of its fillers, so that all other words stay where they are."""
    return _FILLERS.sub(lambda found: " " * len(found.group()), text)


def without_fillers(words: str) -> str:
    """Return a few words without fillers and the commas around them."""
    if _FILLERS.search(words) is None:
        return words
    return " ".join(re.sub(r",\s*$", "", _FILLERS.sub("\n", words)).replace(",\n", " ").split()).replace(
        " ,", ","
    )
