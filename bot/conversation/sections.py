"""What features add to what others show: the sections of all features, gathered."""

from __future__ import annotations

from bot.core.feature import in_order
from bot.core.turn import Section
from bot.features import FEATURES

SECTIONS: tuple[Section, ...] = in_order(each for feature in FEATURES for each in feature.sections)
"""The sections of briefs and plans, in the order in which they are shown."""
