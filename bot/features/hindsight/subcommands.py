"""Subcommands that look back, as they are typed (R2)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.plain_words import PlainWords
from bot.core.subcommand import Subcommand, parse_paged
from bot.features.hindsight.commands import ListExpectations


def _expectations(rest: str) -> Command:
    return parse_paged(rest, lambda _, page: ListExpectations(page))


def _from_words(_: PlainWords) -> Command:
    """List all of them: the words name nothing else."""
    return ListExpectations()


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="expectations",
        parse=_expectations,
        from_words=_from_words,
        summary="see what you expected, and how often it came true",
        example="expectations",
        topic="notes",
        aliases=("expected",),
    ),
)
