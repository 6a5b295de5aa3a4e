"""`tactegic restore` as a whole: the data folder is held, and the vectors go with what they were made of."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path

from bot.backup.restoring import RestoredBackup, restore_backup
from bot.config import Settings
from bot.core.ports.errors import Unavailable
from bot.core.ports.time import Clock
from bot.memory import open_memory
from bot.memory.aside import set_aside_of
from bot.private_files import alone_in, keep_private
from bot.wiring import open_embedder


async def restore(
    settings: Settings, file: Path, clock: Clock, *, force: bool, receipts: Collection[Path] = ()
) -> list[str]:
    """Restore a backup, and drop the vectors, which the next start builds anew; returns what to tell.

    Raises BadBackup, NotReplaced, AlreadyRunning, BadSettings, Unavailable.
    """
    keep_private(settings)
    with ExitStack() as stack:
        if settings.database_url is None or settings.chroma_url is None:
            stack.enter_context(alone_in(settings.data_dir))
        done = await restore_backup(settings.store_url, file, clock, force=force, receipts=receipts)
        dropped = await _drop_vectors(settings)
    return _sentences(done, dropped)


async def _drop_vectors(settings: Settings) -> bool:
    """Remove the index, which holds what was erased since; False where its server does not answer."""
    if settings.chroma_url is None:
        for folder in [settings.chroma_dir, *set_aside_of(settings.chroma_dir)]:
            shutil.rmtree(folder, ignore_errors=True)
        return True
    memory = open_memory(open_embedder(settings), folder=settings.chroma_dir, url=settings.chroma_url)
    try:
        await memory.begin_building(anew=True)
    except Unavailable:
        return False
    finally:
        await memory.close()
    return True


def _sentences(done: RestoredBackup, dropped: bool) -> list[str]:
    lines = [
        f"Restored {done.about.rows} rows of the backup of {done.about.made_at[:16].replace('T', ' ')} UTC."
    ]
    if done.erased_again:
        lines += [f"{done.erased_again} erasures that happened since were done again."]
    if done.set_aside is not None:
        lines += [f"What was there before is {done.set_aside.name} for a week, or until the next erasure."]
    if dropped:
        lines += ["The vectors are built anew at the next start."]
    else:
        lines += ["The Chroma server does not answer: run tactegic reindex once it does."]
    return lines
