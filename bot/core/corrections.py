"""B1: short words that put one thing of the latest note right: "not Ana, Anna Berg", "it was Tuesday"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.correction_words import END, LEAD, NAME, is_name, promisee_in, whole
from bot.core.spoken_with import read_spoken_with
from bot.core.touching import touch_channel
from bot.language.dates import DateSpan, find_dates

_MOST_WORDS = 14
"""A longer message is a note of its own."""


class CorrectedPart(StrEnum):
    """What a correction puts right."""

    PROMISEE = "promisee"
    DAY = "day"
    DUE = "due"
    PERSON = "person"
    SAME_NAME = "same name"
    TOUCH = "touch"
    COMPANY = "company"
    NAME = "name"
    SURNAME = "surname"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionInWords:
    """One thing that words put right; names are as written."""

    part: CorrectedPart
    new: str = ""
    """The right name or company; for a touch its channel, empty for no touch at all."""
    old: str = ""
    """The wrong name or company, where the words say it."""
    whom: str = ""
    """Whose company or name it is, as a name or pronoun."""
    what: str = ""
    """The promise that goes to another person, where the words name it."""
    day: date | None = None
    due: date | None = None
    """For a day: the same words as the day of something promised."""
    denied: tuple[date, ...] = ()
    """The wrong day, where the words say it: as a day told of and as one to come."""


_NOT_THEN = whole(
    rf"(?:(?:it was|that was|i meant|i mean)\s+)?not\s+(?P<old>{NAME})\s*(?:,|;|but|-)"
    rf"\s*(?:(?:it['\u2019]s|it is|but|rather)\s+)?(?P<new>{NAME})"
)
_THEN_NOT = whole(
    rf"(?:(?:it was|that was|i meant|i mean|with|(?:(?:i|we) )?"
    rf"(?:met|saw|called|(?:spoke|talked) (?:to|with)))\s+)?(?P<new>{NAME}),?\s+(?:and\s+)?not"
    rf"\s+(?P<old>{NAME})"
)
_WRONG = whole(
    rf"(?:(?:that(?:['\u2019]s| is| was)|it(?:['\u2019]s| is| was)) )?(?:the )?(?:wrong|other)"
    rf"\s+(?P<old>{NAME}?)"
    rf"(?:\s*(?:,|:|-|\()\s*(?:i mean(?:t)?\s+)?(?:the one\s+)?(?:at|from|of|with)?\s*(?P<new>{NAME})\)?)?"
)
_COMPANY = whole(
    rf"(?P<whom>{NAME}?)(?:\s+is|\s+works|['\u2019]s)\s+(?:at|with|for|from)\s+(?P<new>{NAME}),?\s+not\s+"
    rf"(?:at\s+|with\s+|for\s+|from\s+)?(?P<old>{NAME})"
)
_SURNAME = whole(
    rf"(?P<whom>her|his|their|{NAME}?)(?:['\u2019]s?)?\s+(?:surname|last name|family name)\s+(?:is|"
    rf"was)\s+(?P<new>{NAME})"
)
_FULL_NAME = whole(
    rf"(?P<whom>her|his|their|{NAME}?)(?:['\u2019]s?)?\s+(?:full |real )?name\s+(?:is|was)"
    rf"\s+(?:actually\s+)?(?P<new>{NAME})"
)
_TOUCH = whole(
    r"(?:it|that|this|we)\s+(?:was|were|is)\s+(?:just |only |actually )?(?:an? |by |via |over |"
    r"in )?(?P<new>[\w\s-]{2,20}?),?"
    r"\s+not\s+(?:an? |by |via |over |in )?(?P<old>[\w\s-]{2,20})"
)
_ONLY_TOUCH = whole(
    r"(?:it|that|this)\s+was\s+(?:just |only |actually )?(?:an? |by |via |over )?"
    r"(?P<new>(?:video |phone )?call|phone|video|e-?mail|mail|message|text|letter|meeting|lunch|"
    r"coffee|visit|in person)"
)
_NO_TOUCH = whole(
    r"(?:(?:that|it|this) (?:was|is)(?:n['\u2019]?t| not) (?:a |really a )?(?:touch|contact|meeting|"
    r"talk|call)|"
    r"(?:we|i) (?:did ?n['\u2019]?t|did not|never) (?:actually )?(?:talk|speak|meet|met|"
    r"spoke)(?: \w+)?|no touch|not a touch)"
)
_DAY = whole(
    r"(?:it was|it['\u2019]?s|that was|this was|we met|we spoke|that happened|it happened)"
    r"\s+(?:on\s+)?(?P<new>.+)"
)


_IT_WAS = "it was "
_OF_NOTE = re.compile(
    LEAD + rf"(?:that|the|this|my)(?: last| latest)? note (?:about|on|of|with|for) (?P<whom>{NAME}?) "
    r"(?:was|is|took place|happened|should be|should say)(?: from| of)? (?P<day>[^;.!?\n]+)"
    r"(?:[;.!]\s*(?P<rest>[^?\n]{0,200}))?$",
    re.IGNORECASE,
)


_DAY_WITH = re.compile(
    LEAD + r"(?:(?:it|that|this) was|it['\u2019]?s|we (?:met|spoke)|that happened|it happened)\s+(?:on\s+)?"
    rf"(?P<day>[^;.!?\n]{{3,60}}?),?\s+(?:that (?:i|we) (?:met|saw) |with )(?P<whom>{NAME}){END}",
    re.IGNORECASE,
)
"""Words that deny a day and say with whom it was: "it was Monday, not yesterday, with Ben"."""


@dataclass(frozen=True, slots=True)
class NoteDayCorrection:
    """Words that put the day of somebody's note right: "that note about Sarah was today, not in March"."""

    whom: str
    words: CorrectionInWords
    rest: str
    """What else they say of that person."""


