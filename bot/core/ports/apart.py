"""Work that could take long or much memory, done where it can be ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import ParamSpec, Protocol, TypeVar

T = TypeVar("T")
P = ParamSpec("P")


class Bound(StrEnum):
    """Why work that was done apart came to no end."""

    TIME = "time"
    MEMORY = "memory"
    BROKEN = "broken"
    """It ended its process, or failed."""


class OutOfBounds(ValueError):
    """Work that was ended, since it took more than it may."""

    def __init__(self, bound: Bound) -> None:
        super().__init__(bound.value)
        self.bound = bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much of the processor work may take, and how long it may last where others want that too."""

    processor_seconds: float
    seconds: float


class Apart(Protocol):
    """Does work beside everything else."""

    async def run(self, bounds: Bounds, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a pure function makes of values; raises OutOfBounds."""
