"""What follows where the rhythm of a tag is set, changed or taken away (B3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.events import Change
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.core.rhythms import TagRhythm
from bot.core.schedule.commands import Awaken
from bot.core.schedule.times import NUDGES


async def begin_nudges(uow: UnitOfWork, work: Work[Any], _: Sequence[Change]) -> None:
    """Have nudges looked for: whoever has no rhythm but a tag's is found by no index."""
    if await uow.of(TagRhythm).count(space=work.scope.own):
        uow.enqueue(Awaken(NUDGES), key=work.new_id("tag rhythms"))
