"""The subcommands about looks ahead, roll-ups and the share of future (T1 to T6)."""

from __future__ import annotations

import re

from bot.domain.rounds import RoundKind
from bot.messages.commands import Command
from bot.messages.rounds import ListDeeds, ListShared, OpenRound, RollUp, SetFloor, ShowShare
from bot.usecases.commanding.subcommand import Incomplete, Subcommand, parse_paged, unquote

_FLOOR = re.compile(r"^floor\s+(?:is\s+|to\s+|at\s+)?(\d{1,3})\s*(?:%|percent)?$", re.IGNORECASE)


def _round(rest: str) -> Command:
    name = re.sub(r"^(?:for|on|about)\s+", "", unquote(rest), flags=re.I)
    if name.casefold() in set(RoundKind):
        return OpenRound(kind=name.casefold())
    return OpenRound(name)


def _roll_up(rest: str) -> Command:
    words = unquote(rest)
    if words.casefold().startswith("preview"):
        return parse_paged(words[len("preview") :], lambda _, page: ListShared(page))
    return parse_paged(words, lambda _, page: RollUp(page=page))


def _future(rest: str) -> Command:
    words = unquote(rest)
    if found := _FLOOR.match(words):
        if int(found[1]) > 100:
            raise Incomplete("A share is at most 100 percent.")
        return SetFloor(int(found[1]))
    if words.casefold().startswith(("list", "details")):
        return parse_paged(words.partition(" ")[2], lambda _, page: ListDeeds(page))
    return ShowShare()


ROUNDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="round",
        arguments="[COMPANY]",
        parse=_round,
        summary="look two or three years ahead with one of your companies",
        example="round Northwind",
        topic="rounds",
        aliases=("tactegic", "rounds", "ahead"),
    ),
    Subcommand(
        name="stratical",
        parse=lambda _: OpenRound(kind=RoundKind.STRATICAL.value),
        summary="for leaders: look ahead with your own organization",
        example="stratical",
        topic="rounds",
    ),
    Subcommand(
        name="rollup",
        arguments="[preview]",
        parse=_roll_up,
        summary="what your sellers shared of their looks ahead; preview shows what you share",
        example="rollup preview",
        topic="rounds",
        aliases=("roll-up",),
    ),
    Subcommand(
        name="future",
        arguments="[list | floor PERCENT]",
        parse=_future,
        summary="see which share of your time serves the future",
        example="future floor 15",
        topic="rounds",
        aliases=("share-of-future",),
    ),
)
