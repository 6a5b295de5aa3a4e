"""Slack's rate limits: a tier per method and team, and one message a second per channel; real time."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

TIER_CALLS = {1: 1, 2: 20, 3: 50, 4: 100, 5: 600}


@dataclass
class _Bucket:
    tokens: float
    at: float


class RateLimits:
    """Token buckets; `enforced` off lets everything through."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._buckets: dict[tuple[str, ...], _Bucket] = {}
        self.message_per_second = 1.0
        self.burst = 4
        self.tiers = True
        self.enforced = True

    def relax(self) -> None:
        """Turns all limits off."""
        self.enforced = False

    def wait_for_method(self, team: str, method: str, tier: int) -> int:
        """0 when the call may go on, else the seconds of Retry-After."""
        if not (self.enforced and self.tiers):
            return 0
        calls = TIER_CALLS[tier]
        return self._take((team, method), float(calls), calls / 60)

    def wait_for_post(self, team: str, channel: str) -> int:
        """0 when a message may be posted in the channel, else the seconds of Retry-After."""
        if not self.enforced:
            return 0
        return self._take((team, "post", channel), float(self.burst), self.message_per_second)

    def _take(self, key: tuple[str, ...], capacity: float, rate: float) -> int:
        now = self._now()
        bucket = self._buckets.setdefault(key, _Bucket(capacity, now))
        bucket.tokens = min(capacity, bucket.tokens + (now - bucket.at) * rate)
        bucket.at = now
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0
        return max(1, math.ceil((1 - bucket.tokens) / rate))
