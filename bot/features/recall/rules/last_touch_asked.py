"""B1, B2: whether a question asks when the member was last in touch with somebody; the touches tell that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.language.asking import KnownPerson, companies_named, read_question, stem
from bot.language.dates import find_dates
from bot.language.names import word_set

_TALKING = (
    r"(?:talk(?:ed)?|sp(?:oke|eak|oken)|chat(?:ted)?|meet|met|see|saw|seen|visit(?:ed)?|call(?:ed)?|phone(?:d)?"
    r"|contact(?:ed)?|e-?mail(?:ed)?|mail(?:ed)?|wr(?:ite|ote|itten)|text(?:ed)?|message(?:d)?|hear|heard"
    r"|touch(?:ed)?|in touch|in contact|lunch)"
)
_LAST = re.compile(
    rf"\bwhen\b.{{0,40}}?\blast\b.{{0,30}}?\b{_TALKING}\b"
    rf"|\bwhen (?:did|have|was) (?:i|we)\b.{{0,30}}?\b{_TALKING}\b.*\blast\b"
    rf"|\b(?:the )?last time\b.{{0,40}}?\b{_TALKING}\b"
    r"|^(?:my |our |the )?last (?:touch|contact|meeting|call|talk|conversation|e-?mail|spoke|spoken|met"
    r"|talked|saw)\b"
    rf"|\bhow long (?:ago|since|has it been|is it)\b.{{0,40}}?\b{_TALKING}\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"\bhow (?:often|many times|frequently)\b.{{0,20}}?\b(?:i|we)\b.{{0,30}}?\b{_TALKING}\b", re.IGNORECASE
)
_OF_TIMES = frozenset(
    stem(word) for word in word_set("often many times time frequently ever so far altogether")
)
_ASKS = re.compile(r"^(?:when|how long|what|do you)\b", re.IGNORECASE)
"""Without such a word, "last spoke with Ana on Tuesday" tells it, and does not ask."""
_IN_PERSON = re.compile(r"\b(?:meet|met|see|saw|seen|visit(?:ed)?|meeting|lunch)\b", re.IGNORECASE)
_BY_PHONE = re.compile(r"\b(?:call(?:ed)?|phone(?:d)?)\b", re.IGNORECASE)
_BY_MAIL = re.compile(r"\b(?:e-?mail(?:ed)?|mail(?:ed)?)\b", re.IGNORECASE)
_SAME = frozenset(
    stem(word)
    for word in word_set(
        "last when talk talked speak spoke spoken chat chatted meet met see saw seen visit visited call "
        "called phone phoned contact contacted email emailed mail mailed write wrote written text texted "
        "message messaged hear heard touch ago since been long time meeting conversation lunch exactly "
        "actually person there guys team"
    )
)
"""Stems of the words that such a question may have beside names."""


@dataclass(frozen=True, slots=True)
class LastTouchAsked:
    """When somebody was last in touch: by one of these channels, or by any where there are none."""

    channels: tuple[str, ...] = ()


def last_touch_asked(
    question: str, known: Sequence[KnownPerson], companies: Sequence[str], today: date
) -> LastTouchAsked | None:
    """Return what a question asks of the last touch; None where it asks for more, e.g. about what."""
    if not _LAST.search(question) or re.search(r"\bwho\b|\bwhat\b", question, re.IGNORECASE):
        return None
    if not _ASKS.match(question) and find_dates(question, today):
        return None
    named = {stem(word) for each in companies_named(question, companies) for word in re.findall(r"\w+", each)}
    if not read_question(question, known, today).terms <= _SAME | named:
        return None
    for pattern, channels in (
        (_IN_PERSON, ("in person",)),
        (_BY_PHONE, ("phone", "video")),
        (_BY_MAIL, ("email",)),
    ):
        if pattern.search(question):
            return LastTouchAsked(channels)
    return LastTouchAsked()


@dataclass(frozen=True, slots=True)
class TimesMetAsked:
    """How often somebody was in touch, within these days where some are named."""

    since: date | None = None
    until: date | None = None


def times_met_asked(question: str, known: Sequence[KnownPerson], today: date) -> TimesMetAsked | None:
    """Return over which days touches are to be counted: "how often have I met Ana?"; None where none are."""
    if not _TIMES.search(question):
        return None
    spans = find_dates(question, today)
    bare = question
    for span in reversed(spans):
        bare = f"{bare[: span.start]} {bare[span.end :]}"
    if not read_question(bare, known, today).terms <= _SAME | _OF_TIMES:
        return None
    return TimesMetAsked(spans[0].told.first, spans[0].told.last) if spans else TimesMetAsked()
