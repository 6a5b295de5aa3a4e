"""A minute on something, where it fits (S7)."""

from __future__ import annotations

from bot.core.feature import Feature, Record
from bot.features.learning import commands, handlers
from bot.features.learning.contracts import LessonSetting
from bot.features.learning.offers import offer_minute
from bot.features.learning.rules import LessonShown
from bot.features.learning.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="learning",
    rules=("S7",),
    handlers={
        commands.ShowLesson: handlers.show_lesson,
        commands.PassOn: handlers.pass_on,
        commands.OfferLessons: handlers.offer_lessons,
    },
    subcommands=SUBCOMMANDS,
    records=(
        Record(LessonShown),
        Record(LessonSetting),
    ),
    lessons=offer_minute,
)
