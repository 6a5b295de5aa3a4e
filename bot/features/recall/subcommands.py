"""The subcommand of `/tactegic` that answers a question (B2)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.plain_words import PlainWords, text_after
from bot.core.subcommand import Subcommand, require
from bot.features.recall.commands import Ask

_ask = require(Ask, "What would you like to know? Write the question after the command.")


def _ask_from_words(words: PlainWords) -> Command:
    return _ask(text_after(words, r"^(?:use )?(?:ask|recall|find)\b(?: my notes)?\s*[:,]") or words.text)


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="ask",
        arguments="QUESTION",
        parse=_ask,
        from_words=_ask_from_words,
        summary="answer a question from your notes",
        example="ask What does Ana worry about?",
        topic="questions",
        aliases=("recall", "find"),
    ),
)
