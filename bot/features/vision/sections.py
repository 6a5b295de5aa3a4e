"""What the vision adds to the Home tab: the picture of the future in one line (P4, B5)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Account, Contact
from bot.core.members import Member
from bot.core.ports.store import StoreReader
from bot.core.sections import COMPARED, HOME, ComparedPoint, Section, Told, tell
from bot.core.turn import Turn
from bot.core.words import shorten
from bot.features.vision.cards import home as cards
from bot.features.vision.contracts import find_gaps, find_present_path, read_path


async def vision_at_home(_: StoreReader, turn: Turn[Any], __: Member) -> tuple[Told, ...]:
    """The vision in one line with the number of its gaps, or how to write one."""
    path = await find_present_path(turn)
    if path is None:
        return tell(cards.no_vision(), ())
    by_id: dict[str, Contact] = {each.id: each for each in turn.people.contacts}
    return tell(cards.vision(path.vision, len(find_gaps(path.needs, by_id))), (path.vision.id,))


async def compared(
    reader: StoreReader, turn: Turn[Any], whom: Contact | Account
) -> tuple[ComparedPoint, ...]:
    """The step of the member's path that needs a contact, or somebody of a company."""
    path = await read_path(reader, turn)
    ids = (whom.id,) if isinstance(whom, Contact) else tuple(each.id for each in turn.people.at(whom.id))
    step = next(filter(None, (path.step_for(id) for id in ids)), "") if path else ""
    if path is None or not step:
        return ()
    return (ComparedPoint(label=cards.ON_PATH, words=shorten(step, 120), about=(path.vision.id,)),)


SECTIONS = (Section(HOME, 90, vision_at_home), Section(COMPARED, 50, compared))
