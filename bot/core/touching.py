"""When a note tells of a touch, and what a touch does to a contact (B1, B3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.core.coaching.understanding import TouchReading
from bot.core.notes import Direction

_CHANNELS: tuple[tuple[str, str], ...] = (
    ("phone", r"call(?:ed)?(?! off\b)|phone[d]?|rang|by phone|on the phone|voicemail"),
    ("video", r"video ?call|zoom(?:ed)?|teams call|webinar"),
    ("email", r"e-?mail(?:ed)?|wrote (?:to|me|back)|replied|sent (?:her|him|them|me)"),
    ("message", r"texted|messaged|pinged|dm(?:ed|'d)|linkedin message"),
    (
        "in person",
        r"met|meeting|lunch(?:ed)?|coffee|dinner|breakfast|drinks?|visit(?:ed)?|workshop|site tour|ran into|"
        r"bumped into|sat down|had a walk|catch-?up|demo(?:ed)?",
    ),
    (
        "talk",
        r"spoke|talked|chatted|discussed|told me|told us|said|asked (?:me|us|for)|promised|agreed|heard from",
    ),
)
_MEANS: dict[TouchReading, tuple[str, ...]] = {
    TouchReading.MEETING: ("in person", "talk"),
    TouchReading.CALL: ("phone", "video", "talk"),
    TouchReading.MESSAGE: ("message", "email"),
    TouchReading.NONE: (),
}
"""The channels that a touch may have had, the likeliest first."""
_NOT_YET = re.compile(
    r"\b(?:will|shall|going to|plan(?:s|ning)? to|want to|wants to|need to|must|should|let'?s|tomorrow|"
    r"next (?:week|month|year|monday|tuesday|wednesday|thursday|friday)|did(?:n'?t| not)|never|"
    r"no(?:t)? (?:yet|answer|reply)|"
    r"remind(?:er)?|to-?do|plan(?=:)|"
    r"have(?:n'?t| not)|has(?:n'?t| not)|cancel(?:l?ed)?|postponed|call(?:ed)? off)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:met|spoke|talked|called|had|visited|told|said|promised|agreed)\b", re.IGNORECASE
)
_SPOKEN_OF = re.compile(
    r"\b(?:about|concerning|regarding|re|named|called|like|than|instead of|introduc\w+(?: \w+)? to|intro to|"
    r"reports? to|works? (?:for|with|under)|replac\w+|succeed\w*|mentioned|suggested|recommended|knows|"
    r"(?:talk|speak|contact|reach out|write) to|(?:told|tells) (?:me|us)|that|"
    r"(?:boss|manager|colleague|assistant|successor|predecessor|wife|husband)(?: is| was|,)?)\s+"
    r"(?:(?:our|my|her|his|their|the|an?)\s+(?:(?!with\b|and\b|from\b|to\b)[\w-]+\s+){0,3})?$",
    re.IGNORECASE,
)
"""What stands before the name of somebody who is only spoken of: "an intro to our guy Felix"."""
_BEFORE = 120
"""How many characters before a name say whether its bearer was there."""
_MET_RELATED = re.compile(
    r"\b(?:met|saw|visited|called|rang|phoned|e?-?mailed|texted|told|asked|(?:spoke|talked) (?:to|with)|"
    r"(?:lunch|coffee|dinner|call|meeting|chat|drinks?|breakfast) with|ran into|bumped into)\s+"
    r"(?:[\w-]+(?: [\w-]+)?['\u2019]s?|her|his|their|the)\s+(?:[\w-]+\s+)?"
    r"(?:boss|manager|colleague|assistant|successor|predecessor|wife|husband)\s+$",
    re.IGNORECASE,
)
"""Words before somebody who was met, and whom another's name tells apart: "met Dana's boss Henrik"."""
_ABSENT = re.compile(
    r"(?:[\u2019']s\s+(?!told|asked|said|called)|"
    r"\s+(?:will|would|is going to|may|might|could not|couldn['\u2019]?t|"
    r"was not|wasn['\u2019]?t|did not|didn['\u2019]?t)\b)",
    re.IGNORECASE,
)
"""What follows the name of somebody who is only spoken of: "Lars will replace her"."""
_THROUGH_OTHERS = re.compile(
    r"[\u2019']s (?:assistant|secretary|boss|manager|colleague|successor|deputy|wife|husband|team|office) "
    r"(?:just )?(?:said|told|called|rang|wrote|mailed|e-?mailed|answered|asked|replied)\b",
    re.IGNORECASE,
)
"""Somebody of theirs was in touch: "Lars Berg's assistant said he is away"."""
_CLAUSES = re.compile(r"[.;!?\n]+")
# Patterns of who reached out tell names by their capitals, so they are not case-blind as a whole.
_REACHES = (
    r"(?:called|phoned|rang|e-?mailed|mailed|texted|messaged|pinged|wrote|contacted|reached out|"
    r"got in touch|got back|replied|sent)"
)
_ADVERBS = (
    r"(?:\s+(?:have|has|had|just|also|then|finally|first|again|even|already|kindly)|['\u2019](?:ve|s))*"
)
_NO_NAME = (
    r"(?:I|We|Yesterday|Today|Then|Later|Just|Also|Finally|Again|And|But|So|Monday|Tuesday|"
    r"Wednesday|Thursday|"
    r"Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|"
    r"December)"
)
_BY_CONTACT = re.compile(
    rf"\b{_REACHES}(?:\s+(?:back|out))?(?:\s+to)?\s+(?i:me|us)\b"
    rf"|\b(?:(?i:she|he|they)|(?<![\w\u2019'-])(?!{_NO_NAME}\b)[A-Z][\w\u2019'-]*+){_ADVERBS}\s+{_REACHES}\b"
    r"(?!\s+(?:to\s+|out\s+to\s+|back\s+to\s+)?(?:[A-Z]|(?i:her|him|them)\b))"
    r"|\b(?i:call|e-?mail|mail|message|text|letter|ping|voicemail|invitation|reply|answer|"
    r"word)\s+(?i:from|by)\b"
    r"|\b(?i:heard from|called by|contacted by|started by (?:her|him|them)|by them|from them)\b"
)
_BY_MEMBER = re.compile(
    rf"\b(?i:I|we){_ADVERBS}\s+{_REACHES}\b(?!\s+(?i:me|us)\b)"
    rf"|(?:^|,|\band\b|\bthen\b)\s*(?i:{_REACHES})\b(?!\s+(?i:by|me|us|back to me|back to us)\b)"
    rf"(?=\s+(?:back\s+|out\s+)?(?:to\s+)?(?:[A-Z]|(?i:her|him|them)\b))"
    r"|\b(?i:left (?:her|him|them|[a-z]+) an? (?:voicemail|message)|my (?:call|mail|e-?mail|message) to)\b"
    r"|^\s*(?i:by me)\b"
)


