"""Which days a note only speaks of: birthdays, deadlines, days that were said to somebody (B1)."""

from __future__ import annotations

import re
from datetime import date

from bot.language.calendar import Tense
from bot.language.dates import DateSpan

_BEFORE = 70
_AFTER = 40
_BE = (
    r"(?:(?:is|are|was|will be|would be|['\u2019]s|['\u2019]ll be|falls|on|of|the|still|now|date|day|by)"
    r"\b\s*|[:=]\s*)"
)
_OF_A_THING = re.compile(
    r"\b(?:birthday|b-?day|bday|born|anniversary|name ?day|renewal|deadline|due|due date|delivery|go-?live|"
    r"launch|expiry|expires?|ends?|starts?|begins?|runs out|opens|closes|launches|goes live|valid|closing|"
    r"milestone|cut-?off|start date|end date|target|first day|last day|wedding|retires?)\b[\s,:=]*"
    rf"{_BE}{{0,4}}$",
    re.IGNORECASE,
)
"""Words right before a day that is a thing's own: "Birthday 14 March", "the contract ends on 31 October"."""
_WHO = r"(?:him|her|them|me|us|everyone|[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+)?)"
_SAID = re.compile(
    r"\b(?:told|tell|said|gave|offered|promised|quoted|proposed|suggested|confirmed|named|agreed|wants?|needs?|"
    rf"prefers?|asked for)(?: {_WHO})?"
    r"(?: (?:that )?(?:it|that)(?:['\u2019]ll be|['\u2019]s| is| will be| would be))?"
    r"(?: (?:about|around|for))?\s*$",
    re.IGNORECASE,
)
"""Words right before a day that is what was said: "told him 15 January"."""
_MOVED = re.compile(
    r"\b(?:moved?|pushed|postponed|shifted|delayed|slips?|slipped|rescheduled|put off|brought forward|"
    r"changed)\b[^.;!?\n]{0,30}\b(?:to|until|till)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_IS_SUBJECT = re.compile(
    r"\s*(?:(?:is|will|would|should|works|suits|looks|could|can|might|may|it is)\b|['\u2019](?:s|ll)\b|"
    r"(?:at the latest|latest|as (?:the|our|a|his|her|their) )\b)",
    re.IGNORECASE,
)
"""Words right behind a day that something is said of: "20 February is our delivery date"."""
_ENDS = re.compile(r"\s*(?:$|[.,;:!?)\n\u2013\u2014]|(?:and|but|so|as|at|for|or|not)\b)", re.IGNORECASE)
_HAPPENED = re.compile(
    r"\b(?:met|had|saw|called|phoned|rang|spoke|talked|chatted|visited|went|came|wrote|e?mailed|texted|"
    r"sent|lunch|dinner|coffee|meeting|call|visit|was|were|ran into|bumped into|\w{3,}ed)\b",
    re.IGNORECASE,
)
_MEAL = re.compile(r"(?:a |the )?(?:lunch|breakfast|dinner|drinks?|coffee)\b", re.IGNORECASE)
_LONG_AGO = 183
"""From how many days back a day without a year is rather the one to come, unless plain words tell of it."""


def is_meal(text: str, span: DateSpan) -> bool:
    """Return whether the words of a day begin with what people meet for: "lunch on Friday"."""
    return _MEAL.match(text, span.start) is not None


def is_only_spoken_of(text: str, span: DateSpan, today: date) -> bool:
    """Return whether a day is something's own or was only said, so that nothing took place on it."""
    if span.reading.tense is Tense.PAST or is_meal(text, span):
        return False
    before = text[max(0, span.start - _BEFORE) : span.start]
    behind = text[span.end : span.end + _AFTER]
    if _OF_A_THING.search(before) or _MOVED.search(before):
        return True
    if not span.reading.named:
        return False
    if _IS_SUBJECT.match(behind) or (_SAID.search(before) and _ENDS.match(behind)):
        return True
    return _is_rather_to_come(before, span, today)


def _is_rather_to_come(before: str, span: DateSpan, today: date) -> bool:
    """Return whether a day without a year lies long back and soon comes again, and no words tell of it."""
    reading = span.reading
    back, ahead = (today - reading.past.last).days, (reading.future.first - today).days
    if reading.past == reading.future or back < _LONG_AGO or back <= ahead:
        return False
    clause = re.split(r"[.;!?\n]\s|,\s", before)[-1]
    starts_there = not clause.strip() or clause.strip().casefold() == "on"
    return not starts_there and _HAPPENED.search(clause) is None
