"""What can be typed after `/tactegic`: facts, and important days (B4, B8)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.from_words import as_bare, one_person
from bot.core.plain_words import PlainWords
from bot.core.subcommand import Incomplete, Subcommand, parse_paged, require
from bot.features.facts.commands import ListDates, ListFacts

_WHOSE = "Whose facts shall I show? Write a name."


def _facts_from_words(words: PlainWords) -> Command:
    if not words.person:
        raise Incomplete(_WHOSE)
    return ListFacts(name=one_person(words))


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="facts",
        arguments="NAME",
        parse=require(lambda name: ListFacts(name=name), _WHOSE),
        from_words=_facts_from_words,
        summary="see what is known of somebody, since when and from where",
        example="facts Ana",
        topic="contacts",
    ),
    Subcommand(
        name="dates",
        arguments="[page 2]",
        parse=lambda rest: parse_paged(rest, lambda _, page: ListDates(page)),
        from_words=as_bare(lambda _: ListDates()),
        summary="see the renewals, birthdays and other days that come",
        example="dates",
        topic="contacts",
    ),
)
