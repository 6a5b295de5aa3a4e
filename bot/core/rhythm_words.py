"""Reads how often somebody would like to be in touch: "every six weeks", "monthly" (P1, B3)."""

from __future__ import annotations

import re

from bot.core.plain_words import PlainWords, number_in

_SPANS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 90, "year": 365}
_ADVERBS = {
    "daily": 1,
    "weekly": 7,
    "fortnightly": 14,
    "biweekly": 14,
    "bi-weekly": 14,
    "monthly": 30,
    "quarterly": 90,
    "half-yearly": 182,
    "yearly": 365,
    "annually": 365,
}
_EVERY = re.compile(
    r"\b(?:every|each|once (?:a|every|per)|a|per|of)\s+(?P<other>other|second|couple of|few)?\s*"
    r"(?P<count>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)?[\s-]*"
    r"(?P<span>day|week|fortnight|month|quarter|year)s?\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?P<times>twice|two times|three times|four times) (?:a|per|every) (?P<span>week|month|"
    r"quarter|year)\b",
    re.I,
)
_LENGTH = re.compile(
    r"\b(?P<count>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|sixty|ninety|thirty)[\s-]+"
    r"(?P<span>day|week|fortnight|month|quarter|year)s?\b",
    re.IGNORECASE,
)
_TENS = {"thirty": 30, "sixty": 60, "ninety": 90}
_AT_MOST = r"(?:at (?:the )?(?:most|latest|longest)|max(?:imum)?|no (?:longer|more) than)"
_MOST = re.compile(
    rf"\b(?P<before>\d{{1,3}}|\w+)\s*(?P<span>day|week|month)?s?\s+{_AT_MOST}(?!\s+\d)|"
    rf"\b{_AT_MOST}\s+(?:every\s+)?(?P<after>\d{{1,3}}|\w+)\s*(?P<unit>day|week|month)?s?\b",
    re.IGNORECASE,
)


_NONE = re.compile(
    r"\b(?:no (?:fixed )?(?:rhythm|cadence)|without (?:a )?(?:rhythm|cadence)|rhythm off)\b", re.IGNORECASE
)


def rhythm_in(words: PlainWords) -> tuple[int, int] | None:
    """The ideal and the longest number of days of a rhythm; (0, 0) for none, None where none is said."""
    return read_rhythm(words.text)


def read_rhythm(said: str) -> tuple[int, int] | None:
    """The same, of any words."""
    text = said.casefold()
    if _NONE.search(text):
        return (0, 0)
    longest, most = 0, _MOST.search(text)
    if most is not None:
        longest = _count(most["after"] or most["before"]) * _SPANS[(most["unit"] or most["span"] or "day")]
        text = text[: most.start()] + " " + text[most.end() :]
    ideal = _ideal(text, [_count(each["count"]) * _SPANS[each["span"]] for each in _LENGTH.finditer(text)])
    return (ideal, longest if longest >= ideal else 0) if ideal else None


def _ideal(text: str, lengths: list[int]) -> int:
    if times := _TIMES.search(text):
        count = {"twice": 2, "two times": 2, "three times": 3}.get(times["times"].lower(), 4)
        return _SPANS[times["span"].lower()] // count
    if adverb := next((days for word, days in _ADVERBS.items() if re.search(rf"\b{word}\b", text)), 0):
        return adverb
    if (every := _EVERY.search(text)) and not (every.group().startswith("of") and every["count"] is None):
        count = 2 if every["other"] in ("other", "second", "couple of") else 3 if every["other"] else 0
        return (count or _count(every["count"] or "one")) * _SPANS[every["span"].lower()]
    if lengths:
        return lengths[0]
    bare = [int(each) for each in re.findall(r"\b\d{1,3}\b", text)]
    return bare[0] if bare else 0


def _count(word: str) -> int:
    return _TENS.get(word) or number_in(word) or 1
