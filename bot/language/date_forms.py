"""The forms in which dates are written in English, each with its reading."""

from __future__ import annotations

import re

from bot.language.date_context import Reader
from bot.language.day_readers import (
    FEASTS,
    NEAR,
    day_and_month,
    feast,
    iso,
    near_day,
    numeric,
    ordinal,
    weekday,
)
from bot.language.period_readers import (
    NUMBERS,
    distance,
    read_named_period,
    relative,
    short_end,
    stretch,
    whole_year,
)

_LONG_MONTH = (
    r"(?P<month>january|february|feb\.?|april|apr\.?|june?|july?|august|aug\.?|"
    r"sept(?:ember|\.)?|sep\.?|october|oct\.?|november|nov\.?|december|dec\.?)"
)
"""Months that are nothing but months; "may", "march", "mar" and "jan" (a name) need more to go by."""
_MONTH = _LONG_MONTH.replace("(?P<month>", r"(?P<month>may|march|mar\.?|jan\.?|")
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:rs?(?:day)?)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?)"
)
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WHICH = r"(?P<which>last|past|previous|this past|this coming|coming|upcoming|this|next|following)"
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
_UNIT = r"(?P<unit>(?:working |business )?days?|weeks?|fortnights?|months?|quarters?|years?)"
_PART = r"(?P<part>end|close|start|beginning|middle|mid|early|late)"
_AFTER_IN = r"(?<=in )|(?<=by )|(?<=since )|(?<=until )|(?<=before )|(?<=after )|(?<=from )|(?<=during )"
_LEAD = rf"(?:{_AFTER_IN}|(?<=till )|(?<=of ))"


_NEAR_WORDS = "|".join(sorted(NEAR, key=len, reverse=True)).replace(" ", r"\s+")


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.-]){pattern}(?![\w/]|-\d)", re.IGNORECASE)


_PARTLY = rf"(?:the\s+)?(?:{_PART}[\s-]+(?:of\s+)?(?:the\s+)?)?"
_WHICHLY = rf"(?:{_WHICH}\s+)?"

FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_form(r"\d{4}-\d\d-\d\d"), iso),
    (_form(r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?:(?P=sep)(?P<year>\d{4}|\d\d))?\.?"), numeric),
    (
        _form(
            rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}(?:st|nd|rd|th|\.)?(?:\s+of)?[\s-]+{_MONTH}(?:,?[\s-]+{_YEAR})?"
        ),
        day_and_month,
    ),
    (
        _form(rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s+(?:the\s+)?{_DAY}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?(?!:\d)"),
        day_and_month,
    ),
    (
        _form(rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}(?:st|nd|rd|th)(?!\s+(?:time|of|floor|year|quarter))"),
        ordinal,
    ),
    (_form(rf"{_WHICHLY}(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"), weekday),
    (_form(rf"{_WHICH}\s+{_WEEKDAY}"), weekday),
    (_form(rf"(?:(?<=on )|(?<=by )|(?<=until )|(?<=till )|(?<=before )){_WEEKDAY}"), weekday),
    (_form(r"(?P<weekday>tues|thurs|thu|fri)"), weekday),
    (
        _form(
            rf"(?P<near>{_NEAR_WORDS})(?!(?<=eod|cob|day)\s+(?:on\s+)?(?:mon|tue|wed|thu|fri|sat|sun|tom|\d))"
        ),
        near_day,
    ),
    (_form(rf"(?:about\s+|around\s+)?{_COUNT}\s+{_UNIT}\s+(?:ago|back|earlier)"), distance),
    (
        _form(
            rf"(?:in|within)\s+(?:about\s+|around\s+|the next\s+)?{_COUNT}\s+{_UNIT}"
            r"(?:['\u2019]?\s+time|\s+from now)?"
        ),
        distance,
    ),
    (_form(rf"{_COUNT}\s+{_UNIT}\s+from\s+(?:now|today)"), distance),
    (_form(rf"the\s+(?P<way>last|past|previous|next|coming)\s+(?:{_COUNT}\s+)?{_UNIT}"), stretch),
    (_form(rf"(?P<way>last|past|next|coming)\s+{_COUNT}\s+{_UNIT}"), stretch),
    (
        _form(rf"{_PARTLY}{_WHICH}\s+(?P<unit>week|weekend|month|quarter|year)"),
        relative,
    ),
    (_form(rf"(?:the\s+)?{_PART}\s+of\s+(?:the\s+)?(?P<unit>week|month|quarter|year)"), relative),
    (_form(r"the\s+(?P<unit>weekend)"), relative),
    (_form(r"eow|eom|eoq|eoy|(?:month|quarter|year)[\s-]end"), short_end),
    (_form(rf"{_PARTLY}{_WHICHLY}{_LONG_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?"), read_named_period),
    (_form(rf"{_PART}[\s-]+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"), read_named_period),
    (_form(rf"{_WHICH}\s+{_MONTH}(?:,?\s+{_YEAR})?"), read_named_period),
    (_form(rf"{_MONTH},?\s+{_YEAR}"), read_named_period),
    (_form(rf"{_LEAD}{_MONTH}"), read_named_period),
    (
        _form(rf"{_PARTLY}{_WHICHLY}q(?P<quarter>[1-4])(?:\s*(?:of\s+|/|')?(?P<year>(?:20)?\d\d))?"),
        read_named_period,
    ),
    (
        _form(rf"{_PARTLY}{_WHICHLY}h(?P<half>[12])(?:\s*(?:of\s+|/|')?(?P<year>(?:20)?\d\d))?"),
        read_named_period,
    ),
    (_form(rf"{_PARTLY}{_WHICH}\s+(?P<season>spring|summer|autumn|fall|winter)"), read_named_period),
    (
        _form(
            rf"{_LEAD}(?:the\s+)?(?:{_PART}[\s-]+)?(?P<season>spring|summer|autumn|winter)"
            rf"(?:\s+(?:of\s+)?{_YEAR})?"
        ),
        read_named_period,
    ),
    (
        _form(
            rf"(?:the\s+)?(?P<feast>{'|'.join(sorted(FEASTS, key=len, reverse=True)).replace(chr(39), '.')})"
        ),
        feast,
    ),
    (
        _form(rf"(?:{_AFTER_IN})(?:the year\s+)?{_YEAR}"),
        whole_year,
    ),
)
"""Each form with its reader; where forms overlap, the longest from the left wins."""
