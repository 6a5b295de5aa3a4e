"""What follows for the words that a member was asked about when notes go (F6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.events import Change
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.glossary.rules import AskedTerm, asked_id, unknown_acronyms


async def forget_asked(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Forget that the member was asked about short words of notes that are gone."""
    scope = work.scope
    words = {word for change in changes for word in unknown_acronyms(change.before.text, ())}
    ids = tuple(sorted(asked_id(scope.workspace, scope.member, word) for word in words))
    for row in await uow.of(AskedTerm).find(id=ids, space=scope.own) if ids else ():
        await uow.of(AskedTerm).remove(row.id)
