"""What can be asked of briefs (B2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class Brief(Command):
    """Prepare the member for a talk with somebody; by name, or by id once it is clear who."""

    shows: ClassVar[bool] = True
    name: str
    contact_id: str = ""
