"""What the kinds of rows are called in an export (B6)."""

from __future__ import annotations

import re
from collections.abc import Mapping

NOBODYS_NOTES = "Notes about nobody"
ANSWERS_PAGE = "private/mindset answers.md"
"""Names of pages."""
_NAMES = {
    "Commitment": "promises",
    "Activity": "plan entries",
    "Attitude": "private mindset answers",
    "Turn": "steps of conversations",
    "Touch": "touches",
    "Vision": "pictures of the future",
    "PathNeed": "needs of the path",
    "Assessment": "tested actions",
    "TextCheck": "checked texts",
    "FitReview": "fit reviews",
    "HandOver": "hand-overs",
    "Employment": "past titles and companies",
    "MemberSettings": "settings",
    "Member": "who you are",
    "LastTold": "what was told last",
    "LatestPrompt": "latest prompts",
    "Declined": "declined",
}
COUNTED = ("Contact", "Account", "Note", "Touch", "Commitment", "Activity", "Goal", "Meeting", "RoundAnswer")
"""The kinds that are named where an export is counted, in this order; all others are "other entries"."""


def name_of_kind(kind: str) -> str:
    """What rows of a kind are called, in the plural: "promises", "round answers"."""
    if kind in _NAMES:
        return _NAMES[kind]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower()
    if words.endswith(("settings", "s")):
        return words
    return f"{words[:-1]}ies" if words.endswith("y") and words[-2:-1] not in "aeiou" else f"{words}s"


def counted(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The counts that are worth naming, with all others as one."""
    named = [(name_of_kind(kind), counts[kind]) for kind in COUNTED if counts.get(kind)]
    others = sum(number for kind, number in counts.items() if kind not in COUNTED)
    return [*named, *([("other entries", others)] if others else [])]


def counted_words(name: str, number: int) -> str:
    """So many rows of a name in the plural: "1 contact", "3 other entries"."""
    if number != 1:
        return f"{number} {name}"
    first, _, last = name.rpartition(" ")
    one = "entry" if last == "entries" else "touch" if last == "touches" else last.removesuffix("s")
    return f"1 {first} {one}" if first else f"1 {one}"
