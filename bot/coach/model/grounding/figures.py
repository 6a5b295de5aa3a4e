"""Numbers of a text, in digits and words: 40k, a dozen, half a million, 15 percent (B2)."""

from __future__ import annotations

import re

from bot.coach.model.grounding.number_words import (
    DAYS_OF,
    LARGE,
    NUMBER_WORD,
    ONES,
    ORDINALS,
    SHARES,
    SMALL,
    TENS,
    Figure,
    FigureKind,
)
from bot.coach.model.grounding.spoken_numbers import expressions

_UNIT = (
    r"(?P<unit>hours?|hrs?|minutes?|mins?|days?|weeks?|wks?|fortnights?|months?|mths?|quarters?|years?|yrs?)"
    r"(?:['\u2019]s?)?\b"
)


_LONGEST_NUMBER = 24
"""Digits and separators of a number that are read: nothing that is counted has more."""
_DIGITS = re.compile(
    r"(?<![\w.,])[~$\u20ac\u00a3#+-]?(?P<digits>\d+(?:[.,'\u2019]\d+)*)(?:\s?(?P<large>k(?:eur|usd|"
    r"gbp|chf|\u20ac)?|m(?:eur)?|mio|mn|bn|b|million|billion|thousand|hundred|grand|dozen)\b)?"
    r"(?P<clock>\s?[ap]\.?m\b\.?|:\d\d|h\b)?(?P<ordinal>st|nd|rd|th)?(?P<percent>\s?%|\s?per ?cent\b|"
    r"\s?pct\b)?",
    re.IGNORECASE,
)


_WORDS = re.compile(
    rf"\b(?:(?P<number>(?:{NUMBER_WORD})(?:[\s-](?:{NUMBER_WORD}))?)|(?P<article>an?|"
    rf"half\s+an?))(?![a-z])"
    rf"(?P<large>(?:[\s-](?:and\s+)?(?:hundred|thousand|million|billion|"
    rf"dozen)\b)+)?(?P<rest>\s+(?:and\s+)?(?:{NUMBER_WORD})(?:-(?:{NUMBER_WORD}))?)?"
    r"(?P<percent>\s?%|\s+per ?cent\b|\s+percent\b)?",
    re.IGNORECASE,
)


_OTHER = re.compile(
    r"\b(?P<word>dozen|couple|pair|twice|thrice|fortnight|double[ds]?|triple[ds]?)\b", re.IGNORECASE
)


_FRACTION = re.compile(
    r"\b(?:(?P<count>one|two|three|four|an?|\d)[\s-])?(?P<share>half|halves|third|quarter|fourth|"
    r"fifth|sixth|eighth|tenth)s?\b(?!\s+(?:of\s+)?(?:20\d\d|day|time|year|round|meeting|call|week))",
    re.IGNORECASE,
)


_EVERY = re.compile(r"\b(?:each|every|per|once|twice|this|that|next|last|same|a|the)\s{1,3}$", re.IGNORECASE)
"""Before "quarter" or "a quarter" it is one of the year: each quarter, once a quarter."""
_NEAR = 12
"""Characters before it in which such a word is looked for."""
_OF_THE_YEAR = re.compile(r"(?:an?\s+)?quarters?", re.IGNORECASE)


_ORDINAL = re.compile(rf"\b(?P<word>{'|'.join(ORDINALS)})\b", re.IGNORECASE)


_DURATION = re.compile(
    rf"[\s-]{{1,3}}(?:full\s+|whole\s+|more\s+|working\s+|further\s+)?{_UNIT}", re.IGNORECASE
)


_ONE = re.compile(
    r"\b(?:a|an|one)\s+(?:full\s+|whole\s+)?(?P<unit>day|week|fortnight|month|year)\s+(?=before|after|"
    r"later|earlier|ago|long\b)",
    re.IGNORECASE,
)


def _large_of(written: str) -> str:
    written = written.lower()
    return written[0] if written not in LARGE else written


