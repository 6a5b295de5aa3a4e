"""What every use case works with: the ports, gathered in one value by the composition root."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.ports import Calendars, Coach, Directory, Files, Knowledge, Ledger, Memory, Papers, Progress, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The ports that use cases read from and write to."""

    ledger: Ledger
    memory: Memory
    coach: Coach
    directory: Directory
    files: Files
    progress: Progress
    knowledge: Knowledge
    papers: Papers
    calendars: Calendars
    provider: str = ""
    """Where the language model is asked, in words for members; empty where there is none."""


Handler = Callable[[Work[Any], Desk], Awaitable[None]]
"""A use case: reads, asks the coach with no transaction open, decides in plain code, writes once."""
