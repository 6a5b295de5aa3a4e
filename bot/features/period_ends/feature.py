"""What is asked at the end of a week or a quarter (F3, F4, P4, S1)."""

from __future__ import annotations

from bot.core.feature import Feature, Record
from bot.core.schedule import times
from bot.core.schedule.commands import Due
from bot.core.turn import Turn
from bot.features.period_ends import handlers
from bot.features.period_ends.rules import LatestPrompt

_HALF_YEARS = ("-Q1", "-Q3")


async def _end_half_year(turn: Turn[Due]) -> None:
    """Ask about the vision in every second quarter."""
    if turn.command.key.endswith(_HALF_YEARS):
        await handlers.end_period(turn)


FEATURE = Feature(
    name="period_ends",
    rules=("F3", "F4", "P4", "S1"),
    records=(Record(LatestPrompt, journalled=False),),
    actions={
        times.GOALS: handlers.end_period,
        times.MEETING: handlers.end_period,
        times.MINDSET: handlers.end_period,
        times.VISION: _end_half_year,
        times.LOOK_BACK: handlers.end_period,
    },
)