def figures_in(text: str) -> list[Figure]:
    """Return the numbers of a text; "one" and "first" alone are none, they are said of anything."""
    found: list[Figure] = []
    for match in _DIGITS.finditer(text):
        found.append(_of_digits(match))
    for match in _ONE.finditer(text):
        unit = match["unit"].lower()
        found.append(Figure(FigureKind.DURATION, DAYS_OF[unit], match[0], match.start(), match.end(), unit))
    for match in _FRACTION.finditer(text):
        if _OF_THE_YEAR.fullmatch(match[0]) and _EVERY.search(
            text[max(0, match.start() - _NEAR) : match.start()]
        ):
            continue
        count = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}.get(
            (match["count"] or "a").lower(), 0
        ) or int(match["count"])
        if match["count"] or match["share"].lower() in ("half", "quarter"):
            found.append(
                Figure(
                    FigureKind.SHARE,
                    count * SHARES[match["share"].lower()],
                    match[0],
                    match.start(),
                    match.end(),
                )
            )
    for match in _WORDS.finditer(text):
        figure = _of_words(match)
        if figure is not None:
            found.append(figure)
    for match in _OTHER.finditer(text):
        word = match["word"].lower()
        value = 2 if word.startswith("double") else 3 if word.startswith("triple") else SMALL[word]
        kind = FigureKind.DURATION if word == "fortnight" else FigureKind.PLAIN
        found.append(
            Figure(
                kind,
                float(value),
                match[0],
                match.start(),
                match.end(),
                "day" if kind is FigureKind.DURATION else "",
            )
        )
    found.extend(expressions(text))
    for match in _ORDINAL.finditer(text):
        found.append(
            Figure(
                FigureKind.ORDINAL,
                float(ORDINALS[match["word"].lower()]),
                match[0],
                match.start(),
                match.end(),
            )
        )
    return _apart([_with_unit(figure, text) for figure in found])


def _of_digits(match: re.Match[str]) -> Figure:
    digits, clock = match["digits"], (match["clock"] or "").lower().strip()
    value = _value(digits)
    start, end = match.start("digits"), match.end()
    if match["large"]:
        return Figure(FigureKind.PLAIN, value * LARGE[_large_of(match["large"])], match[0], start, end)
    if match["percent"]:
        return Figure(FigureKind.SHARE, value / 100, match[0], start, end)
    if clock:
        minutes = int(clock[1:]) / 60 if clock[0] == ":" else 0
        evening = 12 if clock[0] == "p" and value < 12 else 0
        return Figure(FigureKind.TIME, value + minutes + evening, match[0], start, end)
    kind = FigureKind.ORDINAL if match["ordinal"] else FigureKind.PLAIN
    return Figure(kind, value, match[0], start, end)


def _value(digits: str) -> float:
    """Read digits with their separators: 1,500 and 1.500 are fifteen hundred, 1.2 and 3,5 are not whole."""
    groups = re.split(r"[.,'\u2019]", digits[:_LONGEST_NUMBER])
    if len(groups) == 1:
        return float(groups[0])
    if all(len(group) == 3 for group in groups[1:]) and groups[0] != "0":
        return float("".join(groups))
    return float("".join(groups[:-1]) + "." + (groups[-1] or "0"))


def _of_words(match: re.Match[str]) -> Figure | None:
    number, large = match["number"], match["large"]
    if number is None:
        if not large:
            return None
        value = 0.5 if match["article"].lower().startswith("half") else 1.0
    else:
        words = [w for w in re.split(r"[\s-]", number.lower()) if w]
        if len(words) == 2 and not (words[0] in TENS and words[1] in ONES):
            return Figure(
                FigureKind.PLAIN,
                float(SMALL[words[0]]),
                words[0],
                match.start(),
                match.start() + len(words[0]),
            )
        value = float(sum(SMALL[word] for word in words))
        if value == 1 and not large and not match["percent"]:
            return None
    for word in re.findall(r"[a-z]+", (large or "").lower()):
        value *= LARGE.get(word, 1)
    end = match.end()
    if match["rest"]:
        if large and "hundred" in large.lower():
            value += sum(SMALL[w] for w in re.findall(r"[a-z]+", match["rest"].lower()) if w in SMALL)
        else:
            end = match.start("rest")
    if match["percent"] and not match["rest"]:
        return Figure(FigureKind.SHARE, value / 100, match[0], match.start(), end)
    return Figure(FigureKind.PLAIN, value, match.string[match.start() : end], match.start(), end)


def _with_unit(figure: Figure, text: str) -> Figure:
    """Make a number before "weeks" a duration in days."""
    if figure.kind is not FigureKind.PLAIN:
        return figure
    match = _DURATION.match(text, figure.end)
    if match is None:
        return figure
    unit = match["unit"].lower()
    unit = unit if unit in DAYS_OF else unit[:-1]
    return Figure(
        FigureKind.DURATION,
        figure.value * DAYS_OF[unit],
        text[figure.start : match.end()],
        figure.start,
        match.end(),
        unit,
    )


def _apart(found: list[Figure]) -> list[Figure]:
    kept: list[Figure] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
