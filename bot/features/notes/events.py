"""What follows from a note that is new, changed or gone (B1, B6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.employment import Employment
from bot.core.events import Change, share_no_more
from bot.core.notes import Commitment, Note, Touch
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.notes.commands import IndexNotes

unshare = share_no_more()
"""Notes that a team no longer sees go from what its members were sent."""


async def hide_older(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """Share a note that a newer one corrects with nobody: the others see the newer words alone."""
    for note in (change.after for change in changes):
        if note is not None and note.superseded_by and note.shared_with:
            await uow.of(Note).put(replace(note, shared_with=()))


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
    for move in await uow.of(Employment).find(note_id=ids, space=work.scope.own):
        await uow.of(Employment).put(replace(move, note_id=None))
    for gone in (change.before for change in changes):
        if gone.corrects:
            for older in await uow.of(Note).find(id=gone.corrects, superseded_by=gone.id):
                await uow.of(Note).put(replace(older, superseded_by=None))
