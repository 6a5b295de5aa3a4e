"""What follows from a note that is new, changed or gone (B1, B6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.events import Change
from bot.core.notes import Commitment, Note, Touch
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.notes.commands import IndexNotes


async def index(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Have the vector index brought in line, after the commit."""
    ids = tuple(sorted(change.id for change in changes))
    uow.enqueue(
        IndexNotes(ids, for_good=uow.erases),
        key=work.new_id("index", *ids),
        ordering_key=f"index:{work.scope.member}",
    )


async def take_back(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Remove what deleted notes told of touches and promises, and revive the notes that they corrected."""
    ids = tuple(change.id for change in changes)
    kinds: tuple[type[Any], ...] = (Commitment, Touch)
    for kind in kinds:
        for row in await uow.of(kind).find(note_id=ids, space=work.scope.own):
            await uow.of(kind).remove(row.id)
    for gone in (change.before for change in changes):
        if gone.corrects:
            for older in await uow.of(Note).find(id=gone.corrects, superseded_by=gone.id):
                await uow.of(Note).put(replace(older, superseded_by=None))
