"""What one subcommand of `/tactegic` is; each capability lists its own in a module of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.core.commands import Command
from bot.core.plain_words import FromWords

QUOTES = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"') | dict.fromkeys("\u2018\u2019", "'")
)
"""Typographic quotation marks as plain ones, for `str.translate`."""


class Incomplete(ValueError):
    """A known subcommand with something missing; the message says what, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subcommand:
    """One thing that can be typed after `/tactegic`."""

    name: str
    parse: Callable[[str], Command]
    """Reads what follows the name; raises Incomplete."""
    from_words: FromWords
    """Finds the same arguments in plain words that ask for it; raises Incomplete."""
    summary: str
    """What it does, in a few words."""
    example: str
    topic: str
    arguments: str = ""
    aliases: tuple[str, ...] = ()
    takes_colon: bool = False
    """Plain words that begin with the name and a colon are the same as the command."""


def unquote(text: str) -> str:
    """Words without quotation marks and doubled spaces around them."""
    stripped = text.translate(QUOTES).strip()
    if len(stripped) > 1 and stripped[0] == stripped[-1] and stripped[0] in "\"'":
        stripped = stripped[1:-1]
    return " ".join(stripped.split())


def require(make: Callable[[str], Command], problem: str) -> Callable[[str], Command]:
    """A parser for one argument that must be there."""

    def parse(rest: str) -> Command:
        value = unquote(rest)
        if not value:
            raise Incomplete(problem)
        return make(value)

    return parse


def parse_paged(rest: str, make: Callable[[str, int], Command]) -> Command:
    """A command with words and an optional "page 2" behind them."""
    found = re.search(r"(?:^|\s)(?:page\s+)(\d{1,4})\s*$", rest, re.IGNORECASE)
    page = max(int(found[1]) - 1, 0) if found else 0
    return make(unquote(rest[: found.start()] if found else rest), page)
