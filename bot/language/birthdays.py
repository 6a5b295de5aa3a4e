"""Reads birthdays as address books and people write them."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = tuple(date(2000, month, 1).strftime("%B").lower() for month in range(1, 13))
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")
_YEARLESS = re.compile(r"--(\d{2})-?(\d{2})(?:[T ].*)?")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2?(?:(\d{4}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?([a-z]{3,9})\.?,?(?: (\d{4}))?")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?")
_LEAP_YEAR = 2000
_NO_YEARS = ("0", "0000", "1604")
"""What address books write for a birthday whose year they do not know."""


def read_birthday(written: str, *, day_first: bool = True) -> str | None:
    """Return an ISO date, "--04-01" where no year is written, or None for what is no day.

    `day_first` decides what 3/4 means where only one of the two orders is a day.
    """
    said = " ".join(written.lower().split())
    if found := _ISO.fullmatch(said):
        return _day(found[1], int(found[2]), int(found[3]))
    if found := _YEARLESS.fullmatch(said):
        return _day("", int(found[1]), int(found[2]))
    if found := _NUMBERS.fullmatch(said):
        first, second, year = int(found[1]), int(found[3]), found[4] or ""
        if found[2] == "." or first > 12 or (day_first and second <= 12):
            return _day(year, second, first)
        return _day(year, first, second)
    if found := _DAY_FIRST.fullmatch(said):
        return _day(found[3] or "", _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.fullmatch(said):
        return _day(found[3] or "", _month(found[1]), int(found[2]))
    return None


def _month(word: str) -> int:
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)), 0)


def _day(year: str, month: int, day: int) -> str | None:
    known = year.lstrip("0") != "" and year not in _NO_YEARS
    try:
        found = date(int(year) if known else _LEAP_YEAR, month, day)
    except ValueError:
        return None
    return found.isoformat() if known else f"--{month:02}-{day:02}"
