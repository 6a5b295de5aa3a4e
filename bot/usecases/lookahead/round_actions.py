"""What rounds, roll-ups and ends of periods do at their time (rows of `bot.usecases.timing.occasions`)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.domain import round_occasions as kinds
from bot.domain.rounds import RoundKind
from bot.messages.commands import Command
from bot.messages.rounds import BeginRound, RollUp, WeighWeek
from bot.messages.schedule import Due
from bot.usecases.lookahead import roll_up, round_care, rounds, share_of_future
from bot.usecases.timing import period_ends
from bot.usecases.timing.on_time import Action
from bot.usecases.turn import Turn

_HALF_YEARS = ("-Q1", "-Q3")


def _as(command: Callable[[str], Command], handler: Callable[[Turn[Any]], Awaitable[None]]) -> Action:
    """A scheduled kind that does what a command does, given the key of its period."""

    async def act(turn: Turn[Due]) -> None:
        await handler(turn.instead(command(turn.command.key)))

    return act


async def _vision(turn: Turn[Due]) -> None:
    """Quarters come round; the vision is looked at in every second one."""
    if turn.command.key.endswith(_HALF_YEARS):
        await period_ends.end_period(turn)


ROUND_ACTIONS: Mapping[str, Action] = {
    kinds.ROUND: _as(lambda key: BeginRound(RoundKind.TACTEGIC.value, key), rounds.begin_round),
    kinds.STRATICAL_ROUND: _as(lambda key: BeginRound(RoundKind.STRATICAL.value, key), rounds.begin_round),
    kinds.ROUND_LATER: round_care.remind,
    kinds.ROLL_UP: _as(lambda key: RollUp(period=key), roll_up.roll_up),
    kinds.SHARE: _as(WeighWeek, share_of_future.weigh_week),
    kinds.GOALS: period_ends.end_period,
    kinds.MEETING: period_ends.end_period,
    kinds.MINDSET: period_ends.end_period,
    kinds.VISION: _vision,
}
"""By the kind of scheduled job."""
