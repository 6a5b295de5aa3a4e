"""Ways in which a subcommand finds its arguments in plain words (B4)."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.core import common_cards
from bot.core.commands import Command
from bot.core.plain_words import FromWords, PlainWords
from bot.core.subcommand import Incomplete

Parse = Callable[[str], Command]
"""Reads what follows a subcommand's name; raises Incomplete."""


def as_bare(parse: Parse) -> FromWords:
    """The command without arguments, whatever the words say besides."""
    return lambda _: parse("")


def with_text(parse: Parse) -> FromWords:
    """The command with the whole message as its argument."""
    return lambda words: parse(words.text)


def with_person(parse: Parse) -> FromWords:
    """The command with the person that the words name; with two, the member is asked to name one."""
    return lambda words: parse(one_person(words))


def with_whom(parse: Parse) -> FromWords:
    """The command with the person, or else the company, that the words name."""
    return lambda words: parse(one_person(words) or words.company)


def one_person(words: PlainWords) -> str:
    """The one person that the words are about; raises Incomplete for "Ana and Lars"."""
    if len(words.people) > 1:
        first, second = (re.escape(each.split(" (")[0]) for each in words.people[:2])
        if words.find(rf"{first}\S{{0,2}}\s*(?:,|&|\+|and)\s*{second}"):
            raise Incomplete(common_cards.ONE_AT_A_TIME)
    return words.person
