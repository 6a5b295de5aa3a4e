"""Keeps the vector index whole: builds it from the notes, each read through its member's own scope.

Building compares what is indexed with what is stored, so one that was interrupted goes on where it was, and
what changes meanwhile is right in the end: a note that is erased while its vectors are written is taken out.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import structlog

from bot.core.identity import WorkspaceId
from bot.core.notes import Note
from bot.core.ports.errors import Unavailable
from bot.core.ports.memory import Entry
from bot.features.notes.handlers.index import entry_of
from bot.memory.shelves import Indexed
from bot.wiring import Parts, scopes

_BATCH = 200
_PASSES = 4
"""How often notes that came while the index was built are looked for again."""
_LOOK_SECONDS = 60.0
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_TIDY_LOOKS = 60
_log = structlog.get_logger(__name__)

Progress = Callable[[int], Awaitable[None]]


async def rebuild_index(parts: Parts, progress: Progress, *, anew: bool = True) -> int:
    """Build the index from every stored note, and return how many it holds then; raises Unavailable.

    What is there is dropped first, unless it was begun and not completed, and is not wanted `anew`.
    """
    memory = parts.memory
    async with memory.built_by_one:
        await memory.begin_building(anew=anew)
        for _ in range(_PASSES):
            indexed = await memory.all_ids()
            await _take_out_gone(parts, indexed)
            if not await memory.add_all(_missing(parts, indexed), progress):
                break
        await memory.finish_building()
        return len(await memory.all_ids())


class IndexKeeper:
    """Builds the index when it is missing, damaged or of another model, and tries again when that fails."""

    def __init__(self, parts: Parts, *, look_seconds: float = _LOOK_SECONDS) -> None:
        self._parts = parts
        self._look_seconds = look_seconds
        self._stopped = asyncio.Event()

    async def run(self) -> None:
        """Look at the index at once, when it is lost, and now and then; until `stop` is called."""
        looks, pause = 0, _FIRST_PAUSE
        while not self._stopped.is_set():
            if await self._made_whole():
                pause = _FIRST_PAUSE
                await self._rest(self._look_seconds, self._parts.memory.lost)
            else:
                await self._rest(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            looks += 1
            if looks % _TIDY_LOOKS == 0:
                with suppress(Unavailable):
                    await self._parts.memory.tidy()

    def stop(self) -> None:
        """Let `run` end, in the middle of building too: the next start goes on with it."""
        self._stopped.set()

    async def _made_whole(self) -> bool:
        """Build the index where it needs that; False where it failed, or somebody else is at it."""
        try:
            if not await self._parts.memory.needs_rebuild():
                return True
            async with self._parts.store.only_one("index") as mine:
                if not mine:
                    return False
                if await self._parts.memory.needs_rebuild():
                    await rebuild_index(self._parts, self._tell, anew=False)
            return True
        except _Stopped:
            return True
        except Exception as error:  # whatever it was, the index is tried again, and answers come by words
            _log.warning("index.not_built", error_kind=type(error).__name__)
            return False

    async def _tell(self, done: int) -> None:
        if self._stopped.is_set():
            raise _Stopped
        _log.info("index.rebuilding", notes=done)

    async def _rest(self, seconds: float, wake: asyncio.Event | None = None) -> None:
        """Wait so long, but not after `stop`, nor once `wake` is set."""
        events = [self._stopped, *([wake] if wake else [])]
        waiting = [asyncio.ensure_future(event.wait()) for event in events]
        try:
            await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waiting:
                each.cancel()


class _Stopped(Exception):
    """Building was ended in its middle."""


async def _take_out_gone(parts: Parts, indexed: Indexed) -> None:
    """Erase vectors of notes that are not stored any more; what was indexed is to be read before this."""
    gone: dict[WorkspaceId, list[str]] = defaultdict(list)
    stored = await _stored(parts)
    for workspace, id in indexed.keys() - stored:
        gone[workspace].append(id)
    for workspace, ids in gone.items():
        await parts.memory.erase(workspace, sorted(ids))


async def _stored(parts: Parts) -> set[tuple[WorkspaceId, str]]:
    workspaces = {workspace async for workspace, _ in parts.store.member_keys()}
    return {(workspace, id) for workspace in workspaces async for _, id in parts.store.note_keys(workspace)}


async def _missing(parts: Parts, indexed: Indexed) -> AsyncIterator[tuple[WorkspaceId, Entry]]:
    """Yield each note that is not indexed for exactly the spaces that it is found in."""
    async for workspace, entry in _entries(parts):
        if indexed.get((workspace, entry.note_id)) != entry.spaces:
            yield workspace, entry


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
