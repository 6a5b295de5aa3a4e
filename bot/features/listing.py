"""The capabilities of the bot in their order; this list is all that ties them in."""

from __future__ import annotations

from importlib import import_module

from bot.core.events import EventTable
from bot.core.feature import Feature
from bot.core.handlers import EVENTS as CORE_EVENTS
from bot.core.home import home_events

FOLDERS = (
    "notes",
    "recall",
    "feedback",
    "explaining",
    "briefs",
    "overviews",
    "people",
    "facts",
    "tags",
    "importing",
    "assessment",
    "plans",
    "goals",
    "meetings",
    "objectives",
    "teams",
    "ways",
    "introductions",
    "reporting",
    "portfolio",
    "vision",
    "score",
    "fit",
    "rounds",
    "rollup",
    "share_of_future",
    "charts",
    "text_check",
    "glossary",
    "mindset",
    "focus",
    "partner_view",
    "hindsight",
    "learning",
    "period_ends",
    "nudges",
    "reminders",
    "calendar",
    "settings",
    "first_day",
    "samples",
    "rehearsal",
    "own_data",
    "leavers",
    "home",
    "undo",
)
"""The folders of all capabilities, in the order in which the help shows them."""


def _feature_in(folder: str) -> Feature:
    """The value `FEATURE` of a folder's `feature.py`; raises TypeError where it is another's."""
    feature = import_module(f"bot.features.{folder}.feature").FEATURE
    if not isinstance(feature, Feature) or feature.name != folder:
        raise TypeError(f"bot/features/{folder}/feature.py holds no feature named {folder}")
    return feature


FEATURES: tuple[Feature, ...] = tuple(map(_feature_in, FOLDERS))
"""What each capability says of itself."""

EVENTS = EventTable(
    [
        CORE_EVENTS,
        *(feature.events for feature in FEATURES),
        home_events(kind for feature in FEATURES for kind in feature.at_home),
    ]
)
"""What follows from which change."""
