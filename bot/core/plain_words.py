"""Plain words that ask for a command, and how their parts become its arguments (B4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.core.commands import Command
from bot.language.date_words import CARDINALS
from bot.language.dates import DateSpan, find_dates

_NUMBERS = {word: number for number, word in enumerate(CARDINALS[:13])} | {"once": 1, "twice": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainWords:
    """A message that asks for a subcommand, with what was found in it.

    `people` and `companies` stand as they were written, in the order of the text; where only a pronoun is
    there, it is whom the conversation was about.
    """

    text: str
    """The words without greeting, please and thanks."""
    today: date
    people: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    day_first: bool = True

    @property
    def person(self) -> str:
        """The person named first; empty where nobody is named."""
        return self.people[0] if self.people else ""

    @property
    def company(self) -> str:
        """The company named first; empty where none is named."""
        return self.companies[0] if self.companies else ""

    @property
    def whom(self) -> str:
        """The person named first, else the company; empty where neither is named."""
        return self.person or self.company

    @property
    def days(self) -> list[DateSpan]:
        """The dates of the words, in order."""
        return find_dates(self.text, self.today, day_first=self.day_first)

    def has(self, *words: str) -> bool:
        """Whether one of these regular expressions stands in the words as whole words, whatever the case."""
        return any(re.search(rf"\b(?:{word})\b", self.text, re.IGNORECASE) for word in words)

    def find(self, pattern: str) -> re.Match[str] | None:
        """The first place that fits a regular expression, whatever the case."""
        return re.search(pattern, self.text, re.IGNORECASE)


FromWords = Callable[[PlainWords], Command]
"""Reads a subcommand's arguments out of plain words; raises Incomplete where one is missing."""


def text_after(words: PlainWords, *cues: str) -> str:
    """What follows the first of these regular expressions in the words; empty where none of them fits."""
    for cue in cues:
        if found := words.find(cue):
            return words.text[found.end() :].strip(" :,-\u2013\u2014")
    return ""


def number_in(words: str) -> int | None:
    """The first number of a few words, in figures or as a word up to twelve; None where there is none."""
    for word in re.findall(r"\d+|[a-z]+", words.casefold()):
        if word.isdigit():
            return int(word)
        if word in _NUMBERS:
            return _NUMBERS[word]
    return None
