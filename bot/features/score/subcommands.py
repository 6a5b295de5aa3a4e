"""What can be typed after `/tactegic`: score (S3)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.from_words import one_person
from bot.core.plain_words import PlainWords
from bot.core.subcommand import Subcommand, require
from bot.features.score.commands import ShowScore, ShowTrend

_score = require(lambda name: ShowScore(name), "Whose relationship shall I look at? Write the name.")


def _score_from_words(words: PlainWords) -> Command:
    """The score of whom the words name, or how it went where a time is asked for."""
    person = one_person(words)
    if person and words.has("trend", "over (?:time|the (?:last )?(?:year|months))", "by month", "developed"):
        return ShowTrend(person)
    return _score(person)


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="score",
        arguments="NAME",
        parse=_score,
        from_words=_score_from_words,
        summary="see how a relationship stands, each point with its source",
        example="score Ana",
        topic="fit",
    ),
)
