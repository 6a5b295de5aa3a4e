"""P1: how much room there is for active contacts, for other features too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.core.turn import Turn
from bot.features.portfolio.handlers.settings import read_limits_in_force
from bot.features.portfolio.rules.limits import PortfolioLimits, is_active


@dataclass(frozen=True, slots=True)
class ActiveRoom:
    """How many contacts are active, and the limits that hold (P1)."""

    active: int
    limits: PortfolioLimits


async def read_active_room(turn: Turn[Any]) -> ActiveRoom:
    """How many of the member's contacts are active, and how many may be."""
    return ActiveRoom(sum(map(is_active, turn.people.contacts)), await read_limits_in_force(turn))
