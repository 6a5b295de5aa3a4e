"""Shows in a thread what is looked at for an answer, in the message that the answer will then fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.core.commands import Command
from bot.core.ports.work import Work


class StepState(StrEnum):
    """How far a step is."""

    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One thing that is looked at; one with the same id takes its place."""

    id: str
    title: str
    state: StepState


class Streams(Protocol):
    """Messages that grow while work goes on: best effort, the outbox row alone is the answer."""

    async def start(self, work: Work[Command], title: str, steps: Sequence[ShownStep]) -> str:
        """Begin a message in the work's thread; returns its id, empty where there can be none now.

        Raises Unavailable where it may have begun, or not.
        """

    async def show(self, work: Work[Command], stream: str, title: str, steps: Sequence[ShownStep]) -> bool:
        """Show how far these steps are; returns whether that was taken."""

    async def find(self, work: Work[Command]) -> str:
        """Return the message that an earlier try of the work began and nobody closed; empty for none."""
