"""Numbers that do not follow from the sources by sums, counts, shares or spans of days (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, permutations

from bot.coach.model.grounding.days import KnownDays, gaps, without_dates
from bot.coach.model.grounding.figures import figures_in
from bot.coach.model.grounding.flaws import GroundSource
from bot.coach.model.grounding.number_words import DAYS_OF, Figure, FigureKind
from bot.coach.model.grounding.spoken_numbers import parts_of
from bot.coach.model.grounding.terms import is_close, telling_terms, terms_in

_MOST_NUMBERS = 14
"""Numbers of the sources that are combined; more would make nearly everything follow."""
_MOST_COUNT = 12
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|over|more than|some|circa|approximately|just under|"
    r"close to)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:more|grew|grown|growth|increased?|up|higher|rose|risen|raised|dearer)\b", re.IGNORECASE
)
_LESS = re.compile(
    r"\b(?:less|fell|fallen|cut|down|lower|lowered|fewer|cheaper|dropped|shrank|reduced)\b", re.IGNORECASE
)
_EACH = re.compile(r"\b(?:each|per|apiece|a piece|every|at)\b", re.IGNORECASE)
_TIMES = re.compile(r"\b(?:twice|double[ds]?|triple[ds]?)\b", re.IGNORECASE)
_ITEMS = re.compile(r"\s*(?:,|;|\band\b|\bplus\b|&|\n)\s*")
_RATES = {
    ("month", "year"): 12,
    ("quarter", "year"): 4,
    ("week", "year"): 52,
    ("month", "quarter"): 3,
    ("day", "week"): 5,
}


@dataclass(frozen=True, slots=True)
class KnownFigures:
    """The numbers of the sources, and how many sources, people and listed things there are."""

    figures: tuple[Figure, ...]
    counts: frozenset[int]
    days: frozenset[int]
    """Days between any two of the dates that are known, today among them."""
    text: str


def known_figures(
    sources: Sequence[GroundSource], asked: str, text: str, days: KnownDays, today: date
) -> KnownFigures:
    """Return what the numbers of a text may follow from."""
    figures = [figure for source in sources for figure in figures_in(source.text)]
    figures += [figure for source in sources for figure in parts_of(source.text)]
    figures += figures_in(asked)
    between = gaps([*days.days, today])
    told = " ".join((*(source.text for source in sources), asked))
    return KnownFigures(tuple(figures), _counts(sources, text), between, told)


def new_number(text: str, known: KnownFigures, today: date) -> str:
    """Return the first number of a text that does not follow from what is known, empty where all do."""
    bare = without_dates(text, today)
    is_about = _ABOUT.search(bare) is not None
    for figure in figures_in(bare):
        if not _follows(figure, known, text, 0.06 if is_about else 0.0):
            return figure.written.strip()
    return ""


def _follows(figure: Figure, known: KnownFigures, text: str, slack: float) -> bool:
    is_shared = any(each.kind is FigureKind.SHARE for each in known.figures)
    if any(_equal(figure, each, slack, is_shared) for each in known.figures):
        return True
    if re.search(r"\bcents?\b", known.text) and any(
        _near(figure.value * 100, each.value, 0) or _near(figure.value, each.value * 100, 0)
        for each in known.figures
    ):
        return True
    if figure.kind is FigureKind.ORDINAL:
        return figure.value <= 3 or any(each.value == figure.value for each in known.figures)
    if figure.kind is FigureKind.TIME:
        return any(
            each.kind in (FigureKind.PLAIN, FigureKind.TIME) and (figure.value - each.value) in (0, 12)
            for each in known.figures
        )
    if figure.kind is FigureKind.DURATION:
        return _spans(figure, known)
    values = [each.value for each in known.figures if each.kind is FigureKind.PLAIN][:_MOST_NUMBERS]
    if re.search(r"\bcents?\b", text) and any(
        _near(figure.value, 100 * abs(one - other), 0) for one, other in combinations(values, 2)
    ):
        return True
    if figure.kind is FigureKind.SHARE:
        shares = [each.value for each in known.figures if each.kind is FigureKind.SHARE]
        return any(
            _near(figure.value, each, max(slack, 0.006))
            for each in (*_shares_of(values, text), *(1 - s for s in shares))
        )
    if _is_count(figure.value, known) or any(
        _near(figure.value, each, slack) for each in _totals(values, known, text)
    ):
        return True
    return any(
        _near(figure.value, value * share, slack)
        for each in known.figures
        if each.kind is FigureKind.SHARE
        for value in values
        for share in (each.value, 1 - each.value, 1 + each.value)
    )


def _equal(one: Figure, other: Figure, slack: float, is_shared: bool) -> bool:
    plain = (FigureKind.PLAIN, FigureKind.ORDINAL, FigureKind.TIME)
    if one.kind is not other.kind and not (one.kind in plain and other.kind in plain):
        # "12% off, I said we'd look at 5": a number beside a percentage may be one.
        return (
            is_shared
            and one.kind is FigureKind.SHARE
            and other.kind is FigureKind.PLAIN
            and _near(one.value * 100, other.value, 0)
        ) or (
            # "3 percent after asking for 5"
            one.kind is FigureKind.PLAIN
            and other.kind is FigureKind.SHARE
            and _near(one.value, other.value * 100, 0)
        )
    if one.kind is FigureKind.DURATION and one.unit != other.unit:
        return abs(one.value - other.value) <= 0.04 * other.value
    return _near(one.value, other.value, slack)


def _near(one: float, other: float, slack: float) -> bool:
    return abs(one - other) <= max(1e-6, slack) * max(1.0, abs(other)) if slack or other else one == other


def _is_count(value: float, known: KnownFigures) -> bool:
    return value == int(value) and 0 < value <= _MOST_COUNT and int(value) in known.counts


def _spans(figure: Figure, known: KnownFigures) -> bool:
    number = figure.value / DAYS_OF[figure.unit]
    for days in known.days:
        if figure.unit in ("day", "d"):
            if days == number:
                return True
        elif figure.unit in ("week", "wk", "fortnight"):
            if abs(days - figure.value) <= 1:
                return True
        elif figure.unit[:1] in "hm" and figure.unit[:2] != "mo":
            continue
        elif abs(days - figure.value) <= (8 if figure.unit.startswith("m") else 31):
            return True
    durations = [each.value for each in known.figures if each.kind is FigureKind.DURATION]
    return any(
        _near(figure.value, a + b, 0.02) or _near(figure.value, abs(a - b), 0.02)
        for a, b in combinations(durations, 2)
    )


def _totals(values: Sequence[float], known: KnownFigures, text: str) -> Iterable[float]:
    """Sums, differences, products and ratios of the numbers of the sources."""
    for one, other in combinations(values, 2):
        yield from (one + other, abs(one - other))
        if _EACH.search(known.text) or _TIMES.search(known.text):
            yield one * other
    for one, other in permutations(values, 2):
        if other and one / other >= 2 and one % other == 0:
            yield one / other
    if len(values) > 2:
        yield sum(values)
        for three in combinations(values, 3):
            yield sum(three)
    said, told = {term.word for term in terms_in(text)}, {term.word for term in terms_in(known.text)}
    for (short, long), times in _RATES.items():
        for unit, per, factor in ((short, long, times), (long, short, 1 / times)):
            if {per, f"{per}s", f"{per}ly"} & said and {unit, f"{unit}s", f"{unit}ly"} & told:
                yield from (factor, *(value * factor for value in values))
    durations = [
        each.value / DAYS_OF[each.unit] for each in known.figures if each.kind is FigureKind.DURATION
    ]
    yield from (value * number for value in values for number in durations)


def _shares_of(values: Sequence[float], text: str) -> Iterable[float]:
    """What part one number is of another, and by what part it is more or less."""
    for one, other in permutations(values, 2):
        if other:
            yield one / other
            if not (_MORE.search(text) and one < other) and not (_LESS.search(text) and one > other):
                yield abs(other - one) / other
    total = sum(values) if len(values) > 2 else 0
    yield from (value / total for value in values if total)


def _counts(sources: Sequence[GroundSource], text: str) -> frozenset[int]:
    """How many sources there are, alone and of those that share a word, and how many things are listed."""
    found = {len(sources), len({person for source in sources for person in source.people})}
    words = {term.word for term in telling_terms(text)}
    for word in words:
        found.add(sum(any(is_close(word, term.word) for term in terms_in(source.text)) for source in sources))
    for listed in (
        text,
        *(sentence for source in sources for sentence in re.split(r"[.:!?]\s", source.text)),
    ):
        if re.search(r"\bboth\b", listed, re.IGNORECASE):
            found.add(2)
        items = len([item for item in _ITEMS.split(listed) if item.strip()])
        if items > 1:
            found.add(items)
    return frozenset(found - {0, 1})
