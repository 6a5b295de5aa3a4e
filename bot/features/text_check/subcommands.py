"""What can be typed after `/tactegic`: text check (P5, R2, S5)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.plain_words import PlainWords, text_after
from bot.core.subcommand import Subcommand
from bot.features.text_check.commands import CheckText, OpenCheck


def _check(rest: str) -> Command:
    words = rest.strip()
    return CheckText(words) if len(words.split()) > 3 else OpenCheck()


def _check_from_words(words: PlainWords) -> Command:
    """Check what stands behind the request; without a text, ask for one."""
    asked = (
        r"\b(?:plan|contract|text|document|agreement|paper|this|that|following|good|"
        r"strategy)\b[^:?\n]{0,40}[:?\n]"
    )
    return _check(text_after(words, asked))


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="check",
        arguments="[TEXT]",
        parse=_check,
        from_words=_check_from_words,
        summary="check a plan, contract or team document",
        example="check",
        topic="texts",
        aliases=("review-text",),
    ),
)
