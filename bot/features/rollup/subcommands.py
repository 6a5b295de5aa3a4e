"""Subcommands about roll-ups, as they are typed (T5)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.subcommand import Subcommand, parse_paged, unquote
from bot.features.rollup.commands import ListShared, RollUp


def _roll_up(rest: str) -> Command:
    words = unquote(rest)
    if words.casefold().startswith("preview"):
        return parse_paged(words[len("preview") :], lambda _, page: ListShared(page))
    return parse_paged(words, lambda _, page: RollUp(page=page))


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="rollup",
        arguments="[preview]",
        parse=_roll_up,
        summary="what your sellers shared of their looks ahead; preview shows what you share",
        example="rollup preview",
        topic="rounds",
        aliases=("roll-up",),
    ),
)
