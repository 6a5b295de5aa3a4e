"""The subcommands of `/tactegic` for imports and for changes of many (B6)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.plain_words import PlainWords, text_after
from bot.core.subcommand import Subcommand, parse_paged, unquote
from bot.features.importing.commands import EditMany, ShowImports
from bot.features.importing.contracts.naming import file_named

_ALL = frozenset(
    ("", "all", "everybody", "everyone", "all contacts", "all my contacts", "them all", "my contacts")
)
_TAGGED = r"\b(?:tagged|matching|with the tag|labell?ed)\b"
_AT = r"\b(?:everybody|everyone|all(?: (?:my |the )?(?:contacts|people))?) (?:at|from|of|in)\b"
_AS_TAG = re.compile(r"(?P<whom>.+?) (?:as|with)(?: the tag)? (?P<tag>.+)", re.IGNORECASE)


def _many(rest: str) -> Command:
    words = unquote(rest)
    return EditMany("" if words.casefold() in _ALL else words)


def _many_in(words: PlainWords) -> Command:
    said = text_after(words, _TAGGED, _AT).split(" and ")[0].strip(" .?!")
    if words.has("tag", "label") and (found := _AS_TAG.match(said)):
        return EditMany(unquote(found["whom"]), tags=unquote(found["tag"]))
    return _many(said.strip(" .?!") or words.company)


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="import",
        parse=lambda rest: parse_paged(rest, lambda _, page: ShowImports(page)),
        from_words=lambda words: ShowImports(words=file_named(words.text)),
        summary="see how to bring in contacts and meetings from a file, and what you brought in",
        example="import",
        topic="contacts",
        aliases=("imports",),
    ),
    Subcommand(
        name="many",
        arguments="[WORDS]",
        parse=_many,
        from_words=_many_in,
        summary="change tags, rhythm or standing of many people at once",
        example="many northwind",
        topic="contacts",
        aliases=("bulk",),
    ),
)
