"""What would come to a member in the weeks ahead, found out before it comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.cards import Card
from bot.core.deliveries import About
from bot.core.identity import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingMessage:
    """A message that would come by itself, and when (UTC)."""

    at: datetime
    kind: str
    """The scheduled kind that it would come from."""
    card: Card
    about: About


class Rehearsing(Protocol):
    """Runs the engine ahead of time over a copy of what a member has."""

    async def rehearse(self, scope: Scope, now: datetime, weeks: int) -> tuple[ComingMessage, ...]:
        """Every message that would come from now on, in order, if nobody did anything; raises Unavailable.

        Nothing of it is kept or sent.
        """
