"""When a dependency that fails is left alone, and when it is tried again: a breaker as a value.

A few failures in a row open it. While it is open, one call in each pause may go and see; pauses grow up to a
bound. Whatever succeeds closes it. Times are seconds of a clock that never goes back.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerRules:
    """How much is borne, and how long a dependency is left alone."""

    failures: int = 3
    """So many in a row open the breaker."""
    pause: float = 1.0
    """Seconds until the first look; each further pause is twice as long."""
    longest: float = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """How a dependency did so far."""

    rules: BreakerRules = field(default_factory=BreakerRules)
    failures: int = 0
    """Failures in a row."""
    opened_at: float | None = None
    looks: int = 0
    """How often it was looked after since it opened."""
    next_look: float = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the dependency is left alone."""
        return self.opened_at is not None

    def failed(self, now: float) -> Breaker:
        """Count a failure; one too many opens it. Those that come late, from before, change nothing."""
        if self.is_open:
            return self
        counted = replace(self, failures=self.failures + 1)
        if counted.failures < self.rules.failures:
            return counted
        return counted.opened(now)

    def opened(self, now: float) -> Breaker:
        """Open it, whatever it was."""
        return self if self.is_open else replace(self, opened_at=now, next_look=now + self.rules.pause)

    def succeeded(self) -> Breaker:
        """Close it."""
        return Breaker(rules=self.rules)

    def may_look(self, now: float) -> bool:
        """Whether an open breaker lets a call through to see."""
        return self.is_open and now >= self.next_look

    def looking(self, now: float) -> Breaker:
        """Take note that a call is on its way to see: the next may go a longer pause later."""
        looks = min(self.looks + 1, 32)
        pause = min(self.rules.pause * 2.0**looks, max(self.rules.longest, self.rules.pause))
        return replace(self, looks=looks, next_look=now + pause)
