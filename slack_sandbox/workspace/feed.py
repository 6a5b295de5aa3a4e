"""What the page and the tests' driver are told, in order, and to whom."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import Any

from slack_sandbox.workspace.state import Json

KEPT = 20_000


@dataclass(frozen=True)
class Entry:
    """One push message; `audience` None means everybody of the team."""

    seq: int
    team: str | None
    audience: frozenset[str] | None
    body: Json

    def visible_to(self, user: str, team: str) -> bool:
        """Whether this person may see it."""
        if self.team is not None and self.team != team:
            return False
        return self.audience is None or user in self.audience


class Feed:
    """A bounded, ordered log of push messages that can be waited on."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._grown = asyncio.Event()
        self.last = 0

    def push(
        self, kind: str, team: str | None, audience: frozenset[str] | None = None, **fields: Any
    ) -> None:
        """Appends an entry and wakes all who wait."""
        self.last += 1
        body = {"seq": self.last, "type": kind, "team": team, **fields}
        self._entries.append(Entry(self.last, team, audience, body))
        self._grown.set()
        self._grown = asyncio.Event()

    def since(self, after: int, user: str, team: str, traffic: bool) -> tuple[list[Json], bool]:
        """Entries after a sequence number for a person, and whether older ones were dropped."""
        lost = bool(self._entries) and after + 1 < self._entries[0].seq
        found: list[Json] = []
        for entry in reversed(self._entries):
            if entry.seq <= after:
                break
            if entry.body["type"] == "traffic" and not traffic:
                continue
            if entry.visible_to(user, team):
                found.append(entry.body)
        return found[::-1], lost

    async def grown(self, after: int, timeout: float | None = None) -> None:
        """Returns once there is anything after that number, or when the time is up."""
        if self.last > after:
            return
        try:
            await asyncio.wait_for(self._grown.wait(), timeout)
        except TimeoutError:
            return
