"""Plain words for Slack: without control characters, and cut at a word where a limit is passed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.language.unseen import without_unseen

Block = dict[str, Any]
ELLIPSIS = "\u2026"
_HALVES = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")


def clean(text: str) -> str:
    """Remove control characters, and marks that show nothing or reverse the direction of what follows."""
    kept = without_unseen(_BREAKS.sub("\n", text))
    return kept if kept.isascii() else _HALVES.sub("", kept)


def one_line(text: str) -> str:
    """Return the cleaned text in one line."""
    return " ".join(clean(text).split())


def cut(text: str, limit: int, cost: Callable[[str], int] = len) -> tuple[str, bool]:
    """Return at most `limit` characters of a text, cut at a word with an ellipsis; and whether it was cut.

    `cost` is how many characters a piece of it takes once it is escaped.
    """
    if cost(text) <= limit:
        return text, False
    end, room = 0, limit - len(ELLIPSIS)
    for char in text:
        room -= cost(char)
        if room < 0:
            break
        end += 1
    kept = text[:end]
    at_word = max(kept.rfind(" "), kept.rfind("\n"))
    if at_word > end // 2:
        kept = kept[:at_word]
    return kept.rstrip() + ELLIPSIS, True


def plain_text(text: str, limit: int, otherwise: str = ELLIPSIS) -> Block:
    """Return a one-line `plain_text` object; `otherwise` stands where nothing is left of the text."""
    words, _ = cut(one_line(text) or otherwise, limit)
    return {"type": "plain_text", "text": words, "emoji": False}
