"""What can be typed after `/tactegic`: ways to somebody, and whom colleagues know that one knows (R1, B6)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.from_words import one_person
from bot.core.plain_words import PlainWords
from bot.core.subcommand import Incomplete, Subcommand, parse_paged, unquote
from bot.features.ways.cards.asking import TO_WHOM
from bot.features.ways.commands import ListAcquaintances, ShareAcquaintance, ShowWay

_AT = re.compile(r"^(?P<name>.+?)(?:\s+(?:at|from|of)\s+|\s*,\s*|\s*\((?=.+\)$))(?P<company>.+?)\)?$")
_NAMED = re.compile(
    r"\b(?:to|with|knows?|reach|meet|intro(?:duction)? to|introduced to|met)\s+(?P<who>[^?]+?)\s*[?.!]*$",
    re.IGNORECASE,
)


def _way(rest: str) -> Command:
    words = unquote(rest)
    words = re.sub(r"^to\s+", "", words, flags=re.IGNORECASE)
    if not words:
        raise Incomplete(TO_WHOM)
    found = _AT.match(words)
    if not any(letter.isalnum() for letter in (found["name"] if found else words)):
        raise Incomplete(TO_WHOM)
    return ShowWay(found["name"], found["company"]) if found else ShowWay(words)


def _way_from_words(words: PlainWords) -> Command:
    """The way to whom the words name, at the company that they name."""
    if words.person:
        return ShowWay(one_person(words), words.company)
    found = _NAMED.search(words.text)
    if found is None:
        raise Incomplete(TO_WHOM)
    return _way(found["who"])


def _acquaintances(rest: str) -> Command:
    return parse_paged(rest, lambda name, page: ShareAcquaintance(name) if name else ListAcquaintances(page))


def _acquaintances_from_words(words: PlainWords) -> Command:
    return ShareAcquaintance(one_person(words)) if words.person else ListAcquaintances()


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="way",
        arguments="NAME [at COMPANY]",
        parse=_way,
        from_words=_way_from_words,
        summary="find who could introduce you to somebody",
        example="way Jonas Weber",
        topic="contacts",
        aliases=("introduction", "intro"),
    ),
    Subcommand(
        name="acquaintances",
        arguments="[NAME]",
        parse=_acquaintances,
        from_words=_acquaintances_from_words,
        summary="let colleagues know that you know somebody, or see whom you share and take it back",
        example="acquaintances Ana",
        topic="teams",
        aliases=("acquaintance",),
    ),
)
