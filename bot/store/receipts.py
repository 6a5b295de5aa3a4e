"""Receipts of erasures: ids of what is gone for good, so that a restored backup brings none of it back (F5).

They stand in the database, in the commit that erases, and with SQLite also in a file beside it, which is
there when the database cannot be read any more. They hold ids and kinds, no names and no texts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Table, Text, select

from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.work import Work
from bot.store.connection import DatabaseConnection
from bot.store.database import Database, insert_new
from bot.store.tables import metadata
from bot.store.types import Json, UtcTime

erasures = Table(
    "erasures",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("gone", Json, nullable=False),
    Column("own", Boolean, nullable=False),
)
"""`gone` lists kind and id of each row; with `own` all that was the member's own went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One erasure."""

    id: str
    workspace: WorkspaceId
    member: MemberId
    at: datetime
    gone: tuple[tuple[str, str], ...]
    """Kind and id of each row."""
    own: bool = False
    """Whether all that was the member's own went."""


async def write_receipt(
    connection: DatabaseConnection, work: Work[Any], gone: Collection[tuple[str, str]], *, own: bool
) -> None:
    """Write down what a commit erases, inside it."""
    if gone or own:
        scope = work.scope
        receipt = Receipt(
            id=work.new_id("erased"),
            workspace=scope.workspace,
            member=scope.member,
            at=work.now,
            gone=tuple(sorted(gone)),
            own=own,
        )
        await put_receipts(connection, [receipt])


async def put_receipts(connection: DatabaseConnection, receipts: Iterable[Receipt]) -> None:
    """Write receipts that are not there yet."""
    for each in receipts:
        row = {
            "id": each.id,
            "workspace": each.workspace,
            "member": each.member,
            "at": each.at,
            "gone": [list(row) for row in each.gone],
            "own": each.own,
        }
        await connection.execute(insert_new(connection, erasures).values(row))


async def read_receipts(connection: DatabaseConnection) -> list[Receipt]:
    """Every receipt, the oldest first."""
    rows = (await connection.execute(select(erasures).order_by(erasures.c.at, erasures.c.id))).mappings()
    return [_receipt(row) for row in rows.all()]


async def mirror_receipts(database: Database) -> None:
    """Bring the file beside SQLite's database up to date with the receipts in it."""
    file = receipt_file(database.path)
    if file is None:
        return
    known = {each.id for each in read_receipt_file(file)}
    async with database.begin_read() as connection:
        new = [each for each in await read_receipts(connection) if each.id not in known]
    if new:
        append_receipts(file, new)


def receipt_file(database: Path | None) -> Path | None:
    """The file of receipts beside a SQLite database; None for a database without a file."""
    return None if database is None else database.with_name(f"{database.name}.receipts")


def append_receipts(file: Path, receipts: Iterable[Receipt]) -> None:
    """Write receipts at the end of a file, a line each, and wait until they are on the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
    with open(os.open(file, flags, 0o600), "a", encoding="utf-8") as lines:
        for each in receipts:
            written = {
                "id": each.id,
                "workspace": each.workspace,
                "member": each.member,
                "at": each.at.isoformat(),
                "gone": each.gone,
                "own": each.own,
            }
            lines.write(json.dumps(written) + "\n")
        lines.flush()
        os.fsync(lines.fileno())


def read_receipt_file(file: Path) -> list[Receipt]:
    """The receipts of a file; a line that a crash cut off is left out, and so is a file that is not there."""
    found: list[Receipt] = []
    if not file.exists():
        return found
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            row = json.loads(line)
            found.append(_receipt({**row, "at": datetime.fromisoformat(row["at"])}))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _receipt(row: Any) -> Receipt:
    return Receipt(
        id=row["id"],
        workspace=WorkspaceId(row["workspace"]),
        member=MemberId(row["member"]),
        at=row["at"],
        gone=tuple((str(kind), str(id)) for kind, id in row["gone"]),
        own=bool(row["own"]),
    )
