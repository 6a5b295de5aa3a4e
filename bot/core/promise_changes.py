"""B12: what words say became of an open promise, and which of the open promises they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.core.contacts import ContactId
from bot.core.notes import Commitment, Promiser
from bot.core.promise_words import share_of_words
from bot.core.promises_meant import ENOUGH, best_named, still_open


class PromiseOutcome(StrEnum):
    """What becomes of an open promise."""

    KEPT = "kept"
    DROPPED = "dropped"
    MOVED = "moved"
    BROKEN = "broken"
    STILL_OPEN = "still open"


@dataclass(frozen=True, slots=True)
class PromiseChange:
    """What words say becomes of some promise."""

    outcome: PromiseOutcome
    due_on: date | None = None
    """For a promise that moved: the day on which it is due now."""
    by: Promiser | None = None
    """Who made it, where the words say that."""
    words: frozenset[str] = frozenset()
    """What the words say beside that, without endings; nothing for a bare "she cancelled"."""

    is_of_promise: bool = False
    """Whether the words speak of a promise or of something not managed: then one is asked about in doubt."""

    later: int = 0
    """For a promise that moved by so long: how many days after the day on which it was due."""

    is_doubtful: bool = False
    """Whether the member is asked even where one promise fits: "he'd never give us access"."""

    points: bool = False
    """Whether the words point at a thing just spoken of: "she needs it on Tuesday"."""

    def day_for(self, promise: Commitment, today: date) -> date | None:
        """The day on which a promise that moved is due now."""
        if not self.later:
            return self.due_on
        return max(promise.due_on or today, today) + timedelta(days=self.later)

    @property
    def is_bare(self) -> bool:
        """Whether the words say nothing by which one promise is told from another."""
        return not self.words


def find_changed(
    change: PromiseChange, open_promises: Sequence[Commitment], people: Sequence[ContactId]
) -> list[Commitment]:
    """Find the promises that a change may mean: one where it is plain, several to ask about, or none."""
    possible = still_open(open_promises, change.by, people)
    if change.outcome is PromiseOutcome.KEPT and change.by is None:
        possible = [each for each in possible if each.by is Promiser.MEMBER] or possible
    if change.is_bare or (change.is_of_promise and people and not _names_any(change, possible)):
        return possible
    return best_named(possible, change.words)


def is_plain(change: PromiseChange, fits: Sequence[Commitment]) -> bool:
    """Whether a change means one promise for sure: words that name another thing leave doubt."""
    return len(fits) == 1 and not change.is_doubtful and (change.is_bare or _names_any(change, fits))


def _names_any(change: PromiseChange, promises: Sequence[Commitment]) -> bool:
    return any(share_of_words(each.what, change.words) >= ENOUGH for each in promises)
