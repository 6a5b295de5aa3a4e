"""The vector index behind its guard: while it fails, recall goes by words at once and indexing waits."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from bot.core.guarding import Guard, outage
from bot.core.identity import MemberId, Scope, Space, WorkspaceId
from bot.core.ports.errors import Dependency, Unavailable
from bot.core.ports.memory import DenseHit, Entry, Memory, Near
from bot.memory.backends import BeingBuilt

T = TypeVar("T")


class GuardedMemory:
    """Satisfies ports.Memory over another one."""

    def __init__(self, memory: Memory, guard: Guard) -> None:
        self._memory = memory
        self._guard = guard
        self._looks = 0

    async def index(self, workspace: WorkspaceId, entries: Sequence[Entry]) -> None:
        """Make these notes findable; raises Unavailable, Outage."""
        await self._guarded(lambda: self._memory.index(workspace, entries))

    async def forget(self, workspace: WorkspaceId, note_ids: Sequence[str], spaces: frozenset[Space]) -> None:
        """Take notes out of these spaces; raises Unavailable, Outage."""
        await self._guarded(lambda: self._memory.forget(workspace, note_ids, spaces))

    async def erase(
        self, workspace: WorkspaceId, note_ids: Sequence[str], anew: Sequence[Entry] = ()
    ) -> None:
        """Take notes out of every space and out of the index's files; raises Unavailable, Outage."""
        await self._guarded(lambda: self._memory.erase(workspace, note_ids, anew))

    async def nearest_each(self, scope: Scope, asked: Sequence[Near]) -> list[list[DenseHit]]:
        """Notes of the scope near each question; raises Unavailable, Outage."""
        return await self._guarded(lambda: self._memory.nearest_each(scope, asked))

    async def look(self) -> None:
        """See whether the index answers, by a question and a note of nobody's; raises Unavailable.

        Each question is another one, and notes are looked up besides: answers may come from what is held
        in memory.
        """
        nobody = Scope(WorkspaceId("?look"), MemberId("?look"))
        self._looks += 1
        with suppress(BeingBuilt):
            await self._memory.forget(nobody.workspace, ["look"], nobody.spaces)
            await self._memory.nearest_each(nobody, [Near(f"look {self._looks}", 1)])

    async def _guarded(self, call: Callable[[], Coroutine[Any, Any, T]]) -> T:
        if not self._guard.may_call():
            raise outage(self._guard, Dependency.INDEX)
        try:
            result = await call()
        except BeingBuilt:  # it works: what is written now is what it lacks
            raise
        except Unavailable as error:
            self._guard.failed(type(error.__cause__ or error).__name__)
            if self._guard.is_open:
                raise outage(self._guard, Dependency.INDEX) from error
            raise Unavailable(str(error), of=Dependency.INDEX) from error
        self._guard.succeeded()
        return result
