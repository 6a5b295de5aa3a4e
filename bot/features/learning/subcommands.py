"""What can be typed after `/tactegic`: learning (S7)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.plain_words import PlainWords, text_after
from bot.core.subcommand import Subcommand, unquote
from bot.features.learning.commands import OfferLessons, ShowLesson

_OFF = {"off": False, "stop": False, "no more": False, "on": True, "again": True}


def _lesson(rest: str) -> Command:
    words = unquote(rest)
    if words.casefold() in _OFF:
        return OfferLessons(_OFF[words.casefold()])
    return ShowLesson(topic=words)


def _lesson_from_words(words: PlainWords) -> Command:
    if words.has("off", "stop", "no (?:more|longer)", "don['\u2019]?t", "without", "enough"):
        return OfferLessons(False)
    if words.has("on again", "back on", "again", "turn on", "switch on", "start"):
        return OfferLessons(True)
    topic = text_after(words, r"\b(?:lesson|minute|something|read|learn|teach me)\b.*?\b(?:on|about)\b")
    return ShowLesson(topic=unquote(topic))


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="lesson",
        arguments="[TOPIC], on or off",
        parse=_lesson,
        from_words=_lesson_from_words,
        summary="read a minute on something",
        example="lesson goals",
        topic="lessons",
        aliases=("lessons", "minute"),
    ),
)
