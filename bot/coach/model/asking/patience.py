"""Whether a question is worth asking once more, and after how long, within the time that a member waits."""

from __future__ import annotations

MOST_ATTEMPTS = 2
_PAUSE_SECONDS = 0.25
_LEAST_SECONDS = 1.0
"""Less time than this is not enough for an answer."""


def pause_before_next(attempts: int, *, asked: float | None, left: float, spread: float) -> float | None:
    """Return the seconds to wait before the next attempt, or None where there is to be none.

    `asked` is how long the server asked to wait (Retry-After), where it did; `left` what is left of the time
    in all; `spread`, 0 to 1, keeps those who failed together from coming back together.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    pause = asked if asked is not None else _PAUSE_SECONDS * (1 + spread)
    return pause if 0 <= pause <= left - _LEAST_SECONDS else None
