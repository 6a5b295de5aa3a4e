"""Databases that were set aside, since a restored one took their place or since the intake's is damaged.

They are gone after a week, or with the next erasure (F5).
"""

from __future__ import annotations

import re
from pathlib import Path

KEPT_SECONDS = 7 * 24 * 3600.0
_STAMP = re.compile(r"\.(?:replaced|damaged)-(\d+)(?:-wal|-shm)?$")
_BESIDE = ("", "-wal", "-shm")
"""What belongs to a database of SQLite."""


def set_aside(database: Path, *, now: float) -> Path:
    """Rename a database with its log, so that another one can take its place; return its new name."""
    stamp = int(now)
    while (place := database.with_name(f"{database.name}.replaced-{stamp}")).exists():
        stamp += 1
    for suffix in _BESIDE:
        part = database.with_name(database.name + suffix)
        if part.exists():
            part.rename(place.with_name(place.name + suffix))
    return place


def remove(database: Path, *, set_aside_before: float) -> int:
    """Delete what was set aside of this database before a time, in seconds; how many files."""
    gone = 0
    for left_over in _left_over(database):
        left_over.unlink(missing_ok=True)
    for each in _set_aside(database):
        stamp = _STAMP.search(each.name)
        if stamp is None or float(stamp[1]) < set_aside_before:
            each.unlink(missing_ok=True)
            gone += 1
    return gone


def _set_aside(database: Path) -> list[Path]:
    kinds = ("replaced", "intake.damaged")
    return [each for kind in kinds for each in database.parent.glob(f"{database.name}.{kind}-*")]


def _left_over(database: Path) -> list[Path]:
    """Copies that were made to be moved or restored, by a command that was killed."""
    kinds = ("moving", "restoring")
    return [each for kind in kinds for each in database.parent.glob(f"{database.name}.{kind}*")]
