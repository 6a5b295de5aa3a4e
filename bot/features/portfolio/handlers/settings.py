"""Reads and keeps what a member, or an admin for everybody, set for the portfolio (P1, P3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.identity import WORKSPACE_SPACE, Space, derive_id
from bot.core.ports.books import StoreReader
from bot.core.ports.errors import NotFound
from bot.core.turn import Turn
from bot.features.portfolio.rules.portfolio import PortfolioLimits
from bot.features.portfolio.rules.settings import PortfolioSettings, lowest


async def settings_of(reader: StoreReader, turn: Turn[Any], space: Space | None = None) -> PortfolioSettings:
    """The settings of the member, or of another space; the defaults where none were kept."""
    where = space or turn.scope.own
    id = derive_id("portfolio-settings", turn.scope.workspace, where)
    try:
        return await reader.of(PortfolioSettings).get(id)
    except NotFound:
        return PortfolioSettings(id=id, workspace=turn.scope.workspace, space=where, created_at=turn.now)


async def limits_of(reader: StoreReader, turn: Turn[Any]) -> PortfolioLimits:
    """The limits that hold for the member: the lower of their own and everybody's."""
    everybody = await settings_of(reader, turn, WORKSPACE_SPACE)
    return lowest(((await settings_of(reader, turn)).limits, everybody.limits))


def with_limits(settings: PortfolioSettings, limits: PortfolioLimits) -> PortfolioSettings:
    """The settings with other limits."""
    return replace(settings, soft=limits.soft, hard=limits.hard)
