"""What can be typed after `/tactegic`: sample data (B6)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.plain_words import PlainWords
from bot.core.subcommand import Subcommand
from bot.features.samples.commands import LoadSamples, RemoveSamples

_AWAY = re.compile(r"\b(?:off|away|remove|delete|drop|clear|erase|rid|gone|out)\b", re.IGNORECASE)


def _sample(rest: str) -> Command:
    return RemoveSamples() if _AWAY.search(rest) else LoadSamples()


def _sample_from_words(words: PlainWords) -> Command:
    return _sample(words.text)


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="sample",
        arguments="[off]",
        parse=_sample,
        from_words=_sample_from_words,
        summary="look around with made-up people, or take them away",
        example="sample",
        topic="settings",
        aliases=("samples", "demo"),
    ),
)