def touch_channel(text: str) -> str | None:
    """How the member was in touch, as a note tells it; None where it tells of none that took place."""
    for told in _told(text):
        for channel, words in _CHANNELS:
            if re.search(rf"\b(?:{words})\b", told, re.IGNORECASE):
                return channel
    return None


def channel_of(touch: TouchReading | None, text: str) -> str | None:
    """How the member was in touch, as a coach reads it; the words say more exactly by which means.

    None where there was no contact; where no coach said anything, the words alone decide.
    """
    said = touch_channel(text)
    if touch is None:
        return said
    means = _MEANS[touch]
    return said if said in means else next(iter(means), None)


_UNANSWERED = re.compile(
    r"\b(?:wrote|written|mailed|e-?mailed|texted|messaged|pinged|called|rang|phoned|tried|"
    r"chased|sent)\b[^.;!?\n]{0,60}"
    r"(?:\bno (?:answer|reply|response|reaction|luck)\b|n['\u2019]t (?:answer|repl|respond|pick up|get back)|"
    r"\bnever (?:answer|repl|respond)|\bunanswered\b)",
    re.IGNORECASE,
)
"""The member reached out, and nobody answered."""


def direction_of(text: str) -> Direction:
    """Who reached out, as words tell it; mutual where they tell of both, or do not say."""
    clauses = list(_told(text))
    theirs = any(_BY_CONTACT.search(each) for each in clauses)
    mine = any(_BY_MEMBER.search(each) for each in clauses)
    if not theirs and _UNANSWERED.search(text):
        return Direction.BY_MEMBER
    if theirs == mine:
        return Direction.MUTUAL
    return Direction.BY_CONTACT if theirs else Direction.BY_MEMBER


def is_met(text: str, start: int, end: int) -> bool:
    """Whether the person named at `text[start:end]` took part in what the text tells of.

    Who is spoken of did not: Lars in "Ana told me about Lars", or in "Met Ana. Lars will replace her."
    """
    if is_spoken_of(text, start, end):
        return False
    begin = max((found.end() for found in _CLAUSES.finditer(text[:start])), default=0)
    stop = _CLAUSES.search(text, end)
    clause = text[begin : stop.start() if stop else len(text)]
    return touch_channel(clause) is not None


def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether the person named at `text[start:end]` is one whom others speak of: "he reports to Carla"."""
    before = text[max(0, start - _BEFORE) : start]
    is_related = _MET_RELATED.search(before) is not None
    return (_SPOKEN_OF.search(before) is not None and not is_related) or _ABSENT.match(text[end:]) is not None


def is_through_others(text: str, end: int) -> bool:
    """Whether it was not the person whose name ends at `end` who was in touch, but somebody of theirs."""
    return _THROUGH_OTHERS.match(text[end:]) is not None


def _told(text: str) -> Iterator[str]:
    """What each clause tells of as having taken place."""
    for clause in _CLAUSES.split(text):
        not_yet = _NOT_YET.search(clause)
        told = clause[: not_yet.start()] if not_yet else clause
        if not not_yet or _HAPPENED.search(told):
            yield told


def touch_time(day: date, zone: str, now: datetime) -> datetime:
    """The UTC time of a touch known by its local date: noon of that day, never later than now."""
    noon = datetime.combine(day, time(12), ZoneInfo(zone)).astimezone(UTC)
    return min(noon, now)


def later(known: datetime | None, other: datetime) -> datetime:
    """The later of the last touch known and another: an old touch told today does not turn the clock back."""
    return other if known is None or other > known else known
