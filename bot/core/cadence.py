"""P1: how long an active relationship may be without a touch: the ideal and the longest pause, in days."""

from __future__ import annotations

MOST_IDEAL_DAYS = 730
MOST_LONGEST_DAYS = 1460


def is_ideal(ideal: int) -> bool:
    """Whether a number of days can be the ideal pause."""
    return 1 <= ideal <= MOST_IDEAL_DAYS


def is_longest(longest: int, ideal: int) -> bool:
    """Whether a number of days can be the longest pause beside an ideal one."""
    return ideal <= longest <= MOST_LONGEST_DAYS


def longest_or_usual(ideal: int | None, longest: int | None) -> int | None:
    """The longest pause, which is twice the ideal one where only that was given; None without a rhythm."""
    return longest or (2 * ideal if ideal else None)
