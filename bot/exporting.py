"""Writes what members own into files, for operators: all of one member, or ratings that they may use."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

from bot.apart.pool import ApartPool
from bot.config import Settings
from bot.core.dialogue import Exchange
from bot.core.identity import Scope
from bot.core.members import Member
from bot.core.ports.apart import OutOfBounds
from bot.core.ports.time import Clock
from bot.features.feedback.contracts import AnswerRating, RatingUse
from bot.features.own_data.exporting import make_archive
from bot.features.own_data.writing import Exported
from bot.store.store import SqlStore
from bot.wiring import NotNamed, named_scope, open_scratch

Told = Callable[[int], Awaitable[None]]
"""Is told how many rows were read."""


async def export_member(
    store: SqlStore, settings: Settings, clock: Clock, member: str, file: Path, told: Told
) -> int:
    """Write the export of who is named, or of the only member, into a new file; returns how many rows it has.

    Raises NotNamed, and Unavailable where the database cannot be read.
    """
    scope = await named_scope(store, member)
    async with store.read(scope) as reader:
        known = await reader.of(Member).get(scope.member)
    about = Exported(workspace=scope.workspace, member=scope.member, name=known.name, made_at=clock.now())
    try:
        async with ApartPool(most=1) as apart:
            with open_scratch(settings).folder() as folder:
                made = await make_archive(store.read(scope), apart, folder, about, told)
                await asyncio.to_thread(_copy, made.file, file)
    except OutOfBounds:
        raise NotNamed("Making the file took more memory or time than it may. Nothing was written.") from None
    except FileExistsError:
        raise NotNamed(f"{file} is there already: name a new file.") from None
    except OSError as error:
        raise NotNamed(f"{file} cannot be written ({error.strerror}).") from None
    return sum(made.counts.values())


async def export_ratings(store: SqlStore, file: Path) -> int:
    """Write what members said of answers into a new file, a JSON line for each; returns how many there are.

    Only of members who allow it, and with question and answer where these are still remembered and rest on
    nothing that a colleague owns. Raises NotNamed, and Unavailable where the database cannot be read.
    """
    rows: list[dict[str, object]] = []
    async for workspace, member in store.member_keys():
        scope = Scope(workspace, member, await store.team_spaces(workspace, member))
        async with store.read(scope) as reader:
            uses = await reader.of(RatingUse).find(space=scope.own)
            if not any(each.allowed for each in uses):
                continue
            for rating in await reader.of(AnswerRating).find(space=scope.own):
                exchange = await reader.of(Exchange).one(rating.exchange_id)
                if exchange is None or await reader.find_ids_of_others("Note", exchange.about):
                    continue
                said = {"question": exchange.words, "answer": exchange.shown}
                rows.append({**said, "helped": rating.helped, "reason": rating.reason})
    try:
        await asyncio.to_thread(_write_lines, file, rows)
    except FileExistsError:
        raise NotNamed(f"{file} is there already: name a new file.") from None
    except OSError as error:
        raise NotNamed(f"{file} cannot be written ({error.strerror}).") from None
    return len(rows)


def _write_lines(file: Path, rows: Sequence[Mapping[str, object]]) -> None:
    held = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(held, "w", encoding="utf-8") as copy:
        copy.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _copy(source: Path, target: Path) -> None:
    held = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source.open("rb") as content, open(held, "wb") as copy:
        shutil.copyfileobj(content, copy)