def read_note_day(text: str, today: date, *, day_first: bool = True) -> NoteDayCorrection | None:
    """Read words that name whose note is to have another day; None for all others."""
    told = " ".join(text.split())
    found = _OF_NOTE.match(told) or _DAY_WITH.match(told)
    if found is None:
        return None
    words = read_correction(_IT_WAS + found["day"].strip(), today, day_first=day_first)
    if words is None or words.part is not CorrectedPart.DAY or (found.re is _DAY_WITH and not words.denied):
        return None
    rest = found.groupdict().get("rest") or ""
    return NoteDayCorrection(found["whom"], words, rest.strip(" .!"))


_OF_DUE = {
    "the",
    "date",
    "day",
    "deadline",
    "wrong",
    "new",
    "right",
    "correct",
    "should",
    "be",
    "by",
    "on",
    "until",
    "it's",
    "its",
    "is",
    "due",
    "it",
    "make",
    "that",
    "i",
    "meant",
}
_OF_DAY = {"it", "was", "that", "this", "on", "we", "met", "spoke", "happened", "it's", "i", "meant"}
"""Words that a correction of a day may hold beside the days."""


def read_correction(text: str, today: date, *, day_first: bool = True) -> CorrectionInWords | None:
    """Read words that do nothing but correct what was said last; None for all others."""
    text = " ".join(text.split())
    if not text or len(text.split()) > _MOST_WORDS or text.endswith("?"):
        return None
    spans = find_dates(text, today, day_first=day_first)
    if spans:
        return _read_day(text, spans, today)
    return _read_touch(text) or _read_names(text)


