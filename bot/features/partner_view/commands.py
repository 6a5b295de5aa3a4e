"""What can be asked of the partner's view (S4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class ViewFrom(Command):
    """How the relationship looks from a contact's side."""

    shows: ClassVar[bool] = True
    name: str
    contact_id: str = ""
