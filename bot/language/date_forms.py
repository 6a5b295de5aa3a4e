"""The forms in which days are written in English, each with its reading, and all forms together."""

from __future__ import annotations

from bot.language.date_words import (
    COUNT,
    DASH,
    DAY,
    LONG_WEEKDAY,
    MONTH,
    MORE,
    UNIT,
    WEEKDAY,
    WHICH,
    YEAR,
    one_of,
)
from bot.language.date_words import SPACE as S
from bot.language.day_readers import (
    NEAR,
    read_day_and_month,
    read_days_of_month,
    read_iso_date,
    read_near_day,
    read_numeric_date,
    read_ordinal,
)
from bot.language.distances import read_distance, read_half_year, read_same_time, read_stretch
from bot.language.form_parts import (
    ABOUT,
    ANY_WEEKDAY,
    ANYTHING,
    HAS_DAYS,
    HAS_DIGIT,
    HAS_DOT,
    HAS_HYPHEN,
    HAS_MONTH,
    HAS_SLASH,
    HAS_UNIT,
    HAS_WEEKDAY,
    NO_THING,
    NTH,
    PLACE,
    THE,
    TO,
    WEEKDAY_FIRST,
    WHICHLY,
    any_of,
    form,
)
from bot.language.period_forms import PERIOD_FORMS
from bot.language.weekday_readers import (
    read_nth_weekday,
    read_weekday,
    read_weekday_by_place,
    read_weekdays_away,
)

_DAYS_OF_THE_CALENDAR = (
    form(
        r"(?P<year>\d{4})(?P<sep>[-/])(?P<month>\d\d)(?P=sep)(?P<day>\d\d)"
        r"(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?",
        read_iso_date,
        HAS_DIGIT,
    ),
    form(
        rf"{WEEKDAY_FIRST}(?P<a>\d{{1,2}})(?P<sep>/)(?P<b>\d{{1,2}})(?:/(?P<year>\d{{4}}|\d\d))?"
        r"(?!\s*(?:of|the|price|done|full|time)\b|%)",
        read_numeric_date,
        HAS_SLASH,
    ),
    form(
        rf"{WEEKDAY_FIRST}(?P<a>\d{{1,2}})(?P<sep>\.)(?P<b>\d{{1,2}})\.(?P<year>\d{{4}}|\d\d)?",
        read_numeric_date,
        HAS_DOT,
    ),
    form(r"(?P<a>\d{1,2})(?P<sep>-)(?P<b>\d{1,2})-(?P<year>\d{4})", read_numeric_date, HAS_HYPHEN),
    form(
        rf"{WEEKDAY_FIRST}{THE}{DAY}(?:{S}day)?(?:{S}of)?(?:{S}|-){MONTH}(?:(?:,?{S}|-){YEAR})?",
        read_day_and_month,
        HAS_MONTH,
    ),
    form(
        rf"{WEEKDAY_FIRST}{MONTH}{S}(?:the{S})?{DAY}(?:,?{S}{YEAR})?(?!:\d|\s?(?:%|{DASH}\d))",
        read_day_and_month,
        HAS_MONTH,
    ),
    form(
        rf"{ANY_WEEKDAY}{THE}(?P<from>\d{{1,2}})(?:st|nd|rd|th|\.)?{TO}{ANY_WEEKDAY}{THE}{DAY}(?:{S}of)?{S}{MONTH}(?:,?{S}{YEAR})?",
        read_days_of_month,
        HAS_MONTH,
    ),
    form(
        rf"{MONTH}{S}(?P<from>\d{{1,2}})(?:st|nd|rd|th)?{TO}{DAY}(?:,?{S}{YEAR})?",
        read_days_of_month,
        HAS_MONTH,
    ),
    form(rf"{WEEKDAY_FIRST}{THE}(?P<day>\d{{1,2}}(?:st|nd|rd|th)){NO_THING}", read_ordinal, HAS_DIGIT),
    form(rf"{WEEKDAY}{S}(?P<day>\d{{1,2}})(?=\s*(?:$|[,.;!?)](?!\d)|and\b|at\b))", read_ordinal, HAS_DIGIT),
    form(rf"the{S}{DAY}(?=\s*(?:$|[,.;:!?)]|and\b|or\b|at\b|to\b))", read_ordinal, any_of("the")),
)

