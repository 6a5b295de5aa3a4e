"""Reads whom the member's vision needs, as the portfolio goes by it (P1, P2, P4)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Contact
from bot.core.deliveries import About
from bot.core.turn import Turn
from bot.features.vision.contracts import find_present_path


async def read_needed(turn: Turn[Any]) -> frozenset[str] | None:
    """The ids of the contacts whom the path needs; None where no vision is written."""
    path = await find_present_path(turn)
    return path.contact_ids if path else None


async def read_step(turn: Turn[Any], contact: Contact) -> tuple[str, About]:
    """The step of the vision that needs a contact, and the id of that vision; empty where none does."""
    path = await find_present_path(turn)
    step = path.step_for(contact.id) if path else ""
    return step, (path.vision.id,) if path and step else ()
