"""What can be typed after `/tactegic`: pictures (B5)."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.core.commands import Command
from bot.core.from_words import one_person
from bot.core.plain_words import PlainWords
from bot.core.subcommand import Incomplete, Subcommand, unquote
from bot.features.charts.commands import ListCharts, ShowTimeline, ShowTouches
from bot.features.portfolio.commands import ShowBalance, ShowMap
from bot.features.rollup.commands import ShowThemes
from bot.features.score.commands import ShowTrend
from bot.features.share_of_future.commands import ShowShare

_KINDS: tuple[tuple[str, Callable[[], Command]], ...] = (
    (r"balanced?|phases?|target", ShowBalance),
    (r"map|value(?: against| and)? strength", ShowMap),
    (r"themes?", ShowThemes),
    (r"future", ShowShare),
    (r"touches|contacts? made|(?:a|my|this|the) year", ShowTouches),
)
_OF_SOMEBODY = re.compile(
    r"^(?P<kind>score|trend|timeline|history)\b(?: (?:of|for|with))?\s*(?P<name>.*)$", re.I
)


def _chart(rest: str) -> Command:
    words = unquote(rest)
    if not words:
        return ListCharts()
    if found := _OF_SOMEBODY.match(words):
        return _of_somebody(found["kind"].casefold(), found["name"])
    for pattern, kind in _KINDS:
        if re.fullmatch(pattern, words, re.IGNORECASE):
            return kind()
    return ShowTimeline(words)


def _of_somebody(kind: str, name: str) -> Command:
    if not name:
        raise Incomplete("Of whom? Write the name, for example: chart timeline Ana.")
    return ShowTrend(name) if kind in ("score", "trend") else ShowTimeline(name)


def _chart_from_words(words: PlainWords) -> Command:
    """The picture that the words name; with somebody named, the one of that relationship."""
    if person := one_person(words):
        return ShowTrend(person) if words.has("scores?", "trend") else ShowTimeline(person)
    return next((kind() for pattern, kind in _KINDS if words.has(pattern)), ListCharts())


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="chart",
        arguments="[balance | map | touches | future | themes | score NAME | timeline NAME]",
        parse=_chart,
        from_words=_chart_from_words,
        summary="see a picture: balance, map, touches, share of the future, themes, or one relationship",
        example="chart touches",
        topic="portfolio",
        aliases=("charts", "picture", "draw"),
    ),
)
