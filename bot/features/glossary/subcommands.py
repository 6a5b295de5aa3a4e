"""What can be typed after `/tactegic`: glossary (F6)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.subcommand import Incomplete, Subcommand, parse_paged, unquote
from bot.features.glossary.cards import BOTH_NEEDED
from bot.features.glossary.commands import DefineTerm, ListTerms, LookUp, OpenTerm

_EQUALS = re.compile(r"\s*(?:=|:(?!//))\s*|\s+(?:as|means|is|stands for)\s+", re.IGNORECASE)
_WHAT = re.compile(
    r"^(?:is|are|does|do)?\s*(?:the (?:term|word)\s+|an?\s+)?(.+?)\s*(?:\bmeans?\b|\bstands? for\b)?\s*\?*$",
    re.IGNORECASE,
)


def _define(rest: str) -> Command:
    parts = _EQUALS.split(rest.strip(), maxsplit=1)
    if not rest.strip():
        return OpenTerm()
    if len(parts) != 2 or not all(part.strip() for part in parts):
        raise Incomplete(BOTH_NEEDED)
    return DefineTerm(unquote(parts[0]), unquote(parts[1]))


def _what(rest: str) -> Command:
    found = _WHAT.match(unquote(rest))
    if found is None or found[1].casefold() in ("is", "are", "does", "do"):
        raise Incomplete("Which word shall I look up?")
    return LookUp(found[1])


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="define",
        arguments="TERM = MEANING",
        parse=_define,
        summary="say what a term means to all of you",
        example="define ARR = annual recurring revenue",
        topic="glossary",
        aliases=("term",),
    ),
    Subcommand(
        name="what",
        arguments="is TERM",
        parse=_what,
        summary="look a term up",
        example="what is ARR",
        topic="glossary",
        aliases=("lookup", "meaning"),
    ),
    Subcommand(
        name="glossary",
        parse=lambda rest: parse_paged(rest, lambda _, page: ListTerms(page)),
        summary="list the terms you share",
        example="glossary",
        topic="glossary",
        aliases=("terms",),
    ),
)
