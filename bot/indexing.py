"""Builds the vector index anew from the notes, each read through its member's own scope."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import structlog

from bot.core.identity import WorkspaceId
from bot.core.notes import Note
from bot.core.ports.memory import Entry
from bot.features.notes.handlers.index import entry_of
from bot.wiring import Parts, scopes

_BATCH = 200
_log = structlog.get_logger(__name__)


async def rebuild_index(parts: Parts, progress: Callable[[int], Awaitable[None]]) -> int:
    """Drop the index, build it from every stored note, and return how many notes it holds then."""
    return await parts.memory.rebuild(_entries(parts), progress)


async def rebuild_if_needed(parts: Parts) -> None:
    """Build the index anew when it belongs to another embedding model, or was never finished."""
    if not await parts.memory.needs_rebuild():
        return

    async def progress(done: int) -> None:
        _log.info("index.rebuilding", notes=done)

    await rebuild_index(parts, progress)


async def _entries(parts: Parts) -> AsyncIterator[tuple[WorkspaceId, Entry]]:
    scope_of = scopes(parts.store)
    async for workspace, member in parts.store.member_keys():
        scope = await scope_of(workspace, member)
        offset = 0
        while True:
            async with parts.store.read(scope) as reader:
                notes = await reader.of(Note).find(space=scope.own, limit=_BATCH, offset=offset)
            for note in notes:
                yield workspace, entry_of(note)
            if len(notes) < _BATCH:
                break
            offset += _BATCH
