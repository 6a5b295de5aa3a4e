"""What follows for checks of texts when a contact is erased (F5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.events import Change
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.text_check.rules import TextCheck


async def erase(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Remove the checks of texts that name an erased contact."""
    names = [name for change in changes for name in (change.before.name, *change.before.aliases) if name]
    for made in await uow.of(TextCheck).find(space=work.scope.own):
        if any(name.casefold() in made.words.casefold() for name in names):
            await uow.of(TextCheck).remove(made.id)
