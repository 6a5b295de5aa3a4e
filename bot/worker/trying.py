"""How often something is tried, how long to wait in between, and how a failure is named in the log."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from random import Random

from bot.core.ports.errors import Dependency, Outage

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """How much is done at once, and how long it is tried; all times in seconds."""

    batch: int = 50
    side_by_side: int = 16
    lease: float = 30.0
    poll: float = 1.0
    """Between two looks at the tables when nothing in this process says that there is something new."""
    looks: int = 10
    """After how many looks in vain, one after the other, it looks less often."""
    idle_poll: float = 5.0
    """How many times as long it waits then: what comes by this installation wakes it anyway."""
    attempts: int = 3
    """For errors that nobody expected: what is behind waits some seconds, not minutes."""
    abandoned: int = 6
    """How many tries in a row may end with their process: then the work itself is taken to end it."""
    suspect: int = 2
    """After so many, work is done alone, so that what ends the process takes nothing else with it."""
    probation: float = 15.0
    """How long a process has to have lived, at most, before it tries such work."""
    outage_pause: float = 60.0
    """How long work waits for a dependency at most before it asks again, should nobody wake it."""
    conflicts: int = 20
    """How often work is tried again at once because a row changed under its hands; then it has failed."""
    attempts_unavailable: int = 12
    """For services that do not answer: about two hours."""
    first_pause: float = 1.0
    longest_pause: float = 900.0
    grace: float = 10.0
    """How long a shutdown waits for what runs."""


def reference_of(key: str) -> str:
    """Four characters that name a piece of work in the log and to the member, e.g. "7F3K"."""
    digest = hashlib.sha256(key.encode()).digest()
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:4])


def pause_before(attempt: int, limits: RetryPolicy, random: Random) -> float:
    """Return the seconds until the next try: four times more each time, give or take a half at random."""
    pause = min(limits.first_pause * 4.0 ** (attempt - 1), limits.longest_pause)
    return pause * random.uniform(0.5, 1.5)


def probation(abandoned: int, limits: RetryPolicy) -> float:
    """Return how many seconds a process has to have lived before it tries work that was abandoned so often.

    Where processes are ended soon after their start, by whatever it is, they die without that work in hand,
    and it is not taken for what ends them.
    """
    return min(2.0 ** (abandoned - 1), limits.probation)


def outage_pause(error: Outage, limits: RetryPolicy) -> float:
    """Return the seconds until something is tried again that nobody wakes when its dependency is back."""
    if error.of is Dependency.DATABASE:  # that it can be written down means that it is back
        return 0.0
    return limits.outage_pause if error.after_seconds is None else error.after_seconds


def name_of(error: BaseException) -> str:
    """Return the error's type and the innermost place in our code; its text may quote a member."""
    place, traceback = "?", error.__traceback__
    while traceback is not None:
        ours = str(traceback.tb_frame.f_globals.get("__name__", "")).startswith("bot.")
        if ours or place == "?":
            file = traceback.tb_frame.f_code.co_filename.rsplit("/", 1)[-1]
            place = f"{file}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return f"{type(error).__name__} at {place}"
