"""What follows when an export that was brought back is taken back (B6)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from bot.core.events import Change
from bot.core.ports.errors import NotFound
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.own_data.commands import TakeFileBack
from bot.features.own_data.contracts import SentExport
from bot.features.own_data.rules.bringing import BroughtBack


async def take_out_again(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """Remove what came back; what was changed since stays as it is."""
    if uow.erases:
        return
    for change in changes:
        brought: BroughtBack = change.before
        for part in reversed(brought.parts):
            with suppress(NotFound):  # the work ended before this part
                await uow.undo(part, keep=())
        for kind, id in brought.outside_journal:
            await uow.take_out(kind, id)


async def take_files_back(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Queue the deletion of each file of the member's that quotes a row which is gone."""
    gone = {change.id for change in changes}
    for sent in await uow.of(SentExport).find(space=work.scope.own):
        if gone & set(sent.quotes):
            uow.enqueue(TakeFileBack(sent.id), key=f"file-back:{sent.id}", member=work.scope.member)
