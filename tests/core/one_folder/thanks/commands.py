"""What can be asked for: thanks."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class Thank(Command):
    """Write down what somebody is to be thanked for; without a name, show all thanks."""

    name: str = ""
    reason: str = ""
    contact_id: str = ""
