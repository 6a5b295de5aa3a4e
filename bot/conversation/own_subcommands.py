"""What can be typed after `/tactegic`: help."""

from __future__ import annotations

from bot.core.commands import Command, Help
from bot.core.plain_words import PlainWords, text_after
from bot.core.subcommand import Subcommand, unquote


def _help_from_words(words: PlainWords) -> Command:
    topic = text_after(
        words, r"\b(?:help|commands)\b(?: (?:me|page|card))?(?: (?:on|with|about|for))?(?: (?:the|my))?"
    )
    return Help(unquote(topic))


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="help",
        arguments="[TOPIC]",
        parse=lambda rest: Help(unquote(rest)),
        from_words=_help_from_words,
        summary="explain a topic or a command",
        example="help contacts",
        topic="help",
        aliases=("?", "hilfe", "aide"),
    ),
)
