"""What follows for shared rounds when an answer's note is deleted or taken back (T5, B6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.events import Change, sees_less
from bot.core.events import share_no_more as share_less
from bot.core.notes import NoteKind
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.rounds.contracts.picture import label
from bot.features.rounds.contracts.values import RoundId, SharedRound, shared_round_id


def _sees_less(before: SharedRound, after: SharedRound | None) -> bool:
    """Whether managers see less of a shared round than before: it, an answer, or a name in it."""
    if after is None or sees_less(before, after):
        return True
    return bool(
        set(before.answers) - set(after.answers) or set(before.without_picture) - set(after.without_picture)
    )


show_less = share_less(_sees_less)
"""What managers may no longer see of a round goes from what they were sent."""


async def share_no_more(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Take the answers of deleted notes out of what managers see."""
    answers = [change.before for change in changes if change.before.kind is NoteKind.ANSWER]
    ids = {shared_round_id(RoundId(round_id)) for each in answers if (round_id := label(each, "round"))}
    gone = {each.id for each in answers}
    for shared in await uow.of(SharedRound).find(id=tuple(sorted(ids)), space=work.scope.own) if ids else ():
        left = tuple(each for each in shared.answers if each.note_id not in gone)
        if left != shared.answers:
            await uow.of(SharedRound).put(replace(shared, answers=left))
