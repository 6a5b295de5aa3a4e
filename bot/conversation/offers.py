"""What features offer to one another without knowing one another: sections and lessons, gathered."""

from __future__ import annotations

from bot.core.feature import in_order
from bot.core.turn import LessonOffer, Section
from bot.features import FEATURES

SECTIONS: tuple[Section, ...] = in_order(each for feature in FEATURES for each in feature.sections)
"""The sections of briefs and plans, in the order in which they are shown."""

LESSONS: tuple[LessonOffer, ...] = tuple(each.lessons for each in FEATURES if each.lessons)
"""Who offers lessons."""
