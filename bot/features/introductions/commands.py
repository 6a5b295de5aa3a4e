"""What can be asked for: introductions that would give something to both (R1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class SuggestIntroductions(Command):
    """Suggest to whom a contact could be introduced; without a name, the one who was spoken of last."""

    shows: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""
