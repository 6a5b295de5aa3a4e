"""Numbers of a text, in digits and words: 40k, a dozen, half a million, 15 percent (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class FigureKind(StrEnum):
    """What a number is."""

    PLAIN = "plain"
    SHARE = "share"
    """A part of a whole, as a number of 0 to 1 and beyond: 15 percent, a quarter."""
    TIME = "time"
    """Of the clock, in hours."""
    DURATION = "duration"
    """In days."""
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at `text[start:end]`; `unit` is the word of a duration ("week"), empty elsewhere."""

    kind: FigureKind
    value: float
    written: str
    start: int
    end: int
    unit: str = ""


_ONES = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
_TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
_SMALL = _ONES | _TENS | {"dozen": 12, "couple": 2, "pair": 2, "twice": 2, "thrice": 3, "fortnight": 14}
_LARGE = {
    "hundred": 1e2,
    "thousand": 1e3,
    "grand": 1e3,
    "million": 1e6,
    "mio": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "k": 1e3,
    "m": 1e6,
    "b": 1e9,
    "dozen": 12,
}
_SHARES = {
    "half": 1 / 2,
    "halves": 1 / 2,
    "third": 1 / 3,
    "quarter": 1 / 4,
    "fourth": 1 / 4,
    "fifth": 1 / 5,
    "sixth": 1 / 6,
    "eighth": 1 / 8,
    "tenth": 1 / 10,
}
_ORDINALS = dict(
    zip(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
        range(1, 11),
        strict=True,
    )
)
DAYS_OF = {
    "hour": 1 / 24,
    "hr": 1 / 24,
    "minute": 1 / 1440,
    "min": 1 / 1440,
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.44,
    "quarter": 91.3,
    "year": 365.25,
    "yr": 365.25,
    "wk": 7.0,
    "mth": 30.44,
    "d": 1.0,
    "y": 365.25,
}

