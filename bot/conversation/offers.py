"""What features offer to one another without knowing one another: sections and lessons, gathered."""

from __future__ import annotations

from typing import Any

from bot.core.feature import in_order
from bot.core.sections import LessonOffer, Section
from bot.features import FEATURES

SECTIONS: tuple[Section[Any, Any], ...] = in_order(each for feature in FEATURES for each in feature.sections)
"""What stands in briefs, plans and agendas, in the order in which they are shown."""

LESSONS: tuple[LessonOffer, ...] = tuple(each.lessons for each in FEATURES if each.lessons)
"""Who offers lessons."""
