"""Takes out all that a member owns: rows into a spool, and from there into one zip, apart (B6)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from bot.core.ports.apart import Apart, Bounds
from bot.core.ports.store import StoreReader
from bot.features.own_data.files import new_private_file
from bot.features.own_data.rules.spool import spooled
from bot.features.own_data.writing import Exported, Written, write_archive

_BOUNDS = Bounds(processor_seconds=300.0, seconds=900.0)
_TELL_EACH = 5_000
"""After so many rows it is told how far it is."""

Told = Callable[[int], Awaitable[None]]
"""Is told how many rows were read."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An export on the disk: how many rows it has of each kind."""

    file: Path
    counts: dict[str, int]
    written: Written


async def make_archive(
    reading: AbstractAsyncContextManager[StoreReader], apart: Apart, folder: Path, about: Exported, told: Told
) -> Archive:
    """Write the export into a folder that is the bot's alone; raises OutOfBounds, Unavailable."""
    spool = folder / "rows"
    counts = await _spool(reading, spool, told)
    target = folder / f"tactegic-export-{about.made_at:%Y-%m-%d}.zip"
    written = await apart.run(_BOUNDS, write_archive, str(spool), str(target), about)
    spool.unlink()
    return Archive(target, counts, written)


async def _spool(
    reading: AbstractAsyncContextManager[StoreReader], spool: Path, told: Told
) -> dict[str, int]:
    counts: dict[str, int] = {}
    done = 0
    await told(done)
    with new_private_file(spool) as lines:
        async with reading as reader:
            async for row in reader.own_rows():
                lines.write(spooled(row.kind, row.fields))
                counts[row.kind] = counts.get(row.kind, 0) + 1
                done += 1
                if done % _TELL_EACH == 0:
                    await told(done)
    return counts