_NUMBER_WORD = "|".join(sorted({*_ONES, *_TENS}, key=len, reverse=True))
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_UNIT = r"(?P<unit>hours?|hrs?|minutes?|mins?|days?|weeks?|wks?|fortnights?|months?|mths?|quarters?|years?|yrs?)(?:['\u2019]s?)?\b"
_DIGITS = re.compile(
    r"(?<![\w.,])[~$\u20ac\u00a3#+-]?(?P<digits>\d+(?:[.,'\u2019]\d+)*)(?:\s?(?P<large>k(?:eur|usd|"
    r"gbp|chf|\u20ac)?|m(?:eur)?|mio|mn|bn|b|million|billion|thousand|hundred|grand|dozen)\b)?"
    r"(?P<clock>\s?[ap]\.?m\b\.?|:\d\d|h\b)?(?P<ordinal>st|nd|rd|th)?(?P<percent>\s?%|\s?per ?cent\b|"
    r"\s?pct\b)?",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"\b(?:(?P<number>(?:{_NUMBER_WORD})(?:[\s-](?:{_NUMBER_WORD}))?)|(?P<article>an?|"
    rf"half\s+an?))(?![a-z])"
    rf"(?P<large>(?:[\s-](?:and\s+)?(?:hundred|thousand|million|billion|"
    rf"dozen)\b)+)?(?P<rest>\s+(?:and\s+)?(?:{_NUMBER_WORD})(?:-(?:{_NUMBER_WORD}))?)?"
    r"(?P<percent>\s?%|\s+per ?cent\b|\s+percent\b)?",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?P<word>dozen|couple|pair|twice|thrice|fortnight|double[ds]?|triple[ds]?)\b", re.IGNORECASE
)
_FRACTION = re.compile(
    r"\b(?:(?P<count>one|two|three|four|an?|\d)[\s-])?(?P<share>half|halves|third|quarter|fourth|"
    r"fifth|sixth|eighth|tenth)s?\b(?!\s+(?:of\s+)?(?:20\d\d|day|time|year|round|meeting|call|week))",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\b(?P<word>{'|'.join(_ORDINALS)})\b", re.IGNORECASE)
_DURATION = re.compile(
    rf"[\s-]{{1,3}}(?:full\s+|whole\s+|more\s+|working\s+|further\s+)?{_UNIT}", re.IGNORECASE
)
_ONE = re.compile(
    r"\b(?:a|an|one)\s+(?:full\s+|whole\s+)?(?P<unit>day|week|fortnight|month|year)\s+(?=before|after|"
    r"later|earlier|ago|long\b)",
    re.IGNORECASE,
)


_HALVES = re.compile(
    rf"\b(?P<number>{_NUMBER_WORD}|\d+)\s+and\s+a\s+half(?:[\s-](?P<large>hundred|thousand|million|"
    rf"billion))?(?:\s+(?P<unit>hours?|days?|weeks?|months?|years?)\b)?",
    re.IGNORECASE,
)
_HALF_A = re.compile(r"\bhalf\s+an?\s+(?P<unit>hour|day|week|month|year)\b", re.IGNORECASE)
_AND_A_HALF = re.compile(r"\ban?\s+(?P<unit>hour|day|week|month|year)\s+and\s+a\s+half\b", re.IGNORECASE)
_IN = re.compile(
    rf"\b(?P<part>{_NUMBER_WORD}|\d+)\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<whole>{_NUMBER_WORD}|"
    rf"\d+)\b(?!\s*(?:days?|weeks?|months?|years?|hours?|minutes?|{_MONTH}))",
    re.IGNORECASE,
)
_PAST = re.compile(
    rf"\b(?P<part>half|quarter)\s+(?P<side>past|to)\s+(?P<hour>{_NUMBER_WORD}|\d+)\b", re.IGNORECASE
)
_OF_A_MILLION = re.compile(
    r"\b(?:(?P<count>a|one|two|three)\s+)?(?P<share>third|quarter|"
    r"tenth)s?\s+of\s+a\s+(?P<large>million|billion)\b",
    re.IGNORECASE,
)


def _whole(written: str) -> float:
    return float(_SMALL[written.lower()]) if written.lower() in _SMALL else float(written)


def _expressions(text: str) -> Iterable[Figure]:
    """Numbers that take several words: two and a half weeks, one in four, half past three."""
    for match in _HALVES.finditer(text):
        value = (_whole(match["number"]) + 0.5) * _LARGE.get((match["large"] or "").lower(), 1)
        unit = (match["unit"] or "").lower().removesuffix("s")
        kind = FigureKind.DURATION if unit else FigureKind.PLAIN
        yield Figure(kind, value * DAYS_OF.get(unit, 1), match[0], *match.span(), unit)
    for pattern, count in ((_HALF_A, 0.5), (_AND_A_HALF, 1.5)):
        for match in pattern.finditer(text):
            unit = match["unit"].lower()
            yield Figure(FigureKind.DURATION, count * DAYS_OF[unit], match[0], *match.span(), unit)
    for match in _IN.finditer(text):
        if 0 < _whole(match["part"]) < _whole(match["whole"]):
            share = _whole(match["part"]) / _whole(match["whole"])
            yield Figure(FigureKind.SHARE, share, match[0], *match.span())
    for match in _PAST.finditer(text):
        part = {"half": 0.5, "quarter": 0.25}[match["part"].lower()]
        hour = _whole(match["hour"]) + (part if match["side"].lower() == "past" else -part)
        yield Figure(FigureKind.TIME, hour, match[0], *match.span())
    for match in _OF_A_MILLION.finditer(text):
        count = {"two": 2, "three": 3}.get((match["count"] or "").lower(), 1)
        value = count * _SHARES[match["share"].lower()] * _LARGE[match["large"].lower()]
        yield Figure(FigureKind.PLAIN, value, match[0], *match.span())


def _large_of(written: str) -> str:
    written = written.lower()
    return written[0] if written not in _LARGE else written


def figures_in(text: str) -> list[Figure]:
    """Return the numbers of a text; "one" and "first" alone are none, they are said of anything."""
    found: list[Figure] = []
    for match in _DIGITS.finditer(text):
        found.append(_of_digits(match))
    for match in _ONE.finditer(text):
        unit = match["unit"].lower()
        found.append(Figure(FigureKind.DURATION, DAYS_OF[unit], match[0], match.start(), match.end(), unit))
    for match in _FRACTION.finditer(text):
        count = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}.get(
            (match["count"] or "a").lower(), 0
        ) or int(match["count"])
        if match["count"] or match["share"].lower() in ("half", "quarter"):
            found.append(
                Figure(
                    FigureKind.SHARE,
                    count * _SHARES[match["share"].lower()],
                    match[0],
                    match.start(),
                    match.end(),
                )
            )
    for match in _WORDS.finditer(text):
        figure = _of_words(match)
        if figure is not None:
            found.append(figure)
    for match in _OTHER.finditer(text):
        word = match["word"].lower()
        value = 2 if word.startswith("double") else 3 if word.startswith("triple") else _SMALL[word]
        kind = FigureKind.DURATION if word == "fortnight" else FigureKind.PLAIN
        found.append(
            Figure(
                kind,
                float(value),
                match[0],
                match.start(),
                match.end(),
                "day" if kind is FigureKind.DURATION else "",
            )
        )
    found.extend(_expressions(text))
    for match in _ORDINAL.finditer(text):
        found.append(
            Figure(
                FigureKind.ORDINAL,
                float(_ORDINALS[match["word"].lower()]),
                match[0],
                match.start(),
                match.end(),
            )
        )
    return _apart([_with_unit(figure, text) for figure in found])


