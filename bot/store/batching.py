"""Puts envelopes that arrive at the same time into one commit, each answered only when it is durable."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from bot.core.ports.queues import Envelope
from bot.store.grouping import Grouped

CommitAll = Callable[[Sequence[Envelope]], Awaitable[set[str]]]
"""Stores envelopes in one commit, and returns the keys that are new. Raises Unavailable."""


class BatchWriter:
    """Collects envelopes that arrive while a commit is under way for the next commit."""

    def __init__(self, commit_all: CommitAll) -> None:
        self._commit_all = commit_all
        self._grouped = Grouped(self._answers)

    async def put(self, envelope: Envelope) -> bool:
        """Return whether the envelope is new; raises Unavailable."""
        return await self._grouped.put(envelope)

    async def _answers(self, envelopes: Sequence[Envelope]) -> Sequence[bool]:
        new, answers = await self._commit_all(envelopes), []
        for each in envelopes:  # of two with the same key the first is the new one
            answers.append(each.key in new)
            new.discard(each.key)
        return answers
