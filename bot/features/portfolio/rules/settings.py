"""What a member sets for the portfolio, and the measures of a relationship they commit to (P1, P3, S3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.contacts import Contact
from bot.core.identity import Space, WorkspaceId
from bot.features.portfolio.rules.portfolio import HARD_LIMIT, SOFT_LIMIT, PortfolioLimits, Target, is_active


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


def lowest(limits: Iterable[PortfolioLimits]) -> PortfolioLimits:
    """The limits that hold where several were set: of each number the lowest (P1)."""
    every = [PortfolioLimits(), *limits]
    hard = min(each.hard for each in every)
    return PortfolioLimits(min(hard, *(each.soft for each in every)), hard)


def longest_quiet(contacts: Iterable[Contact], most: int = 5) -> list[Contact]:
    """Active contacts by their latest touch, the earliest first: whom to look at when nobody stands out."""
    held: Sequence[Contact] = sorted(
        filter(is_active, contacts), key=lambda each: (each.last_touch_at or each.created_at, each.name)
    )
    return list(held[:most])
