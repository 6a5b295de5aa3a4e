"""How much of the model each member has used today."""

from __future__ import annotations

from datetime import date

_MOST_MEMBERS = 10_000
"""Above so many, what was counted on other days is dropped."""


class DailyBudget:
    """Counts tokens by member and their local day, for as long as the process lives; it keeps no words."""

    def __init__(self, tokens: int | None) -> None:
        """`tokens` is what each member may use in a day; None where nobody set a limit."""
        self._limit = tokens
        self._used: dict[str, tuple[date, int]] = {}

    def is_spent(self, member: str, day: date) -> bool:
        """Return whether a member has used up the day's tokens; what has no member has no limit."""
        return self._limit is not None and bool(member) and self._of(member, day) >= self._limit

    def spend(self, member: str, day: date, tokens: int) -> None:
        """Count what a question cost; the last one may go over the limit, as nobody knows its cost before."""
        if self._limit is None or not member:
            return
        if len(self._used) >= _MOST_MEMBERS and member not in self._used:
            self._used = {key: value for key, value in self._used.items() if value[0] == day}
        self._used[member] = (day, self._of(member, day) + tokens)

    def _of(self, member: str, day: date) -> int:
        counted_on, tokens = self._used.get(member, (day, 0))
        return tokens if counted_on == day else 0
