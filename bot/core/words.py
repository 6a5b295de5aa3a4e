"""Small parts of sentences that many cards share."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from bot.core.coaching.understanding import Mode
from bot.core.rich import Bold, Day, Rich, Span, long_date, rich
from bot.language.date_words import CARDINALS

PAGE = 8
"""Rows of a list on one page."""


OWN_COMPANY = "Our own company"
"""The name of the account that colleagues belong to where the member names none (P6)."""


_PASSAGE = 2800


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 note", "3 notes"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def join_words(words: Sequence[str], last: str = "and") -> str:
    """ "Ana, Lars and Omar"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def name_with_company(name: str, company: str = "") -> str:
    """ "Ana Ruiz (Northwind)"."""
    return f"{name} ({company})" if company else name


def bold_people(people: Sequence[tuple[str, str]]) -> Rich:
    """Names in bold with their companies in brackets, as one list; pairs of name and company."""
    spans: list[Span] = []
    for index, (name, company) in enumerate(people):
        if index:
            spans.append(" and " if index == len(people) - 1 else ", ")
        spans.append(Bold(name))
        if company:
            spans.append(f" ({company})")
    return tuple(spans)


def shorten(text: str, limit: int = 140) -> str:
    """The beginning of a text on one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    return f"{head if space and len(head) > limit // 2 else cut} …".replace("  ", " ")


def sentence(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def pieces(text: str, limit: int = _PASSAGE) -> list[str]:
    """A long text in parts that fit a paragraph each, cut at line ends or spaces where there are some."""
    rest, parts = text, []
    while len(rest) > limit:
        cut = max(rest.rfind("\n", limit // 2, limit), rest.rfind(" ", limit // 2, limit))
        cut = cut if cut > 0 else limit
        parts.append(rest[:cut])
        rest = rest[cut:].lstrip(" \n")
    return [*parts, rest] if rest or not parts else parts


def when(day: date, today: date) -> Rich:
    """ "today", "yesterday", or the date."""
    distance = (today - day).days
    if distance == 0:
        return ("today",)
    if distance == 1:
        return ("yesterday",)
    if distance == -1:
        return ("tomorrow",)
    return (Day(day),)


def ago(day: date, today: date) -> str:
    """ "today", "5 days ago", "7 weeks ago", "4 months ago"."""
    days = (today - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 14:
        return f"{days} days ago"
    if days < 70:
        return f"{days // 7} weeks ago"
    if days < 730:
        return f"{days // 30} months ago"
    return f"{days // 365} years ago"


_NUMBERS = CARDINALS[:13]


def every(days: int) -> str:
    """ "every day", "every six weeks", "every three months", "every 45 days"."""
    for unit, length in (("year", 365), ("month", 30), ("week", 7)):
        count, rest = divmod(days, length)
        if count and not rest and count < len(_NUMBERS):
            return f"every {unit}" if count == 1 else f"every {_NUMBERS[count]} {unit}s"
    return "every day" if days == 1 else f"every {days} days"


def birthday_words(birthday: str) -> str:
    """ "1 April 1980" of an ISO date, "1 April" of one without a year, and other words as they are."""
    try:
        day = date.fromisoformat(birthday.replace("--", "2000-", 1))
    except ValueError:
        return birthday
    return f"{day.day} {day:%B}" if birthday.startswith("--") else long_date(day)


def simple_mode(mode: Mode, *, first: bool = False) -> str:
    """What a card says when rules answered instead of a language model (B7); empty for a model's work.

    The `first` time that a member reads it, it says what it means.
    """
    match mode:
        case Mode.RULES:
            return "simple mode: no language model is asked, so I go by rules" if first else "simple mode"
        case Mode.RULES_AFTER_FAILURE:
            return "simple mode: the language model did not answer, so I worked by rules"
        case Mode.RULES_OVER_BUDGET:
            return (
                "simple mode: your share of the model for today is used up, so I go by rules until tomorrow"
            )
        case Mode.RULES_AFTER_REFUSAL:
            return (
                "simple mode: what the language model wrote does not stand in what it read, so I left it out"
            )
        case Mode.MODEL:
            return ""


def left_out(count: int) -> str:
    """What a card says where sentences of the model were left out, as the notes do not carry them."""
    if not count:
        return ""
    what = "one sentence of the model" if count == 1 else f"{count} sentences of the model"
    return f"I left out {what} that your notes do not carry"


def quiet(*pieces_of_context: Rich | str) -> Rich:
    """The quiet last line of a card: what there is, with dots between."""
    spans: list[Span] = []
    for piece in pieces_of_context:
        if not piece:
            continue
        if spans:
            spans.append(" · ")
        spans.extend((piece,) if isinstance(piece, str) else piece)
    return rich(*spans)


def without_controls(text: str) -> str:
    """The text without control characters, which carry no words and break what shows them."""
    kept = (
        c for c in text.replace("\r\n", "\n") if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")
    )
    return "".join(kept).strip()