def _read_day(text: str, spans: list[DateSpan], today: date) -> CorrectionInWords | None:
    """A correction of a day: of the note's own where only one is said, of a promise's where one is denied."""
    left = _without(text, spans)
    denied = [
        span
        for span in spans
        if re.search(r"\bnot\s+(?:by |on |until |in |from )?$", _before(text, span), re.I)
    ]
    meant = [span for span in spans if span not in denied]
    if len(meant) != 1 or len(denied) > 1:
        return None
    words = set(re.findall(r"[a-z']+", re.sub(LEAD, "", left, flags=re.IGNORECASE).lower()))
    markers = {span.marker for span in spans}
    ahead = meant[0].due(today) >= today
    is_due = bool(
        markers & {"by", "until"}
        or words & {"due", "make", "by", "until", "deadline"}
        or (ahead and "wrong" in words and words & {"date", "day"})
    )
    if is_due and words <= _OF_DUE | ({"not", "and"} if denied else set()):
        return CorrectionInWords(part=CorrectedPart.DUE, day=meant[0].due(today))
    is_day = bool(denied) or _DAY.match(text) is not None
    if is_day and words <= _OF_DAY | ({"not", "and", "in", "from"} if denied else set()):
        return CorrectionInWords(
            part=CorrectedPart.DAY,
            day=_past(meant[0], today),
            due=meant[0].due(today),
            denied=tuple(day for span in denied for day in (span.due(today), span.told.last)),
        )
    return None


def _past(span: DateSpan, today: date) -> date:
    return min(span.told.last, today) if span.told.first <= today else span.told.first


def _before(text: str, span: DateSpan) -> str:
    return text[: span.start]


def _without(text: str, spans: list[DateSpan]) -> str:
    for span in reversed(spans):
        text = text[: span.start] + " " + text[span.end :]
    return text


def _read_touch(text: str) -> CorrectionInWords | None:
    """A correction of how the member was in touch, or that they were not."""
    if _NO_TOUCH.match(text):
        return CorrectionInWords(part=CorrectedPart.TOUCH)
    for pattern in (_TOUCH, _ONLY_TOUCH):
        found = pattern.match(text)
        if found is not None and (channel := _channel(found["new"])) is not None:
            if "old" in found.re.groupindex and _channel(found["old"]) is None:
                continue
            return CorrectionInWords(part=CorrectedPart.TOUCH, new=channel)
    return None


def _channel(words: str) -> str | None:
    """The channel that a word names: "video call" is video, "mail" is email."""
    said = words.lower().strip()
    if "video" in said:
        return "video"
    if said in ("mail", "e-mail", "email"):
        return "email"
    if said in ("message", "text", "chat", "letter"):
        return "message"
    if said in ("in person", "person"):
        return "in person"
    return touch_channel(said)


def _read_names(text: str) -> CorrectionInWords | None:
    """A correction of a name, of whom a note or promise means, or of a company."""
    if found := _SURNAME.match(text):
        return CorrectionInWords(part=CorrectedPart.SURNAME, whom=_bare(found["whom"]), new=found["new"])
    if found := _FULL_NAME.match(text):
        return CorrectionInWords(part=CorrectedPart.NAME, whom=_bare(found["whom"]), new=found["new"])
    if given := promisee_in(text):
        return CorrectionInWords(
            part=CorrectedPart.PROMISEE, new=given["new"], old=given["old"], what=given["what"]
        )
    if found := _COMPANY.match(text):
        return CorrectionInWords(
            part=CorrectedPart.COMPANY, whom=_bare(found["whom"]), new=found["new"], old=found["old"]
        )
    if (found := _WRONG.match(text)) and found["old"][:1].isupper():
        return CorrectionInWords(part=CorrectedPart.SAME_NAME, old=found["old"], new=found["new"] or "")
    if (spoken := read_spoken_with(text)) is not None:
        new, old = spoken
        return CorrectionInWords(part=CorrectedPart.PERSON, new=new, old=old)
    for pattern in (_NOT_THEN, _THEN_NOT):
        found = pattern.match(text)
        if found is not None and is_name(found["new"]) and is_name(found["old"]):
            return CorrectionInWords(part=CorrectedPart.PERSON, new=found["new"], old=found["old"])
    return None


def _bare(name: str) -> str:
    """A name without the ending that says what is its own: "Ana" for "Ana's"."""
    return re.sub(r"['\u2019]s?$", "", name)
