"""The forms in which stretches of time are written in English, each with its reading."""

from __future__ import annotations

from bot.language.date_words import DASH, LONG_MONTH, MONTH, PART, PARTLY, PERIOD, WHICH, YEAR, one_of
from bot.language.date_words import SPACE as S
from bot.language.feasts import FEASTS, UNREADABLE, read_feast, read_unreadable
from bot.language.form_parts import (
    AFTER_IN,
    HAS_DIGIT,
    HAS_MONTH,
    HAS_SLASH,
    HAS_UNIT,
    LEAD,
    NTH,
    PLACE,
    SHORT_YEAR,
    THE,
    WHICHLY,
    YEARLY,
    any_of,
    form,
)
from bot.language.period_readers import (
    read_month_of_year,
    read_named_period,
    read_numbered_week,
    read_relative_period,
    read_short_end,
    read_whole_year,
)

FEAST_NAMES = one_of([name.replace("'", "['\u2019]?") for name in FEASTS])

PERIOD_FORMS = (
    form(rf"{PARTLY}{WHICH}{S}{PERIOD}(?![ \t]?{DASH}[ \t]?end)", read_relative_period, HAS_UNIT),
    form(rf"{THE}{PERIOD}{S}{PLACE}", read_relative_period, HAS_UNIT),
    form(rf"{THE}{PART}(?:{S}|-)(?:(?:of|in)(?:{S}|-))?(?:the{S})?{PERIOD}", read_relative_period, HAS_UNIT),
    form(r"(?:the\s+)?(?P<unit>weekend)(?!s)", read_relative_period, HAS_UNIT),
    form(
        rf"eow|eom|eoq|eoy|{THE}(?:week|month|quarter|year)(?:['\u2019]s)?[ \t-]end|"
        rf"mid-?(?:week|month|quarter|year)|within{S}the{S}(?:week|month|quarter|year)",
        read_short_end,
        any_of("eo[wmqy]|end|mid|within"),
    ),
    form(
        r"(?:calendar\s)?(?:week|wk|kw|cw)\s?(?:no\.?\s?|#)?(?P<number>\d{1,2})(?:\s?(?:/|of\s|,?\s)(?P<year>20\d\d))?"
        r"(?!\s+(?:of|in|into|review|plan|call|report)\b)",
        read_numbered_week,
        any_of("w"),
    ),
    form(r"(?P<year>20\d\d)-?w(?P<number>\d\d)", read_numbered_week, any_of("w")),
    form(r"(?P<number>0?[1-9]|1[0-2])/(?P<year>20\d\d)", read_month_of_year, HAS_SLASH),
    form(rf"{PARTLY}{WHICHLY}{LONG_MONTH}{YEARLY}", read_named_period, HAS_MONTH),
    form(rf"{THE}{PART}(?:{S}|-)(?:(?:of|in)(?:{S}|-))?{MONTH}{YEARLY}", read_named_period, HAS_MONTH),
    form(rf"{WHICH}{S}{MONTH}{YEARLY}", read_named_period, HAS_MONTH),
    form(rf"{MONTH},?{S}{YEAR}", read_named_period, HAS_MONTH),
    form(rf"{LEAD}{MONTH}", read_named_period, HAS_MONTH),
    form(
        rf"{PARTLY}{WHICHLY}q(?P<quarter>[1-4])(?:\s?(?:of\s|/|['\u2019])?{SHORT_YEAR})?",
        read_named_period,
        any_of("q"),
    ),
    form(
        rf"{PARTLY}(?P<quarter>[1-4])q(?:\s?(?:of\s|/|['\u2019])?{SHORT_YEAR})?",
        read_named_period,
        any_of("q"),
    ),
    form(
        rf"{PARTLY}{WHICHLY}h(?P<half>[12])(?:\s?(?:of\s|/|['\u2019])?{SHORT_YEAR})?",
        read_named_period,
        any_of("h"),
    ),
    form(r"(?P<half>[12])h\s?(?:/|['\u2019])?(?P<year>(?:20)?\d\d)", read_named_period, any_of("h")),
    form(
        rf"{PARTLY}{NTH.format('quarter')}{S}quarter(?:{S}(?:of{S})?{YEAR})?",
        read_named_period,
        any_of("quarter"),
    ),
    form(
        rf"the{S}(?P<half>first|second|1st|2nd){S}half(?:{S}of{S}(?:the{S}year|{YEAR}))",
        read_named_period,
        any_of("half"),
    ),
    form(
        rf"{PARTLY}{WHICH}{S}(?P<season>spring|summer|autumn|fall|winter)",
        read_named_period,
        any_of("spring|summer|autumn|fall|winter"),
    ),
    form(
        rf"{LEAD}(?:the{S})?(?:{PART}(?:{S}|-)(?:of{S})?)?(?P<season>spring|summer|autumn|winter)(?:{S}(?:of{S})?{YEAR})?",
        read_named_period,
        any_of("spring|summer|autumn|winter"),
    ),
    form(
        rf"{THE}(?P<feast>{FEAST_NAMES})",
        read_feast,
        any_of("christ|mas|easter|year|nye|day|friday|monday|thurs|thanks|hallow|holiday|whit|pente"),
    ),
    form(
        UNREADABLE,
        read_unreadable,
        any_of("new|fy|fiscal|financial|cny|rama|eid|diwa|han|pass|rosh|yom|gold|holi|break|chan|east"),
    ),
    form(rf"{THE}{PART}(?:{S}|-)(?:of{S})?(?P<year>20\d\d)", read_whole_year, HAS_DIGIT),
    form(rf"(?:{AFTER_IN})(?:the{S}year{S})?(?P<year>(?:19|20)\d\d)", read_whole_year, HAS_DIGIT),
)

ANCHORS = (
    form(
        rf"the{S}(?P<unit>week|month|quarter|year)(?!{S}(?:after|before|of|end)\b)",
        read_relative_period,
        HAS_UNIT,
    ),
)
"""What is a date only as a part of a longer one: "the month" in "the 15th of the month"."""
