"""Subcommands about roll-ups, as they are typed (T5)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.from_words import one_person
from bot.core.plain_words import PlainWords
from bot.core.subcommand import Subcommand, parse_paged, unquote
from bot.features.rollup.commands import ListShared, OneOnOne, RollUp


def _roll_up(rest: str) -> Command:
    words = unquote(rest)
    if words.casefold().startswith("preview"):
        return parse_paged(words[len("preview") :], lambda _, page: ListShared(page))
    return parse_paged(words, lambda _, page: RollUp(page=page))


_MINE = (
    r"(?:my )?(?:manager|boss|leader)s? (?:see|get|know|read)\w*",
    "preview",
    "(?:do )?i share(?: with)?",
    r"see(?:n|s)? (?:of|from) (?:me|mine)",
)


def _roll_up_from_words(words: PlainWords) -> Command:
    """What the member shares where that is asked for; else what their sellers shared."""
    return ListShared() if words.has(*_MINE) else RollUp()


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="rollup",
        arguments="[preview]",
        parse=_roll_up,
        from_words=_roll_up_from_words,
        summary="what your sellers shared of their looks ahead; preview shows what you share",
        example="rollup preview",
        topic="rounds",
        aliases=("roll-up",),
    ),
    Subcommand(
        name="oneonone",
        arguments="[NAME]",
        parse=lambda rest: OneOnOne(unquote(rest)),
        from_words=lambda words: OneOnOne(one_person(words)),
        summary="prepare your talk with a seller, from what they shared",
        example="oneonone Mira",
        topic="rounds",
        aliases=("one-on-one", "1on1", "1:1"),
    ),
)
