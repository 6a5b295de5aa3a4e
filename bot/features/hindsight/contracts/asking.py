"""Asks what became of expectations and tested actions, each once (R2, R3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.core.cards import Card
from bot.core.deliveries import About
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.turn import Turn
from bot.features.hindsight.contracts.cards import context_of, look_back_card
from bot.features.hindsight.contracts.looking import (
    LookBackView,
    find_look_back,
    keep_asked,
    read_track_record,
)


@dataclass(frozen=True, slots=True)
class PreparedLookBack:
    """A look back that is ready to be asked."""

    card: Card
    view: LookBackView

    @property
    def about(self) -> About:
        """The ids that its card speaks of."""
        return self.view.about

    async def keep(self, uow: UnitOfWork) -> None:
        """Keep what is asked now, in the commit that asks it."""
        await keep_asked(uow, self.view)


async def prepare_look_back(reader: StoreReader, turn: Turn[Any], key: str) -> PreparedLookBack | None:
    """Find what there is to ask now under this key; None where there is nothing."""
    view = await find_look_back(reader, turn, key)
    if view is None:
        return None
    record = await read_track_record(reader, turn)
    return PreparedLookBack(look_back_card(view, context_of(turn, record)), view)
