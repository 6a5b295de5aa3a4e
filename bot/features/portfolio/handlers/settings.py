"""Reads what a member, or an admin for everybody, set for the portfolio (P1, P3)."""

from __future__ import annotations

from typing import Any

from bot.core.identity import WORKSPACE_SPACE, Space, derive_id
from bot.core.turn import Turn
from bot.features.portfolio.rules.limits import PortfolioLimits, lowest_limits
from bot.features.portfolio.rules.settings import PortfolioSettings


async def read_own_settings(turn: Turn[Any]) -> PortfolioSettings:
    """The member's own settings; the defaults where none were kept."""
    return await _settings_of(turn, turn.scope.own)


async def read_settings_of_everybody(turn: Turn[Any]) -> PortfolioSettings:
    """What an admin set for everybody; the defaults where nothing was."""
    return await _settings_of(turn, WORKSPACE_SPACE)


async def read_limits_in_force(turn: Turn[Any]) -> PortfolioLimits:
    """The limits that hold for the member: the lower of their own and everybody's."""
    return lowest_limits(
        [(await read_own_settings(turn)).limits, (await read_settings_of_everybody(turn)).limits]
    )


async def _settings_of(turn: Turn[Any], space: Space) -> PortfolioSettings:
    workspace = turn.scope.workspace
    id = derive_id("portfolio-settings", workspace, space)
    defaults = PortfolioSettings(id=id, workspace=workspace, space=space, created_at=turn.now)
    return await turn.one(PortfolioSettings, id) or defaults
