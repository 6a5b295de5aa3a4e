"""What was done lately, for the Home tab (B5)."""

from __future__ import annotations

from typing import Any

from bot.core.dialogue import Exchange
from bot.core.members import Member
from bot.core.ports.store import StoreReader
from bot.core.sections import HOME, LATELY, Section, Told, tell
from bot.core.turn import Turn
from bot.features.explaining import cards
from bot.features.explaining.rules import can_be_undone, is_action

_MOST = 5
_LOOKED_AT = 20
"""Answers that are looked at for those that did something."""


async def lately_at_home(reader: StoreReader, turn: Turn[Any], member: Member) -> tuple[Told, ...]:
    """The last five things that were done, the newest first; nothing for a newcomer."""
    found = await reader.of(Exchange).find(space=turn.scope.own, newest_first=True, limit=_LOOKED_AT)
    done = [
        (
            each.created_at,
            cards.line_of(
                each, turn.day_of(each.created_at), can_be_undone=can_be_undone(each, turn.history)
            ),
            each.about,
        )
        for each in found
        if is_action(each)
    ]
    deeds = [
        (did.at, cards.line_of_deed(did, turn.day_of(did.at)), did.about)
        for did in await turn.sections(reader, LATELY, member)
    ]
    latest = sorted((*done, *deeds), key=lambda each: each[0], reverse=True)[:_MOST]
    parts = cards.lately([line for _, line, _ in latest], turn.today)
    return tell(parts, (id for _, _, about in latest for id in about))


SECTIONS = (Section(HOME, 68, lately_at_home),)
