"""Subcommands about rounds, as they are typed (T1, T4)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.from_words import as_bare
from bot.core.subcommand import Subcommand, unquote
from bot.features.rounds.commands import OpenRound
from bot.features.rounds.contracts.values import RoundKind


def _round(rest: str) -> Command:
    name = re.sub(r"^(?:for|on|about)\s+", "", unquote(rest), flags=re.I)
    if name.casefold() in set(RoundKind):
        return OpenRound(kind=name.casefold())
    return OpenRound(name)


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="round",
        arguments="[COMPANY]",
        parse=_round,
        from_words=lambda words: OpenRound(words.company),
        summary="look two or three years ahead with one of your companies",
        example="round Northwind",
        topic="rounds",
        aliases=("tactegic", "rounds", "ahead"),
    ),
    Subcommand(
        name="stratical",
        parse=lambda _: OpenRound(kind=RoundKind.STRATICAL.value),
        from_words=as_bare(lambda _: OpenRound(kind=RoundKind.STRATICAL.value)),
        summary="for leaders: look ahead with your own organization",
        example="stratical",
        topic="rounds",
    ),
)
