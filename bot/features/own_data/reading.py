"""Reads an export back into rows; called in a process apart, for the file may be anybody's work (B6)."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from zipfile import BadZipFile, LargeZipFile, ZipFile

from bot.features.own_data.files import new_private_file
from bot.features.own_data.rules.kinds import COMPLETE, FORMAT, VERSION
from bot.features.own_data.rules.spool import spooled

MOST_UNPACKED = 150_000_000
"""Bytes of the file with all rows; nothing else of the zip is unpacked."""
_LONGEST_ID = 200


class ArchiveFlaw(StrEnum):
    """Why a zip cannot be brought back."""

    NO_EXPORT = "no export"
    NEWER = "newer"
    DAMAGED = "damaged"
    TOO_LARGE = "too large"


@dataclass(frozen=True, slots=True)
class ArchiveFound:
    """What an export holds, or what is wrong with it."""

    flaw: ArchiveFlaw | None = None
    member: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many rows there are."""
        return sum(self.counts.values())


class _Flawed(Exception):
    def __init__(self, flaw: ArchiveFlaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


def unpack_archive(archive: str, spool: str) -> ArchiveFound:
    """Write the rows of an export as lines into a new file, and tell how many there are; both are paths."""
    try:
        content = _content(archive)
        counts: dict[str, int] = {}
        with new_private_file(spool) as lines:
            for kind, fields in _rows(content):
                lines.write(spooled(kind, fields))
                counts[kind] = counts.get(kind, 0) + 1
    except _Flawed as found:
        return ArchiveFound(found.flaw)
    return ArchiveFound(None, str(content.get("member", "")), counts)


def _content(archive: str) -> dict[str, Any]:
    try:
        with ZipFile(archive) as files:
            info = files.getinfo(COMPLETE)
            if info.file_size > MOST_UNPACKED:
                raise _Flawed(ArchiveFlaw.TOO_LARGE)
            with files.open(info) as file:
                written = file.read(MOST_UNPACKED + 1)
        content = json.loads(written)
    except (ValueError, OSError, EOFError, RecursionError, zlib.error):
        raise _Flawed(ArchiveFlaw.DAMAGED) from None
    except (BadZipFile, LargeZipFile, KeyError, RuntimeError):  # RuntimeError: it is locked by a password
        raise _Flawed(ArchiveFlaw.NO_EXPORT) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise _Flawed(ArchiveFlaw.NO_EXPORT)
    if not isinstance(content.get("version"), int) or content["version"] > VERSION:
        raise _Flawed(ArchiveFlaw.NEWER)
    return content


def _rows(content: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = content.get("rows")
    if not isinstance(rows, list):
        raise _Flawed(ArchiveFlaw.DAMAGED)
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("fields"), dict):
            raise _Flawed(ArchiveFlaw.DAMAGED)
        kind, fields = row.get("kind"), row["fields"]
        id = fields.get("id")
        if not isinstance(kind, str) or not isinstance(id, str) or not 0 < len(id) <= _LONGEST_ID:
            raise _Flawed(ArchiveFlaw.DAMAGED)
        yield kind, fields
