"""B6: single values of a file: names, addresses, numbers, and cells that spreadsheets would run."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from bot.features.importing.rules.entries import LONGEST_VALUE

_MAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_PROTECTED = re.compile(r'="(.*)"', re.DOTALL)
_FORMULA = re.compile(r"[=@\t\r]|[+-](?!\s*[\d(]|-\d)")
_NUMBER = re.compile(
    r"[\d+(][\d ()./+\-\u00a0\u2011\u2013]*(?:\s*(?:x|ext\.?|#|;ext=)\s*\d{1,6})?", re.IGNORECASE
)
_SEVERAL = re.compile(r"\s*(?::::|;|\n|,(?=\s*\S+@)|\|)\s*")
_LINK = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s<>|\"]*)?", re.IGNORECASE)
_FAMILY_FIRST = re.compile(r"([^,]{1,60}),\s*([^,]{1,60})")
_AFTER_NAMES = re.compile(r"(?:jr|sr|ph\.?d|m\.?d|mba|esq|cpa|msc|ii|iii|iv)\.?", re.IGNORECASE)
_HONORIFIC = re.compile(
    r"(?:mr|mrs|ms|miss|mx|dr|prof|prof\.? dr|sir|dame|herr|frau|hr|fr|m|mme|mlle|sr|sra|srta|dott)\.?",
    re.IGNORECASE,
)


def is_mail(text: str) -> bool:
    """Return whether a text is a mail address and nothing else."""
    return _MAIL.fullmatch(text.strip()) is not None


def harmless(cell: str) -> str | None:
    """Return a cell as text; None for a formula, which is nobody's name and would run in a spreadsheet.

    `="0170"` and `'+49` are how spreadsheets write texts that look like numbers.
    """
    text = cell.strip()
    if protected := _PROTECTED.fullmatch(text):
        return protected[1].strip()
    if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@"):
        return text[1:].strip()
    return None if _FORMULA.match(text) else text


def one_line(text: str) -> str:
    """Return a value on one line, with the marks of web pages resolved, as far as one is kept."""
    return " ".join(html.unescape(text).split())[:LONGEST_VALUE]


def split_cell(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that may hold several."""
    return tuple(filter(None, (part.strip() for part in _SEVERAL.split(cell))))


def read_mails(cells: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the mail addresses of some cells in small letters, each once, and what there is none."""
    found: dict[str, None] = {}
    wrong: list[str] = []
    for cell in cells:
        addresses = [each.lower().rstrip(".") for each in _MAIL.findall(cell)]
        found.update(dict.fromkeys(addresses))
        if cell.strip() and not addresses:
            wrong.append(cell.strip())
    return tuple(found), tuple(wrong)


def read_phones(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the telephone numbers of some cells, each once, as they are written."""
    found: dict[str, str] = {}
    for cell in cells:
        number = " ".join(cell.removeprefix("tel:").split())
        digits = phone_key(number)
        if len(digits) >= 5 and _NUMBER.fullmatch(number):
            found.setdefault(digits, number)
    return tuple(found.values())


def phone_key(number: str) -> str:
    """Return a telephone number for comparison: its digits, with a country's zeros as nothing."""
    digits = re.sub(r"\D", "", number)
    return digits.removeprefix("00") if not number.strip().startswith("+") else digits


def read_links(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the web addresses of some cells, each once."""
    return tuple(dict.fromkeys(each.strip() for each in cells if _LINK.fullmatch(each.strip())))


def is_honorific(text: str) -> bool:
    """Return whether a text is "Mr" or the like, as a column "Title" of Outlook has it."""
    return _HONORIFIC.fullmatch(text.strip()) is not None


def tidy_name(name: str) -> str:
    """Return a name on one line; "Ruiz, Ana" as Ana Ruiz, and without the company or degrees behind."""
    said = one_line(name).strip(" ,;\"'")
    if found := _FAMILY_FIRST.fullmatch(said):
        family, given = found[1].strip(), found[2].strip()
        return family if _AFTER_NAMES.fullmatch(given) else f"{given} {family}"
    return said
