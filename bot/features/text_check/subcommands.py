"""What can be typed after `/tactegic`: text check (P5, R2, S5)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.subcommand import Subcommand
from bot.features.text_check.commands import CheckText, OpenCheck


def _check(rest: str) -> Command:
    words = rest.strip()
    return CheckText(words) if len(words.split()) > 3 else OpenCheck()


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="check",
        arguments="[TEXT]",
        parse=_check,
        summary="check a plan, contract or team document",
        example="check",
        topic="texts",
        aliases=("review-text",),
    ),
)