def _of_digits(match: re.Match[str]) -> Figure:
    digits, clock = match["digits"], (match["clock"] or "").lower().strip()
    value = _value(digits)
    start, end = match.start("digits"), match.end()
    if match["large"]:
        return Figure(FigureKind.PLAIN, value * _LARGE[_large_of(match["large"])], match[0], start, end)
    if match["percent"]:
        return Figure(FigureKind.SHARE, value / 100, match[0], start, end)
    if clock:
        minutes = int(clock[1:]) / 60 if clock[0] == ":" else 0
        evening = 12 if clock[0] == "p" and value < 12 else 0
        return Figure(FigureKind.TIME, value + minutes + evening, match[0], start, end)
    kind = FigureKind.ORDINAL if match["ordinal"] else FigureKind.PLAIN
    return Figure(kind, value, match[0], start, end)


def _value(digits: str) -> float:
    """Read digits with their separators: 1,500 and 1.500 are fifteen hundred, 1.2 and 3,5 are not whole."""
    groups = re.split(r"[.,'\u2019]", digits)
    if len(groups) == 1:
        return float(digits)
    if all(len(group) == 3 for group in groups[1:]) and groups[0] != "0":
        return float("".join(groups))
    return float("".join(groups[:-1]) + "." + groups[-1])


def _of_words(match: re.Match[str]) -> Figure | None:
    number, large = match["number"], match["large"]
    if number is None:
        if not large:
            return None
        value = 0.5 if match["article"].lower().startswith("half") else 1.0
    else:
        words = [w for w in re.split(r"[\s-]", number.lower()) if w]
        if len(words) == 2 and not (words[0] in _TENS and words[1] in _ONES):
            return Figure(
                FigureKind.PLAIN,
                float(_SMALL[words[0]]),
                words[0],
                match.start(),
                match.start() + len(words[0]),
            )
        value = float(sum(_SMALL[word] for word in words))
        if value == 1 and not large and not match["percent"]:
            return None
    for word in re.findall(r"[a-z]+", (large or "").lower()):
        value *= _LARGE.get(word, 1)
    end = match.end()
    if match["rest"]:
        if large and "hundred" in large.lower():
            value += sum(_SMALL[w] for w in re.findall(r"[a-z]+", match["rest"].lower()) if w in _SMALL)
        else:
            end = match.start("rest")
    if match["percent"] and not match["rest"]:
        return Figure(FigureKind.SHARE, value / 100, match[0], match.start(), end)
    return Figure(FigureKind.PLAIN, value, match.string[match.start() : end], match.start(), end)


def _with_unit(figure: Figure, text: str) -> Figure:
    """Make a number before "weeks" a duration in days."""
    if figure.kind is not FigureKind.PLAIN:
        return figure
    match = _DURATION.match(text, figure.end)
    if match is None:
        return figure
    unit = match["unit"].lower()
    unit = unit if unit in DAYS_OF else unit[:-1]
    return Figure(
        FigureKind.DURATION,
        figure.value * DAYS_OF[unit],
        text[figure.start : match.end()],
        figure.start,
        match.end(),
        unit,
    )


def _apart(found: list[Figure]) -> list[Figure]:
    kept: list[Figure] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
