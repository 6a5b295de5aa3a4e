"""Pasted mails: who wrote which part, when it was sent, and where the older mail below begins (B1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.coach.rules.message.scene import MailPart, NamePlace, PersonPlace
from bot.language.dates import DateSpan, find_dates, read_date
from bot.language.names import split_name

_FROM = re.compile(
    r"^[ \t>*]*(?:from|von|de)[ \t]*:[ \t]*\*?(?P<who>[^\n<(\[]{2,60})", re.IGNORECASE | re.MULTILINE
)
_SENT = re.compile(
    r"^[ \t>*]*(?:date|sent|gesendet|datum)[ \t]*:[ \t]*\*?(?P<when>[^\n]{4,60})",
    re.IGNORECASE | re.MULTILINE,
)
_WROTE = re.compile(
    r"^[ \t>]*(?:on|"
    r"am)\s+(?P<when>[^\n]{4,60}?)[,\s]+(?P<who>[^\W\d_][^\n,<\d]{1,40}?)\s*(?:<[^>\n]*>)?\s+(?:wrote|"
    r"schrieb)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_TO = re.compile(
    r"^[ \t>*]*(?:to|an|\u00e0)[ \t]*:[ \t]*\*?(?P<who>[^\n<(\[;,@]{2,60})", re.IGNORECASE | re.MULTILINE
)
_GREETS = re.compile(
    r"^[ \t>]*(?:hi|hello|dear|hey|good (?:morning|afternoon|evening))[ \t]+(?P<who>[^\n,!.<]{2,40})[,!.]",
    re.IGNORECASE | re.MULTILINE,
)
_MONTH = re.compile(
    r"^(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+)+(?=\S)", re.IGNORECASE
)
_FORWARDED = re.compile(
    r"^[^\n]{0,30}\b(?:fwd?|forwarded|mail|email|reply|"
    r"message)\b[^\n:]{0,12}\bfrom\s+(?P<who>[^\n:(,]{2,40}?)[^\n:]{0,40}:[ \t]*\n[ \t]*>",
    re.IGNORECASE | re.MULTILINE,
)


_OUR = re.compile(
    r"\b(?:our|my)\s+(?!customer|client|supplier|vendor|friend|lawyer|bank)(?:[\w/&-]+\s+){0,3}[\w/&-]+,?\s+"
    r"(?:(?:mr|mrs|ms|dr)\.?\s+)?$",
    re.IGNORECASE,
)
"""Words of a mail's author before a colleague of theirs."""
_MOST_PARTS = 20
"""Parts of a mail, the newest first, whose authors' companies are looked for."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A pasted mail: its parts with their authors, and the day on which the first of them was sent."""

    parts: tuple[MailPart, ...]
    sent_on: date | None
    dates: tuple[DateSpan, ...]
    """All days in the text, those in a mail as seen from the day on which it was sent."""


def read_mail(text: str, today: date, me: Sequence[str], *, day_first: bool) -> Mail | None:
    """Return the mail that a text holds; None where it holds none."""
    heads = sorted(
        [
            (found.start(), found["who"], _sent_after(text, found.end(), today, day_first))
            for found in _FROM.finditer(text)
        ]
        + [
            (found.start(), found["who"], read_date(found["when"], today, day_first=day_first))
            for found in _WROTE.finditer(text)
        ]
        + [(found.start(), found["who"], None) for found in _FORWARDED.finditer(text)],
        key=lambda head: head[0],
    )
    if not heads:
        return None
    ends = [start for start, _, _ in heads[1:]] + [len(text)]
    parts = tuple(
        MailPart(start, end, _author(who, me), _addressee(text, start, end, me))
        for (start, who, _), end in zip(heads, ends, strict=True)
    )
    dates: list[DateSpan] = []
    dates += find_dates(text[: heads[0][0]], today, day_first=day_first)
    for (start, _, sent), end in zip(heads, ends, strict=True):
        found = find_dates(text[start:end], sent or heads[0][2] or today, day_first=day_first)
        dates += [replace(span, start=span.start + start, end=span.end + start) for span in found]
    return Mail(parts, heads[0][2], tuple(dates))


def with_signatures(
    text: str, people: Sequence[PersonPlace], companies: Sequence[NamePlace], mail: Mail
) -> tuple[PersonPlace, ...]:
    """Return the people; who wrote a part of a mail has the company below their name, or in it."""
    found = list(people)
    for part in mail.parts[:_MOST_PARTS]:
        words = set(split_name(part.author).words)
        inside = [one for one in companies if part.start <= one.start < part.end]
        if not words or not inside:
            continue
        signed = text.rfind(part.author.split()[-1], part.start, part.end)
        below = [one for one in inside if one.start > signed and text[one.start - 1 : one.start] != "@"]
        company = (below or inside)[0].written
        for at, one in enumerate(found):
            own = set(split_name(one.written).words)
            if not one.company and words & own:
                found[at] = one = replace(one, company=company)
            if part.start <= one.start < part.end and own < words and len(own) > 1 and "," not in part.author:
                found[at] = one = replace(one, written=part.author)
            if not one.company and _is_author_s(text, part, one):
                found[at] = replace(one, company=company)
    return tuple(found)


def _is_author_s(text: str, part: MailPart, person: PersonPlace) -> bool:
    """Whether the author of a part names somebody as a colleague: "our CFO, Mr. Daruwalla"."""
    inside = part.start <= person.start < part.end
    return inside and _OUR.search(text, max(part.start, person.start - 60), person.start) is not None


def _sent_after(text: str, place: int, today: date, day_first: bool) -> date | None:
    found = _SENT.search(text, place, place + 400)
    return read_date(found["when"], today, day_first=day_first) if found else None


def _addressee(text: str, start: int, end: int, me: Sequence[str]) -> str:
    """Return to whom a part is written, by its head or its greeting; empty for the member and for nobody."""
    for form in (_TO, _GREETS):
        found = form.search(text, start, end)
        named = _author(found["who"], me) if found else ""
        if named and "@" not in named:
            return " ".join(named.split())
    return ""


def _author(who: str, me: Sequence[str]) -> str:
    """Return an author as written, or nothing for the member."""
    name = _MONTH.sub("", who.strip(" \t*\"'"))
    words = set(split_name(name).words)
    mine = any(words and words <= set(split_name(own).words) for own in me)
    return "" if mine else name
