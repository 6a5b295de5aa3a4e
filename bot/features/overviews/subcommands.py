"""What can be typed after `/tactegic`: comparisons, summaries over a span, and packs for a QBR (B2)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.plain_words import PlainWords
from bot.core.subcommand import Incomplete, Subcommand, unquote
from bot.features.overviews.commands import Compare, PreparePack, Summarize
from bot.features.overviews.rules.asked import comparison_asked

_WHOM = "Whom shall I put side by side? Write two to four names, with commas between them."


def _compare(rest: str) -> Command:
    found = comparison_asked(unquote(rest), (), (), is_line=True)
    if found is None:
        raise Incomplete(_WHOM)
    return Compare(found.names)


def _compare_from_words(words: PlainWords) -> Command:
    names = words.people if len(words.people) > 1 else words.companies
    if not names:
        raise Incomplete(_WHOM)
    return Compare(tuple(names))


def _summary(rest: str) -> Command:
    return Summarize(words=unquote(rest))


def _summary_from_words(words: PlainWords) -> Command:
    days = words.days
    told = days[0].told if days else None
    until = words.today if told is None or days[0].marker in ("since", "from") else told.last
    return Summarize(
        words.whom,
        told.first.isoformat() if told else "",
        min(until, words.today).isoformat() if told else "",
    )


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="compare",
        arguments="NAME, NAME [, NAME, NAME]",
        parse=_compare,
        from_words=_compare_from_words,
        summary="put two to four people, or companies, side by side",
        example="compare Ana, Lars",
        topic="questions",
    ),
    Subcommand(
        name="recap",
        arguments="[NAME] [since March | last quarter | Q3]",
        parse=_summary,
        from_words=_summary_from_words,
        summary="sum up what happened with somebody, with a company or with everybody over some time",
        example="recap Northwind since March",
        topic="questions",
        aliases=("summarize", "summarise", "sum-up"),
    ),
    Subcommand(
        name="qbr",
        arguments="[COMPANY]",
        parse=lambda rest: PreparePack(unquote(rest)),
        from_words=lambda words: PreparePack(words.company or words.person),
        summary="prepare a quarterly business review with a company, also as a file",
        example="qbr Northwind",
        topic="questions",
    ),
)