_WEEKDAYS_AND_NEAR_DAYS = (
    form(rf"{WHICHLY}{LONG_WEEKDAY}", read_weekday, HAS_WEEKDAY),
    form(rf"{THE}{WHICH}{S}{WEEKDAY}", read_weekday, HAS_WEEKDAY),
    form(rf"{WEEKDAY}(?={S}(?:of{S})?(?:this|next|nxt|last){S}(?:week|wk)\b)", read_weekday, HAS_WEEKDAY),
    form(rf"the{S}{NTH.format('nth')}{S}{LONG_WEEKDAY}", read_nth_weekday, HAS_WEEKDAY),
    form(
        rf"(?:(?<=on )|(?<=by )|(?<=until )|(?<=till )|(?<=til )|(?<=before )){WEEKDAY}",
        read_weekday,
        HAS_WEEKDAY,
    ),
    form(
        r"(?P<weekday>tues|thurs|thur|thu|fri|weds|(?-i:Mon|Tue|Wed|Sat|MON|TUE|WED|SAT))",
        read_weekday,
        HAS_WEEKDAY,
    ),
    form(rf"{THE}{WEEKDAY}{S}{PLACE}", read_weekday_by_place, any_of("next|last")),
    form(
        rf"{LONG_WEEKDAY}{S}(?P<place>last|next)(?=\s*(?:$|[,.;:!?)]|and\b|but\b|at\b|she\b|he\b|i\b|we\b))",
        read_weekday_by_place,
        any_of("next|last"),
    ),
    form(rf"{COUNT}{S}{LONG_WEEKDAY}s{S}(?:ago|back|from{S}(?:now|today))", read_weekdays_away, HAS_DAYS),
    form(rf"in{S}{COUNT}{S}{LONG_WEEKDAY}s", read_weekdays_away, HAS_DAYS),
    form(rf"(?P<near>{one_of(list(NEAR))})", read_near_day, ANYTHING),
)

_DISTANCES = (
    form(
        rf"{ABOUT}{COUNT}{MORE}[ \t]{{0,4}}{UNIT}(?:{S}or{S}(?P<or>two|three|so))?{S}(?:ago|back|earlier)",
        read_distance,
        HAS_UNIT,
    ),
    form(
        rf"(?:in|within|over){S}{ABOUT}(?:the{S}(?:next|coming){S})?{COUNT}{MORE}[ \t]{{0,4}}{UNIT}"
        rf"(?:['\u2019]?s?['\u2019]?{S}time|{S}from{S}now|{S}or{S}(?P<or>two|three|so))?",
        read_distance,
        HAS_UNIT,
    ),
    form(rf"{COUNT}{MORE}[ \t]{{0,4}}{UNIT}{S}from{S}(?:now|today)", read_distance, HAS_UNIT),
    form(
        rf"(?:in|within){S}half{S}a{S}year(?:['\u2019]s{S}time)?|half{S}a{S}year{S}(?:ago|back|from{S}now)|"
        rf"in{S}a{S}year{S}and{S}a{S}half",
        read_half_year,
        any_of("half"),
    ),
    form(
        rf"the{S}(?P<way>last|past|previous|next|coming){S}(?:{COUNT}{MORE}{S})?{UNIT}",
        read_stretch,
        HAS_UNIT,
    ),
    form(rf"(?P<way>last|past|next|coming){S}{COUNT}{MORE}{S}{UNIT}", read_stretch, HAS_UNIT),
    form(rf"(?:at{S})?this{S}time{S}(?P<which>last|next){S}{UNIT}", read_same_time, HAS_UNIT),
)

FORMS = _DAYS_OF_THE_CALENDAR + _WEEKDAYS_AND_NEAR_DAYS + _DISTANCES + PERIOD_FORMS
"""Each form with its reader; where forms overlap, the longest from the left wins."""
