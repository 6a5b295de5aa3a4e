"""A ring of what went over the wire between Slack and the app, with tokens masked."""

from __future__ import annotations

import re
from collections import deque
from datetime import UTC, datetime
from typing import Any

from slack_sandbox.workspace.feed import Feed
from slack_sandbox.workspace.state import Json

KEPT = 500
_TOKEN = re.compile(r"(xox[a-z]|xapp)-[\w-]+")
_SECRET_NAMES = frozenset({"client_secret", "code", "token", "access_token", "signing_secret"})


def masked(value: Any, name: str = "") -> Any:
    """The same value without tokens and secrets, long strings cut."""
    if isinstance(value, dict):
        return {key: masked(entry, key) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [masked(entry) for entry in value]
    if isinstance(value, str):
        if name in _SECRET_NAMES and value:
            return "•••"
        clean = _TOKEN.sub(lambda found: f"{found[1]}-•••", value)
        return clean if len(clean) <= 4000 else f"{clean[:4000]}… ({len(clean)} characters)"
    return value


class Traffic:
    """Keeps the last entries and pushes each to the inspector."""

    def __init__(self, feed: Feed) -> None:
        self._entries: deque[Json] = deque(maxlen=KEPT)
        self._feed = feed
        self.last = 0

    def add(
        self,
        direction: str,
        kind: str,
        name: str,
        request: Any,
        response: Any,
        *,
        error: str | None = None,
        ms: float = 0.0,
        attempt: int = 0,
    ) -> None:
        """Adds one exchange."""
        self.last += 1
        entry = {
            "seq": self.last,
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "direction": direction,
            "kind": kind,
            "name": name,
            "ok": error is None,
            "error": error,
            "ms": round(ms, 1),
            "attempt": attempt,
            "request": masked(request),
            "response": masked(response),
        }
        self._entries.append(entry)
        self._feed.push("traffic", None, entry=entry)

    def since(self, after: int, limit: int) -> list[Json]:
        """The newest entries after a sequence number, oldest first."""
        return [entry for entry in self._entries if entry["seq"] > after][-limit:]
