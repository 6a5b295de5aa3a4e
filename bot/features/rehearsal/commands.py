"""Commands about what would come in the weeks ahead."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.commands import Command

MOST_WEEKS = 26
USUAL_WEEKS = 12


@dataclass(frozen=True, slots=True)
class Rehearse(Command):
    """Show every message that would come by itself in so many weeks, as things stand now."""

    weeks: int = USUAL_WEEKS

    def flaw(self) -> str:
        """Return what is wrong with the number of weeks."""
        return "" if 1 <= self.weeks <= MOST_WEEKS else f"weeks are 1 to {MOST_WEEKS}"
