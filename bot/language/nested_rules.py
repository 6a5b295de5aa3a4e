"""The words beside a date that make a longer one of it, each with its reading."""

from __future__ import annotations

import re

from bot.language.date_words import COUNT, LONG_WEEKDAY, ORDINAL_WORD, PART, UNIT, WEEKDAY
from bot.language.date_words import SPACE as S
from bot.language.nested_readings import (
    Build,
    read_away,
    read_beside,
    read_by_the_clock,
    read_day_of,
    read_later_week,
    read_nth,
    read_one_before,
    read_part,
    read_same_day,
    read_same_period,
    read_unchanged,
    read_week_with,
)


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_OF = rf"{S}(?:(?:of|in){S})?(?:the{S})?"
_BUSINESS = (
    r"(?:close\s(?:of\s(?:business|play|day)\s)?|end\s(?:of\s)?(?:the\s)?(?:business\s)?(?:day\s)?|"
    r"eod\s|eob\s|cob\s|cop\s)"
)
BEFORE: tuple[tuple[re.Pattern[str], Build], ...] = (
    (
        _rule(
            rf"\b(?:the{S})?(?P<nth>last|second[ \t-](?:to[ \t-])?last|penultimate|[1-5](?:st|nd|rd|th)|"
            rf"first|second|third|fourth|fifth){S}(?P<what>{WEEKDAY}|(?:working{S}|business{S})?day|weekday|weekend|"
            rf"week|half){_OF}"
        ),
        read_nth,
    ),
    (
        _rule(rf"\b(?P<what>week|wk)\s?(?:no\.?\s?|#)?(?P<nth>[1-5]){S}(?:of|in){S}(?:the{S})?"),
        read_nth,
    ),
    (_rule(rf"\b(?:the{S})?(?P<day>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL_WORD})(?:{S}day)?{_OF}"), read_day_of),
    (_rule(rf"\b(?:the{S})?{PART}(?:{S}|-)(?:(?:of|in)(?:{S}|-))?(?:the{S})?"), read_part),
    (_rule(rf"\bwithin{S}{COUNT}{S}{UNIT}{S}of{S}(?:the{S})?"), read_away),
    (
        _rule(
            rf"\b{COUNT}{S}{UNIT}{S}(?:(?P<way>from|after|following|before|prior{S}to|ahead{S}of|on){S})?(?:the{S})?"
        ),
        read_away,
    ),
    (_rule(rf"\b(?:the{S})?(?P<what>day|week){S}(?P<way>before|after|following){S}(?:the{S})?"), read_beside),
    (
        _rule(rf"\bthe{S}(?P<what>{LONG_WEEKDAY}){S}(?P<way>before|after|following){S}(?:the{S})?"),
        read_beside,
    ),
    (
        _rule(
            rf"\b(?:the{S})?(?:(?:week|wk){S}(?:of|commencing|beginning|starting|ending|from)|w/[ce]){S}(?:the{S})?"
        ),
        read_week_with,
    ),
    (
        _rule(
            rf"\b(?:the{S})?(?:{_BUSINESS}|(?:first{S}thing|last{S}thing|early|late|later|some{S}time|sometime|noon|"
            rf"midday|lunch|lunchtime|morning|afternoon|evening|night|\d{{1,2}}(?:[:.]\d\d)?\s?[ap]\.?m\.?|"
            rf"\d{{1,2}}:\d\d|\d{{1,2}}\s?(?:h|o'clock)){S})(?:(?:on|of){S})?"
        ),
        read_by_the_clock,
    ),
    (_rule(rf"\bthe{S}"), read_same_day),
    (_rule(rf"\b(?:later|some{S}time|sometime|earlier){S}(?:in{S})?"), read_same_period),
)
"""What stands before a date and makes a longer one of it."""
AFTER: tuple[tuple[re.Pattern[str], Build], ...] = (
    (_rule(rf"{S}but{S}one\b"), read_one_before),
    (_rule(rf"{S}(?P<length>week|fortnight)(?![\w-]|{S}(?:after|before|end)\b)"), read_later_week),
    (
        _rule(
            rf"(?:{S}(?:in{S}the{S})?(?:early{S}|late{S}|first{S}thing{S})?(?:morning|afternoon|evening|night|noon|"
            rf"midday|lunchtime)\b|,?{S}(?:(?:at|@|by|before){S})?\d{{1,2}}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b|h\b|o'clock)|"
            rf",?{S}(?:at|@){S}\d{{1,2}}(?::\d\d)?(?=\s*(?:$|[,;!?)]|\.(?!\d)|(?:and|with|but|to|in)\b))|"
            rf",?{S}\d{{1,2}}:\d\d\b|"
            rf",?{S}(?:eod|cob|eob|close{S}of{S}business|end{S}of{S}day|first{S}thing)\b)"
        ),
        read_by_the_clock,
    ),
    (
        _rule(rf",?{S}(?:at{S}the{S}(?:very{S})?latest|latest|or{S}(?:earlier|sooner|before))\b"),
        read_unchanged,
    ),
)
"""What stands behind a date and belongs to it."""
