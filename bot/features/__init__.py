"""The capabilities of the bot, each a folder of its own; this list is all that ties them in."""

from __future__ import annotations

from bot.core.events import EventTable
from bot.core.feature import Feature
from bot.core.handlers import EVENTS as CORE_EVENTS
from bot.features.assessment.feature import FEATURE as ASSESSMENT
from bot.features.briefs.feature import FEATURE as BRIEFS
from bot.features.fit.feature import FEATURE as FIT
from bot.features.focus.feature import FEATURE as FOCUS
from bot.features.glossary.feature import FEATURE as GLOSSARY
from bot.features.goals.feature import FEATURE as GOALS
from bot.features.home.feature import FEATURE as HOME
from bot.features.learning.feature import FEATURE as LEARNING
from bot.features.meetings.feature import FEATURE as MEETINGS
from bot.features.mindset.feature import FEATURE as MINDSET
from bot.features.notes.feature import FEATURE as NOTES
from bot.features.nudges.feature import FEATURE as NUDGES
from bot.features.objectives.feature import FEATURE as OBJECTIVES
from bot.features.partner_view.feature import FEATURE as PARTNER_VIEW
from bot.features.people.feature import FEATURE as PEOPLE
from bot.features.period_ends.feature import FEATURE as PERIOD_ENDS
from bot.features.plans.feature import FEATURE as PLANS
from bot.features.portfolio.feature import FEATURE as PORTFOLIO
from bot.features.recall.feature import FEATURE as RECALL
from bot.features.reporting.feature import FEATURE as REPORTING
from bot.features.rollup.feature import FEATURE as ROLLUP
from bot.features.rounds.feature import FEATURE as ROUNDS
from bot.features.score.feature import FEATURE as SCORE
from bot.features.settings.feature import FEATURE as SETTINGS
from bot.features.share_of_future.feature import FEATURE as SHARE_OF_FUTURE
from bot.features.teams.feature import FEATURE as TEAMS
from bot.features.text_check.feature import FEATURE as TEXT_CHECK
from bot.features.undo.feature import FEATURE as UNDO
from bot.features.vision.feature import FEATURE as VISION

FEATURES: tuple[Feature, ...] = (
    NOTES,
    RECALL,
    BRIEFS,
    PEOPLE,
    ASSESSMENT,
    PLANS,
    GOALS,
    MEETINGS,
    OBJECTIVES,
    TEAMS,
    REPORTING,
    PORTFOLIO,
    VISION,
    SCORE,
    FIT,
    ROUNDS,
    ROLLUP,
    SHARE_OF_FUTURE,
    TEXT_CHECK,
    GLOSSARY,
    MINDSET,
    FOCUS,
    PARTNER_VIEW,
    LEARNING,
    PERIOD_ENDS,
    NUDGES,
    SETTINGS,
    HOME,
    UNDO,
)
"""In the order in which the help shows them."""

EVENTS = EventTable([CORE_EVENTS, *(feature.events for feature in FEATURES)])
"""What follows from which change."""
