"""What the forms of written dates have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot.language.date_context import Reader
from bot.language.date_words import DASH, WEEKDAY, WHICH, YEAR
from bot.language.date_words import SPACE as S


@dataclass(frozen=True, slots=True)
class DateForm:
    """One way of writing a date; `needs` is a word without which a text cannot hold it."""

    written: str
    read: Reader
    needs: re.Pattern[str]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern that finds it, made when it is first wanted: all of them take a tenth of a second."""
        return _compiled(self.written)


def form(pattern: str, read: Reader, needs: re.Pattern[str]) -> DateForm:
    """Return a form by its pattern, which has to stand between words."""
    return DateForm(rf"(?<![\w/.-])(?:{pattern})(?![\w/]|-\d)", read, needs)


@cache
def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(written, re.IGNORECASE)


def any_of(words: str) -> re.Pattern[str]:
    """Return a pattern for any of these words, as a part of longer ones, too."""
    return re.compile(words, re.IGNORECASE)


HAS_DIGIT = any_of(r"\d")
HAS_MONTH = any_of(r"(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
HAS_WEEKDAY = any_of(r"(?<![a-z])(?:mon|tue|wed|thu|fri|sat|sun)")
HAS_SLASH, HAS_DOT, HAS_HYPHEN = any_of(r"\d/\d"), any_of(r"\d\.\d"), any_of(r"\d-\d")
HAS_DAYS = any_of(r"days\b")
HAS_UNIT = any_of(r"(?<![a-z])(?:days?\b|weekd|week|wk|hour|hr|fortnight|month|mth|quarter|qtr|year|yr)|\dh")
ANYTHING = any_of(r"\w")

AFTER_IN = r"(?<=in )|(?<=by )|(?<=since )|(?<=until )|(?<=before )|(?<=after )|(?<=from )|(?<=during )"
LEAD = rf"(?:{AFTER_IN}|(?<=till )|(?<=of ))"
WEEKDAY_FIRST = rf"(?:{WEEKDAY}\.?,?{S}(?:the{S})?)?"
THE = rf"(?:the{S})?"
ANY_WEEKDAY = WEEKDAY_FIRST.replace("?P<weekday>", "?:")
WHICHLY = rf"(?:{WHICH}{S})?"
YEARLY = rf"(?:,?{S}(?:of{S})?{YEAR})?"
TO = rf"[ \t]{{0,2}}(?:{DASH}|to|and|or|until|till|through)[ \t]{{0,2}}(?:the{S})?"
ABOUT = rf"(?:(?:about|around|roughly|approx\.?|some|over|up{S}to|at{S}most|max\.?){S})?"
NO_THING = (
    r"(?!\s+(?:time|of|in{s}a|floor|year|quarter|half|place|meeting|call|visit|round|party|person|people|"
    r"edition|anniversary|birthday|generation|gen|grade|draft|version|attempt|week|month|day|degree|century|"
    r"line|wave|option|largest|biggest|most|best|street|avenue|st\b|ave\b|annual|international|"
    r"conversation|chance|step|phase|order|deal|site|depot|team|one|thing)s?\b)"
).replace("{s}", r"\s+")
SHORT_YEAR = r"(?P<year>(?:20)?\d\d)"
PLACE = rf"(?P<place>after{S}next|before{S}last)"
NTH = r"(?P<{}>first|second|third|fourth|1st|2nd|3rd|4th)"
