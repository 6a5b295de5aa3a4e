"""What features offer to one another without knowing one another: sections, lessons and labels, gathered."""

from __future__ import annotations

from typing import Any

from bot.core.feature import in_order
from bot.core.labels import Labels, labels_of
from bot.core.records import LABELS as CORE_LABELS
from bot.core.sections import LessonOffer, Section
from bot.features.listing import FEATURES

SECTIONS: tuple[Section[Any, Any], ...] = in_order(each for feature in FEATURES for each in feature.sections)
"""What stands in briefs, plans and agendas, in the order in which they are shown."""

LESSONS: tuple[LessonOffer, ...] = tuple(each.lessons for each in FEATURES if each.lessons)
"""Who offers lessons."""

LABELS: Labels = labels_of(
    {**CORE_LABELS, **{record.type: record.label for feature in FEATURES for record in feature.records}}
)
"""What members call the rows of each kind, the core's and those of features."""
