"""Breakers in use: what is asked before a call to a dependency, and told after it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

import structlog

from bot.core.breaking import Breaker, BreakerRules
from bot.core.ports.errors import Dependency, Outage

_log = structlog.get_logger(__name__)
_DOUBT_SECONDS = 1.0
"""Between two looks at something that fails now and then, though it looks well."""
_LATE_SECONDS = 10.0
"""A look that takes longer than this has failed."""
Look = Callable[[], Awaitable[object]]


class Guard:
    """Keeps the breaker of one dependency, and calls `on_return` when it is back."""

    def __init__(
        self,
        name: str,
        rules: BreakerRules | None = None,
        *,
        is_doubted: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """With `is_doubted` a look decides after each failure whether all of it is away, if there is one."""
        self.name = name
        self._is_doubted = is_doubted
        self.on_return: list[Callable[[], None]] = []
        self.on_doubt: list[Callable[[], None]] = []
        """Called when it failed: it is to be looked after, now or when it is time."""
        self.look: Look | None = None
        """A small call that raises where the dependency is away; None where there is none."""
        self.in_doubt = False
        """Whether it failed since it was looked after."""
        self.is_watched = False
        """Whether somebody looks after it while it is open; else one of the calls itself goes and sees."""
        self.problem = ""
        """The code of the last failure; empty while it is well."""
        self._breaker = Breaker(rules=rules or BreakerRules())
        self._monotonic = monotonic

    @property
    def is_open(self) -> bool:
        """Whether the dependency is left alone."""
        return self._breaker.is_open

    @property
    def open_seconds(self) -> float:
        """How long it has been left alone; 0 while it is not."""
        since = self._breaker.opened_at
        return 0.0 if since is None else self._monotonic() - since

    @property
    def wait_seconds(self) -> float:
        """How long until somebody may look; 0 while it is well."""
        return max(0.0, self._breaker.next_look - self._monotonic()) if self.is_open else 0.0

    def may_call(self) -> bool:
        """Whether a call may go now."""
        return not self.is_open or (not self.is_watched and self.may_look())

    def may_look(self) -> bool:
        """Whether it is time to see whether it is back; whoever is told so must do it."""
        now = self._monotonic()
        if not self._breaker.may_look(now):
            return False
        self._breaker = self._breaker.looking(now)
        return True

    def failed(self, code: str) -> None:
        """Tell of a failure that is the dependency's own."""
        now, self.problem = self._monotonic(), code
        if self._is_doubted and self.is_watched:
            self.in_doubt = not self.is_open
        else:
            self._become(self._breaker.failed(now))
        if self.in_doubt or self.is_open:
            for each in self.on_doubt:
                each()

    def looked(self, problem: str) -> None:
        """Tell what a look found; nothing where it is well."""
        self.in_doubt = False
        if problem:
            self.problem = problem
            self._become(self._breaker.opened(self._monotonic()))
        elif self.is_open:
            self.succeeded()

    def _become(self, breaker: Breaker) -> None:
        if breaker.is_open and not self.is_open:
            _log.warning("dependency.left_alone", dependency=self.name, reason=self.problem)
        self._breaker = breaker

    def succeeded(self) -> None:
        """Tell that it answered."""
        was_open, seconds = self.is_open, self.open_seconds
        self.problem, self.in_doubt = "", False
        self._breaker = self._breaker.succeeded()
        if was_open:
            _log.info("dependency.back", dependency=self.name, seconds=round(seconds, 1))
            for each in self.on_return:
                each()


@dataclass(frozen=True, slots=True)
class Guards:
    """The guards of all dependencies but the database, which its own transactions tell of."""

    slack: Guard
    model: Guard
    index: Guard

    def all(self) -> Sequence[Guard]:
        """Each of them."""
        return (self.slack, self.model, self.index)


def make_guards(*, monotonic: Callable[[], float] = time.monotonic) -> Guards:
    """Return guards with all well."""
    patient = BreakerRules(failures=3, pause=5.0, longest=60.0)
    return Guards(
        slack=Guard(Dependency.SLACK.value, is_doubted=True, monotonic=monotonic),
        model=Guard(Dependency.MODEL.value, patient, monotonic=monotonic),
        index=Guard(Dependency.INDEX.value, is_doubted=True, monotonic=monotonic),
    )


class Lookout:
    """Looks after dependencies that are left alone, so that no member's message has to."""

    def __init__(self, guards: Sequence[Guard], *, late_seconds: float = _LATE_SECONDS) -> None:
        """Nobody else's calls go to these while they are open."""
        self._guards = [guard for guard in guards if guard.look is not None]
        self._late = late_seconds
        self._called = asyncio.Event()
        self._stopping = False
        for guard in self._guards:
            guard.is_watched = True
            guard.on_doubt.append(self._called.set)

    async def run(self) -> None:
        """Look again and again at what is open, until `stop`."""
        while not self._stopping:
            wanted = [guard for guard in self._guards if guard.in_doubt or guard.may_look()]
            await asyncio.gather(*(self._look(guard) for guard in wanted))
            away = [guard.wait_seconds for guard in self._guards if guard.is_open]
            pause = min(away) + 0.01 if away else None
            if any(guard.in_doubt for guard in self._guards):  # it failed again since, though it looked well
                pause = min(_DOUBT_SECONDS, pause or _DOUBT_SECONDS)
                await asyncio.sleep(pause)
            else:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._called.wait(), pause)
            self._called.clear()

    def stop(self) -> None:
        """Look no more."""
        self._stopping = True
        self._called.set()

    async def _look(self, guard: Guard) -> None:
        if guard.look is None:
            return
        try:
            async with asyncio.timeout(self._late):
                await guard.look()
        except Exception as error:
            guard.looked(str(error) if str(error).isidentifier() else type(error).__name__)
        else:
            guard.looked("")


def outage(guard: Guard, of: Dependency) -> Outage:
    """Return the error of a call that was not made, as its dependency is left alone."""
    return Outage(of, f"{guard.name} is left alone for a while ({guard.problem})")
