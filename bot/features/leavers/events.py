"""What follows when a member is no full member any more, and when they are back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.common_cards import home_for_guests
from bot.core.deliveries import NOTHING, PublishHome
from bot.core.events import Change
from bot.core.home import HOME_SUBJECT
from bot.core.members import Departure, DepartureKind
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.core.schedule.jobs import ScheduledJob
from bot.core.schedule.times import LEAVER
from bot.core.withdrawing import Withdrawn
from bot.features.leavers.commands import TellOfLeaver
from bot.features.leavers.rules import erased_at


async def begin_wait(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Schedule the end of the wait, and tell each admin of it once."""
    for departure in (change.after for change in changes):
        if departure.kind is not DepartureKind.LEFT:
            continue
        await uow.schedule(_end_of_wait(departure))
        for admin in await uow.member_ids(admins=True):
            if admin != departure.id:
                key = work.new_id("leaver", departure.id, admin)
                uow.enqueue(TellOfLeaver(departure.id), key=key, member=admin)


async def hide_from_guests(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """Empty the Home tab of a member who became a guest, and what they were shown of others."""
    for departure in (change.after for change in changes):
        if departure.kind is DepartureKind.GUEST and await uow.find_posts(subject=HOME_SUBJECT):
            uow.say(PublishHome(home=home_for_guests(), about=NOTHING))
        if departure.kind is DepartureKind.GUEST and (ids := await uow.find_shown_of_others()):
            shown = Withdrawn(ids=tuple(ids), readers=(departure.id,), only_readers=True, empties=True)
            uow.publish(shown)


async def end_wait(uow: UnitOfWork, _: Work[Any], __: Sequence[Change]) -> None:
    """Take the end of the wait out of the schedule."""
    await uow.cancel(LEAVER)


def _end_of_wait(departure: Departure) -> ScheduledJob:
    at = erased_at(departure)
    assert at is not None
    return ScheduledJob(
        workspace=departure.workspace,
        member=departure.id,
        kind=LEAVER,
        zone="UTC",
        next_at=at,
        key=at.isoformat(),
    )
