"""Damaged indexes that were set aside: gone after a week, or with the next erasure (F5)."""

from __future__ import annotations

import shutil
from pathlib import Path

KEPT_SECONDS = 7 * 24 * 3600.0
_MOST = 2
"""Indexes that are kept, so that a disk that breaks again and again is not filled."""
STAYS = frozenset({"lock", "usage"})
"""What belongs to the folder itself, whatever index is in it."""


def set_aside(folder: Path, *, now: float, keep: bool) -> Path | None:
    """Move everything out of an index folder to one beside it; delete it where it is not to be kept.

    What is kept lies in a folder of its own that the bot's user alone may enter, and whose name tells when.
    """
    place = _free(folder, int(now))
    place.mkdir(mode=0o700)
    for each in list(folder.iterdir()):
        if each.name not in STAYS:
            each.rename(place / each.name)
    for older in set_aside_of(folder)[:-_MOST]:
        shutil.rmtree(older)
    if keep and any(place.iterdir()):
        return place
    shutil.rmtree(place)
    return None


def _free(folder: Path, stamp: int) -> Path:
    while (place := folder.with_name(f"{folder.name}.damaged-{stamp}")).exists():
        stamp += 1
    return place


def remove(folder: Path, *, set_aside_before: float) -> int:
    """Delete what was set aside of this index before a time, in seconds; how many folders."""
    gone = [each for each in set_aside_of(folder) if _when(each) < set_aside_before]
    for each in gone:
        shutil.rmtree(each)
    return len(gone)


def _when(place: Path) -> float:
    """The time in a folder's name; the beginning of time for a name without one, which is nothing to keep."""
    stamp = place.name.rpartition("-")[2]
    return float(stamp) if stamp.isdigit() else 0.0


def set_aside_of(folder: Path) -> list[Path]:
    """Return the folders that were set aside, the oldest first."""
    return sorted(each for each in folder.parent.glob(f"{folder.name}.damaged-*") if each.is_dir())
