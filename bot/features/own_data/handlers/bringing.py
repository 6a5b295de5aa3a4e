"""Brings back what an export holds: shown first, written in parts, taken back in one click (B6)."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from bot.core.cards import Card
from bot.core.commands import AttachedFile
from bot.core.deliveries import NOTHING
from bot.core.identity import MemberId, own_space
from bot.core.members import Member, Role
from bot.core.ports.apart import Bounds, OutOfBounds
from bot.core.ports.errors import NotFound, Unavailable
from bot.core.ports.store import OwnRow, StoreReader, TakenIn, UnitOfWork
from bot.core.turn import Turn
from bot.features.own_data.cards import bringing as cards
from bot.features.own_data.commands import BringBack, LookIntoExport
from bot.features.own_data.reading import ArchiveFlaw, ArchiveFound, unpack_archive
from bot.features.own_data.rules.bringing import BroughtBack
from bot.features.own_data.rules.remapping import remapped

MOST_BYTES = 60_000_000
_BOUNDS = Bounds(processor_seconds=120.0, seconds=400.0)
_AT_ONCE = 500
_MEMBER = Member.__name__
T = TypeVar("T")


async def look_into(turn: Turn[LookIntoExport]) -> None:
    """Show what a zip would bring back."""
    async with _unpacked(turn) as unpacked:
        found = unpacked if isinstance(unpacked, Card) else unpacked[0]
    if isinstance(found, Card):
        await turn.answer(found, about=NOTHING)
        return
    counts = {kind: number for kind, number in found.counts.items() if kind != _MEMBER}
    of_another = found.member != turn.scope.member
    await turn.answer(cards.preview_card(turn.command, counts, of_another=of_another), about=NOTHING)


async def bring_back(turn: Turn[BringBack]) -> None:
    """Write what is not there, in parts, so that nobody waits for all of them."""
    async with _unpacked(turn) as unpacked:
        if isinstance(unpacked, Card):
            await turn.answer(unpacked, in_place=True, about=NOTHING)
            return
        found, spool = unpacked
        is_again = await turn.one(BroughtBack, _id(turn)) is not None
        async with turn.read() as reader:
            ids = await _other_ids(reader, turn, found, spool)
            outside = await _outside_journal(reader, spool, ids)
        parts = [turn.apart(f"brought-{number}") for number in range(-(-found.total // _AT_ONCE))]
        brought = _brought(turn, found, tuple(part.change for part in parts), outside)
        begin = turn.apart("brought")
        async with begin.commit() as uow:
            await uow.of(BroughtBack).put(brought)
            await begin.remember(uow)
        added, left = await _write(parts, spool, ids, is_again=is_again)
        there = left.pop(TakenIn.THERE, 0)
        card = cards.brought_card(begin.change, added, there, sum(left.values()))
        async with turn.commit() as uow:
            if not added:
                await uow.of(BroughtBack).remove(brought.id)
            uow.say(*turn.update(card, about=NOTHING))


def _id(turn: Turn[Any]) -> str:
    return turn.new_id("brought")


def _brought(
    turn: Turn[Any], found: ArchiveFound, parts: tuple[str, ...], outside: tuple[tuple[str, str], ...]
) -> BroughtBack:
    return BroughtBack(
        id=_id(turn),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        count=found.total,
        parts=parts,
        outside_journal=outside,
    )


async def _outside_journal(
    reader: StoreReader, spool: Path, ids: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Kind and id of what will be new and no journal knows."""
    there = {(row.kind, row.fields["id"]) async for row in reader.own_rows()}
    rows = ((kind, ids.get(fields["id"], fields["id"])) for kind, fields in _lines(spool))
    return tuple(each for each in rows if not reader.is_journalled(each[0]) and each not in there)


async def _other_ids(
    reader: StoreReader, turn: Turn[Any], found: ArchiveFound, spool: Path
) -> dict[str, str]:
    """New ids for the rows whose ids are taken by rows that are not the member's, and for who they were."""
    of_kind: dict[str, list[str]] = defaultdict(list)
    for kind, fields in _lines(spool):
        if kind in found.counts:
            of_kind[kind].append(fields["id"])
    ids: dict[str, str] = {}
    for kind, some in of_kind.items():
        for taken in sorted(await reader.find_ids_of_others(kind, some)):
            ids[taken] = turn.new_id("brought back", taken)
    if found.member and found.member != turn.scope.member:
        ids |= {found.member: turn.scope.member, own_space(MemberId(found.member)): turn.scope.own}
    return ids


async def _write(
    parts: Sequence[Turn[Any]], spool: Path, ids: Mapping[str, str], *, is_again: bool
) -> tuple[Counter[str], Counter[TakenIn]]:
    """Add the rows; returns how many of each kind were added, and what became of the others.

    Where it was begun before and `is_again`, what is there was added then.
    """
    added: Counter[str] = Counter()
    left: Counter[TakenIn] = Counter()
    for part, some in zip(parts, _batched(_lines(spool), _AT_ONCE), strict=True):
        rows = [OwnRow(kind, remapped(fields, ids)) for kind, fields in some if kind != _MEMBER]
        async with part.commit() as uow:
            taken = await uow.take_in(rows)
            for _, fields in (each for each in some if each[0] == _MEMBER):
                await _choose_again(uow, part, fields)
        for row, what in zip(rows, taken, strict=True):
            if what is TakenIn.ADDED or (is_again and what is TakenIn.THERE):
                added[row.kind] += 1
            else:
                left[what] += 1
    return added, left


async def _choose_again(uow: UnitOfWork, turn: Turn[Any], fields: Mapping[str, Any]) -> None:
    """Give the member the role of the export, and let no text go to a model where they had opted out."""
    known = await uow.of(Member).get(turn.scope.member)
    role = Role(fields["role"]) if fields.get("role") in list(Role) else known.role
    allowed = known.model_allowed and fields.get("model_allowed") is not False
    if fields.get("id") == known.id and (role, allowed) != (known.role, known.model_allowed):
        await uow.of(Member).put(replace(known, role=role, model_allowed=allowed))


@asynccontextmanager
async def _unpacked(
    turn: Turn[LookIntoExport] | Turn[BringBack],
) -> AsyncIterator[tuple[ArchiveFound, Path] | Card]:
    """What the zip holds and its rows in a file while the block lasts, or a card that says what is wrong."""
    command, scratch = turn.command, turn.ports.scratch
    if scratch is None:
        raise Unavailable("scratch")
    file = AttachedFile(id=command.file_id, name=command.name, mimetype="", size=command.size, url="")
    await turn.status(cards.READING)
    try:
        content = await turn.files.content(turn.scope.workspace, file, limit=MOST_BYTES)
    except ValueError:
        yield cards.flaw_card(command.name, ArchiveFlaw.TOO_LARGE)
        return
    except (Unavailable, NotFound):
        yield cards.did_not_arrive_card(command.name)
        return
    with scratch.folder() as folder:
        archive, spool = folder / "archive", folder / "rows"
        await asyncio.to_thread(archive.write_bytes, content)
        del content
        try:
            found = await turn.bounded.run(_BOUNDS, unpack_archive, str(archive), str(spool))
        except OutOfBounds:
            found = ArchiveFound(ArchiveFlaw.TOO_LARGE)
        yield cards.flaw_card(command.name, found.flaw) if found.flaw else (found, spool)


def _batched(rows: Iterator[T], size: int) -> Iterator[list[T]]:
    """So many at a time."""
    while some := list(islice(rows, size)):
        yield some


def _lines(spool: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with spool.open("rb") as lines:
        for line in lines:
            kind, fields = json.loads(line)
            yield kind, fields
