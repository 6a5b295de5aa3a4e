"""Remembers the drafts of the last moments, so that equal questions of one member are not asked twice."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel

READING = frozenset({"understand", "answer", "assess", "view", "check", "themes"})
"""Prompts that read what is there; who has something written once more wants other words."""
_MOST = 128


@dataclass(frozen=True, slots=True)
class DraftKey:
    """What was asked: the prompt and its inputs by their hash, and whose question it is."""

    member: str
    prompt: str
    inputs: str


class RecentDrafts:
    """Keeps a few drafts for a short while, in memory alone; all is forgotten at an erasure."""

    def __init__(self, seconds: float, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Each is kept for so many seconds; for 0 none is."""
        self._seconds = seconds
        self._monotonic = monotonic
        self._kept: OrderedDict[DraftKey, tuple[float, BaseModel]] = OrderedDict()

    def find(self, key: DraftKey) -> BaseModel | None:
        """Return the draft of an equal question, or None."""
        self._drop_old()
        kept = self._kept.get(key)
        return kept[1] if kept else None

    def keep(self, key: DraftKey, draft: BaseModel) -> None:
        """Keep a draft, unless it belongs to nobody or asks for words that should differ."""
        if self._seconds <= 0 or not key.member or key.prompt.partition("@")[0] not in READING:
            return
        self._drop_old()
        self._kept[key] = (self._monotonic() + self._seconds, draft)
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)

    def forget(self) -> None:
        """Forget all drafts."""
        self._kept.clear()

    def _drop_old(self) -> None:
        now = self._monotonic()
        self._kept = OrderedDict((key, kept) for key, kept in self._kept.items() if kept[0] > now)
