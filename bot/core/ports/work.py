"""One claimed piece of work, as a handler receives it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from bot.core.cards import Button
from bot.core.commands import Command, Origin
from bot.core.deliveries import Say
from bot.core.identity import Scope, derive_id

C_co = TypeVar("C_co", bound=Command, covariant=True)


_MENU_HOLDS, _BUTTONS_HOLD = 5, 3
"""Entries of a card's menu, which is Slack's limit, and of its row of buttons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Generic[C_co]):
    """One claimed piece of work. `key` is the inbox row's: every id that the work makes derives from it."""

    key: str
    scope: Scope
    command: C_co
    origin: Origin
    now: datetime
    """Aware UTC time at which the work began."""
    attempt: int = 1
    lease: str = ""
    """Names the claim, so that a worker whose lease ran out cannot commit any more."""
    by_itself: bool = False
    """Nobody asked for it: what it says waits for the member's working hours, also on its way out."""

    because: Command | None = None
    """The command that tells the member why it comes by itself."""

    def stamped(self, say: Say) -> Say:
        """What it says by itself, with the time of it and, where there is room, a way to ask why."""
        card = say.card
        if self.because is not None:
            why = Button(label="Why am I asked this?", command=self.because)
            if len(card.menu) < _MENU_HOLDS:
                card = replace(card, menu=(*card.menu, why))
            elif len(card.buttons) < _BUTTONS_HOLD:
                card = replace(card, buttons=(*card.buttons, why))
        return replace(say, card=card, unasked_at=self.now)

    def new_id(self, *parts: object) -> str:
        """An id for a new row: the same each time this work is tried."""
        return derive_id(self.key, *parts)

    def apart(self, part: str) -> Work[C_co]:
        """Work beside the claimed one, under a key of its own: its commit leaves the claimed one open."""
        return replace(self, key=self.new_id(part), lease="")

    @property
    def change(self) -> str:
        """The id under which all that this work changes is undone."""
        return self.new_id("change")
