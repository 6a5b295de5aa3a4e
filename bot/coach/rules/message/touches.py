"""How the member and the people of a note were in touch: the reader's answer, corrected by plain words (B1).

The corrections are of what the reader gets wrong: without them 63 of 68 touches of the development set are
right, with them 66.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.coach.reader.labels import NameLabel
from bot.coach.reader.reading import MessageReading
from bot.coach.rules.message.days import is_to_come
from bot.core.coaching.understanding import TouchReading
from bot.core.touching import touch_channel
from bot.language.dates import DateSpan
from bot.language.pastes import is_invite

_HAD = re.compile(
    r"(?:^|[.!\n][ \t]*)(?:i |we |just |ok |so )*had (?:an? |the |another |my )?(?:\w+ )?(?P<kind>call|chat|"
    r"lunch|coffee|dinner|breakfast|drinks?|meeting|beer)s?\s+(?:with|w/|w)\s",
    re.IGNORECASE,
)
_LONE = re.compile(
    r"(?:^|[.!\n][ \t]*)(?:(?:long|quick|nice|good|short|lovely|late|early) )?(?:lunch|dinner|breakfast|"
    r"coffee|drinks|beers?) (?:today|yesterday|last night|this (?:morning|noon))(?=[.,;:!\n]|$)",
    re.IGNORECASE,
)
"""A meal that was had: "Long lunch today"."""
_TOLD = re.compile(
    r"(?:^|[.!\n][ \t]*)(?:i |we |just |again |also |today |yesterday |so )*(?:(?P<meeting>met|saw|visited|"
    r"ran into|bumped into)|(?P<call>called|rang|phoned|spoke (?:to|with)|talked (?:to|with))|"
    r"(?P<message>emailed|mailed|texted|wrote to|sent)) (?!off\b|it\b|out\b)",
    re.IGNORECASE,
)
_INVITE = 2000
"""How many characters are looked at for an invitation."""
_NO_TALK = re.compile(
    r"^\W*(?:(?:i|we)(?: have|['\u2019]ve)? )?(?:just |already )?(?:push(?:ed)?|moved?|postponed?|"
    r"delay(?:ed)?|shift(?:ed)?|rescheduled?) (?!in\b|to\b)|"
    r"^\W*(?:for \w+(?: \w+)?\s*[:,]?\s*)?(?:all |it['\u2019]s )?"
    r"(?:done|sorted|finished|settled)\W*$",
    re.IGNORECASE,
)
"""Words on one's own work alone: "pushed the pricing for Tom to Friday", "for Tom: done"."""
_SHORT, _SOON = 160, 60
"""The longest text that only announces a meeting, and within how many characters it names the day."""
_KINDS = {"meeting": TouchReading.MEETING, "call": TouchReading.CALL, "message": TouchReading.MESSAGE}
_TO_ME = re.compile(
    r"\b(?:(?P<call>called|rang|phoned)|(?P<meeting>met|visited|joined)|emailed|mailed|texted|messaged|"
    r"pinged|wrote(?: to)?) (?:me|us|back)\b",
    re.IGNORECASE,
)
_RANG = re.compile(
    r"^\W*[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+)? (?:just )?"
    r"(?:(?P<call>rang|phoned|called)|e?mailed|texted)(?=[,;:.]| -| to say\b| and\b)"
)
"""Somebody who got in touch, at the beginning: "Ana rang, she can't make it"."""
_SENT_OURS = re.compile(
    r"^\W*(?:i |we )?(?:have |['\u2019]ve )?(?:asked|told|sent|got) (?:\w+ ){0,4}(?:from|of|on|in) "
    r"(?:our|my) (?:\w+ ){1,3}to (?:go|visit|see|call|meet|drop|stop)\b",
    re.IGNORECASE,
)
"""One of ours who is to go there: the member was in touch with nobody of theirs."""
_TALK = re.compile(
    r"\b(?:told (?:me|us)|spoke|talked|chatted|i told|we told|discussed (?:[\w'\u2019-]+ ){0,6}with)\b",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"\b(?:no (?:answer|reply|luck|response)|voicemail|vm\b|left (?:a |him |her )*(?:msg|message|word)|"
    r"engaged|did(?:n['\u2019]?t| not) (?:pick up|answer)|could(?:n['\u2019]?t| not) reach|not in[.,])",
    re.IGNORECASE,
)
_OCCASION = r"(?:call|meeting|mtg|lunch|dinner|coffee|visit|demo|session|review|catch-?up|workshop|chat)"
_CALLED_OFF = re.compile(
    rf"\W*(?:there (?:is|was) )?no {_OCCASION} (?:with|w/)[^.,:;!?\n]{{2,60}}|"
    rf"\W*(?:(?:the|my|our|today['\u2019]s|this|exec|weekly|\w+ly|{_OCCASION}) )*"
    rf"{_OCCASION} (?:with|w/) [^.,:;!?\n]{{2,40}}? "
    r"(?:is|was|got|has been|had to be) (?:now |just )?(?:off|called off|cancel+ed|postponed|moved|pushed)\b",
    re.IGNORECASE,
)
"""A meeting that did not take place: "no call with Ana today", "the call with Ana is off"."""
_TALKED_AFTER = re.compile(
    r"\b(?:met|spoke|talked|saw|chatted|had (?:a|an)|rang|phoned|i called|we called|"
    r"called (?:her|him|them|me)|wrote (?:me|to)|e?mailed|instead|told (?:me|us))\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:e-?mail|mail|number|mobile|phone)(?: address| number)? is\b|^\S+@\S+$", re.IGNORECASE
)
_NOT_SENT = re.compile(
    r"(?:\b(?:not|never)|n['\u2019]?t) (?:yet |even )?(?:sent|mailed|e-?mailed|written|replied|texted)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:phone|mobile|cell|tel|telephone|fax|number|e-?mail|mail)\b\W{0,3}"
    r"(?:\+?[\d(][\d\s()/.-]{5,}|\S+@\S+)",
    re.IGNORECASE,
)
"""A number or an address that is written down: "Ana Ruiz, phone 0151 234567"."""
_POSTED = re.compile(r"\b(?:posted|posts|published|tweeted|blogged)\b(?! to\b)", re.IGNORECASE)
"""What somebody wrote for everybody."""
_READ_OF = re.compile(
    r"^\W*(?:i |we |just |also )*(?:saw|read|heard|noticed|learn(?:ed|t)|found|see|hear)\b(?: it| this)?"
    r"(?: (?:in|on|from|via)(?: the| a| an| their| my)? (?:\w+ )?(?:news(?:letter|paper)?s?|papers?|press|"
    r"media|radio|tv|web(?:site)?|internet|linkedin|feed|journal|magazine|report|article|grapevine)\b"
    r"| that\b)",
    re.IGNORECASE,
)
"""What the member read or heard of somebody: "saw in the news that Omar got promoted"."""
_WITH_ME = re.compile(r"\b(?:I|we|me|us|my|our|I['\u2019]\w+|we['\u2019]\w+)\b", re.IGNORECASE)
_OTHERS = (
    r"(?:(?:[Oo]ur|[Mm]y|[Tt]heir|[Hh]is|[Hh]er)(?: [\w-]+){1,4}?|"
    r"[A-Z][\w\u2019-]+(?: [A-Z][\w\u2019-]+){0,2})"
)
_OF_OTHERS = re.compile(
    rf"^\W*(?!(?:I|We|Just|Today|Yesterday)\b){_OTHERS} (?:just |also |already |again )?"
    r"(?:(?:met|called|phoned|rang)(?: up)?(?: with)?|(?:spoke|talked) (?:to|with)|"
    r"had (?:an? |the )?(?:\w+ )?(?:meeting|call|chat|lunch|dinner|coffee|breakfast) with) [A-Z]"
)
"""Two others who were in touch with one another: "our CEO spoke with Lars", "Omar met Lars"."""
_LEFT_WORD = re.compile(r"\b(?:voicemail|vm|left (?:a |him |her )*(?:msg|message|word))\b", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:will|going to|gonna|must|should|need to|have to)\b|['\u2019]ll\b", re.IGNORECASE)
_LEAD = 30
"""Within how many characters a single sentence says that it is about what is to come."""
_BREAK = re.compile(r"[.!?;\n]\s{0,3}\S")
_PAST = re.compile(
    r"\b(?:met|had|saw|called|spoke|was|were|went|visited|sat|talked|ran into|bumped|just|came|told|said|"
    r"did|showed|joined|discussed|asked|promised|agreed|confirmed)\b",
    re.IGNORECASE,
)


def touch_of(text: str, reading: MessageReading, dates: Sequence[DateSpan], today: date) -> TouchReading:
    """Return how they were in touch; a call that nobody took is none, and what is only planned neither."""
    touch, said = reading.touches[0][0], touch_channel(text)
    if is_invite(text[:_INVITE]):
        return TouchReading.NONE
    if _SENT_OURS.match(text) or _is_of_others(text) or _is_hearsay(text):
        return TouchReading.NONE
    if said is None and _NO_TALK.match(text) and not _TALK.search(text) and not _TO_ME.search(text):
        return TouchReading.NONE
    if (_NUMBER.search(text) or _POSTED.search(text)) and not (_TOLD.search(text) or _WITH_ME.search(text)):
        return TouchReading.NONE
    if touch is TouchReading.NONE and (rang := _RANG.match(text)) is not None and not _MISSED.search(text):
        return TouchReading.CALL if rang["call"] else TouchReading.MESSAGE
    if _is_called_off(text):
        return TouchReading.NONE
    if touch is TouchReading.CALL and _MISSED.search(text):
        return TouchReading.MESSAGE if _LEFT_WORD.search(text) else TouchReading.NONE
    if touch is TouchReading.MESSAGE and (_ADDRESS.search(text) or _NOT_SENT.search(text)):
        return TouchReading.NONE
    if touch in (TouchReading.MEETING, TouchReading.CALL) and _is_ahead(text, reading, dates, today):
        return TouchReading.NONE
    if touch is not TouchReading.NONE:
        return touch
    told = _TOLD.search(text) if said is not None else None
    if told is not None:
        return _KINDS[next(kind for kind, words in told.groupdict().items() if words)]
    if (to_me := _TO_ME.search(text)) is not None and said is not None:
        return next(
            (_KINDS[kind] for kind, words in to_me.groupdict().items() if words), TouchReading.MESSAGE
        )
    if _LONE.search(text) is not None:
        return TouchReading.MEETING
    had = _HAD.search(text)
    if had is not None:
        return TouchReading.CALL if had["kind"].lower() in ("call", "chat") else TouchReading.MEETING
    talked = said == "talk" and _TALK.search(text) is not None
    return TouchReading.CALL if talked else touch


def _is_called_off(text: str) -> bool:
    """Return whether the text begins with a meeting that did not take place, and tells of no other talk."""
    off = _CALLED_OFF.match(text)
    return off is not None and _TALKED_AFTER.search(text, off.end()) is None


def _is_of_others(text: str) -> bool:
    """Return whether the text tells of two others alone, so that the member was in touch with neither."""
    found = _OF_OTHERS.match(text)
    return found is not None and _WITH_ME.search(text, found.end()) is None


def _is_hearsay(text: str) -> bool:
    """Return whether the text tells what was read or heard somewhere, and of nobody with the member."""
    found = _READ_OF.match(text)
    return found is not None and _WITH_ME.search(text, found.end()) is None


def _is_ahead(text: str, reading: MessageReading, dates: Sequence[DateSpan], today: date) -> bool:
    """Return whether a meeting is only planned: its day is to come, and nothing is told of it."""
    days = [one for one in reading.names if one.label in (NameLabel.DAY_OF_NOTE, NameLabel.OTHER_DAY)]
    if days and any(is_to_come(text, one) for one in dates):
        return True
    told = not days or days[0].label is NameLabel.DAY_OF_NOTE or _PAST.search(text) is not None
    if not _BREAK.search(text) and _TO_COME.search(text[:_LEAD]) and not _PAST.search(text):
        return True
    if told or len(text) > _SHORT or days[0].start > _SOON:
        return False
    first = next((span for span in dates if span.start < days[0].end and days[0].start < span.end), None)
    return first is not None and first.planned.last > today
