"""What a number is, and the words for numbers (B2)."""

from __future__ import annotations

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


ONES = dict(
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


TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)


SMALL = ONES | TENS | {"dozen": 12, "couple": 2, "pair": 2, "twice": 2, "thrice": 3, "fortnight": 14}


LARGE = {
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


SHARES = {
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


ORDINALS = dict(
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


NUMBER_WORD = "|".join(sorted({*ONES, *TENS}, key=len, reverse=True))


MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
