"""The words that written dates are made of, as pieces of patterns, and what the numbers among them mean."""

from __future__ import annotations

from bot.language.calendar import Unit

SPACE = r"(?:[^\S\r\n]{1,4}|\r?\n(?=(?-i:[a-z])))"
"""A gap between two words; bounded, so that a long run of blanks costs no time.

A line may break before a small letter, as in a wrapped mail; otherwise a new line begins something new.
"""
DASH = r"[-\u2010-\u2014]"

CARDINALS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
"""The words of the numbers from 0."""
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
NUMBERS = (
    {word: number for number, word in enumerate(CARDINALS)}
    | _TENS
    | {f"{ten}-{CARDINALS[one]}": value + one for ten, value in _TENS.items() for one in range(1, 10)}
    | {"a": 1, "an": 1, "another": 1, "several": 3}
    | {"couple": 2, "pair": 2, "few": 3, "dozen": 12}
)
"""How many a word says; "few" and "several" are taken as three."""
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"),
    *("sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
ORDINALS = (
    {word: number for number, word in enumerate(_ORDINALS, 1)}
    | {"twentieth": 20, "thirtieth": 30, "thirty-first": 31}
    | {f"twenty-{word}": 20 + number for number, word in enumerate(_ORDINALS[:9], 1)}
)
"""Which day or place a word says: "fifteenth"."""


def one_of(words: list[str]) -> str:
    """Return a pattern for any of these words, the longest first; a blank in them fits any gap."""
    return "|".join(sorted(words, key=len, reverse=True)).replace("-", r"(?:-|[^\S\r\n])").replace(" ", SPACE)


def number_of(word: str) -> int:
    """Return the number that a word or digits say: "two" is 2, "5th" and "fifth" are 5."""
    folded = "-".join(word.lower().replace("-", " ").split())
    digits = folded.rstrip("stndrh.")
    if digits.isdigit():
        return int(digits)
    folded = folded.removesuffix("-of").removeprefix("a-").removeprefix("the-")
    return ORDINALS.get(folded) or NUMBERS.get(folded, 0)


ORDINAL_WORD = one_of(list(ORDINALS))
_ONE_TO_NINE = "|".join(CARDINALS[1:10])
COUNT = (
    rf"(?P<count>\d{{1,3}}|an?(?:{SPACE}(?:couple|pair)(?:{SPACE}of)?|{SPACE}few|{SPACE}dozen)?|another|several|"
    rf"couple(?:{SPACE}of)?|few|(?:{'|'.join(_TENS)})(?:[ \t-](?:{_ONE_TO_NINE}))?|"
    rf"{'|'.join(CARDINALS[:0:-1])})"
)
"""How many, in digits or words: "2", "a couple of", "twenty-one"."""
MORE = rf"(?:[ \t]{{0,2}}(?:{DASH}|to|or)[ \t]{{0,2}}(?P<more>\d{{1,3}}|two|three|four|five|six|ten))?"
"""A second number behind the count, which is greater and counts instead: "two or three"."""
UNIT = (
    rf"(?P<unit>(?:working{SPACE}|business{SPACE}|work{SPACE}|week)days?|(?:calendar{SPACE})?days?|h(?:ou)?rs?|(?<=\d)h|"
    r"weeks?|wks?|fortnights?|months?|mths?|quarters?|qtrs?|years?|yrs?)"
)
LENGTHS = {
    "week": Unit.WEEK, "wk": Unit.WEEK, "month": Unit.MONTH, "mth": Unit.MONTH, "quarter": Unit.QUARTER,
    "qtr": Unit.QUARTER, "year": Unit.YEAR, "yr": Unit.YEAR,
}  # fmt: skip
"""Periods of the calendar by the words for them."""
PERIOD = r"(?P<unit>week|wk|weekend|month|mth|quarter|qtr|year|yr)"

_OTHER_MONTHS = (
    r"january|february|feb\.?|april|apr\.?|june?|july?|august|aug\.?|sept(?:ember|\.)?|sep\.?|october|oct\.?|"
    r"november|nov\.?|december|dec\.?"
)
LONG_MONTH = rf"(?P<month>{_OTHER_MONTHS})"
"""Months that are nothing but months; "may", "march", "mar" and "jan" (a name) need more to go by."""
MONTH = rf"(?P<month>may(?:\.(?=\s?\d))?|march|mar\.?|jan\.?|{_OTHER_MONTHS})"
WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?)"
)
LONG_WEEKDAY = r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
DAY = rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th|\.)?|{ORDINAL_WORD})"
YEAR = r"(?P<year>(?:19|20)\d\d|['\u2019]\d\d)"
WHICH = (
    rf"(?P<which>last|past|previous|this{SPACE}past|this{SPACE}coming|coming|upcoming|"
    r"this|next|nxt|following)"
)
PART = (
    r"(?P<part>end|close|start|beginning|middle|mid|early|late|(?:month|year|quarter)[ \t-]end|eom|eoq|eoy)"
)
PARTLY = rf"(?:the{SPACE})?(?:{PART}(?:{SPACE}|-)(?:(?:of|in)(?:{SPACE}|-))?(?:the{SPACE})?)?"
DEADLINE = (
    r"by|before|until|till|til|due|on|since|from|after|ahead of|prior to|no later than|not later than|"
    r"latest|as of|starting|come"
)
"""Small words after which a number or a short name means a day: "by 3/6", "until Fri"."""
