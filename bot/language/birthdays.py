"""Reads birthdays as address books and people write them, and says when days come that come every year."""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date

from bot.language.calendar import Period, nearest, one_day

_MONTHS = tuple(date(2000, month, 1).strftime("%B").lower() for month in range(1, 13))
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")
_YEARLESS = re.compile(r"--(\d{2})-?(\d{2})(?:[T ].*)?")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2?(?:(\d{4}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?([a-z]{3,9})\.?,?(?: (\d{4}))?")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?")
_LEAP_YEAR = 2000
_LEAP_DAY = "02-29"
_YEARLY = r"(?:birthday|b-?day|anniversary|name\s+day|born)\b"
_YEARLY_BEFORE = re.compile(rf"\b{_YEARLY}[^.!?;\n]*$", re.IGNORECASE)
_YEARLY_BEHIND = re.compile(rf"\s+is\s+(?:[^\s.!?;]+\s+){{0,4}}{_YEARLY}", re.IGNORECASE)
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


def next_birthday(birthday: str, today: date) -> date | None:
    """Return the next day of a birthday as it is kept, today included; None for what is no day."""
    try:
        return next_anniversary(date.fromisoformat(birthday.replace("--", f"{_LEAP_YEAR}-", 1)), today)
    except ValueError:
        return None


def next_anniversary(day: date, today: date) -> date:
    """Return the next time that a day of every year comes; 29 February is the 28th in other years."""
    this_year = _in_year(day, today.year)
    return this_year if this_year >= today else _in_year(day, today.year + 1)


def yearly_leap_days(text: str, start: int, end: int, today: date) -> tuple[Period, Period] | None:
    """Return the last and the next 29th of February, where `text[start:end]` is that day of what comes every
    year, whenever that is said: "Her birthday is on 29 February"."""
    if read_birthday(text[start:end]) != f"--{_LEAP_DAY}":
        return None
    is_yearly = _YEARLY_BEFORE.search(text[max(0, start - 80) : start]) or _YEARLY_BEHIND.match(text, end)
    return nearest(today, _leap_day_of) if is_yearly else None


def _leap_day_of(year: int) -> Period | None:
    return one_day(date(year, 2, 29)) if isleap(year) else None


def _in_year(day: date, year: int) -> date:
    return date(year, 2, 28) if f"{day:%m-%d}" == _LEAP_DAY and not isleap(year) else day.replace(year=year)


def _month(word: str) -> int:
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)), 0)


def _day(year: str, month: int, day: int) -> str | None:
    known = year.lstrip("0") != "" and year not in _NO_YEARS
    try:
        found = date(int(year) if known else _LEAP_YEAR, month, day)
    except ValueError:
        return None
    return found.isoformat() if known else f"--{month:02}-{day:02}"
