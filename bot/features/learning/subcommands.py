"""What can be typed after `/tactegic`: learning (S7)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.subcommand import Subcommand, unquote
from bot.features.learning.commands import OfferLessons, ShowLesson

_OFF = {"off": False, "stop": False, "no more": False, "on": True, "again": True}


def _lesson(rest: str) -> Command:
    words = unquote(rest)
    if words.casefold() in _OFF:
        return OfferLessons(_OFF[words.casefold()])
    return ShowLesson(topic=words)


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="lesson",
        arguments="[TOPIC], on or off",
        parse=_lesson,
        summary="read a minute on something",
        example="lesson goals",
        topic="lessons",
        aliases=("lessons", "minute"),
    ),
)
