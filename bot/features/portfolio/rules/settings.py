"""What a member, or an admin for everybody, sets for the portfolio: the limits and the target (P1, P3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.identity import Space, WorkspaceId
from bot.features.portfolio.rules.balance import Target
from bot.features.portfolio.rules.limits import HARD_LIMIT, SOFT_LIMIT, PortfolioLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioSettings:
    """Limits and target of one member; in the workspace's space, the limits of everybody (P1, P3)."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    soft: int = SOFT_LIMIT
    hard: int = HARD_LIMIT
    creation: int = Target().creation
    bridge: int = Target().bridge
    capitalization: int = Target().capitalization

    @property
    def limits(self) -> PortfolioLimits:
        """The two limits."""
        return PortfolioLimits(self.soft, self.hard)

    @property
    def target(self) -> Target:
        """The wanted shares of the phases."""
        return Target(self.creation, self.bridge, self.capitalization)
