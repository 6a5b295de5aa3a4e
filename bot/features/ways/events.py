"""What follows for what a member shares of whom they know: who sees it no more reads it no more (B6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.contacts import ContactId
from bot.core.events import Change, ContactReplaced, hide_from_leavers, sees_less
from bot.core.identity import WORKSPACE_SPACE, Space
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.core.withdrawing import Withdrawn
from bot.core.words import name_with_company
from bot.features.teams.contracts.leaving import find_leavers
from bot.features.ways.commands import AskToShareAnew
from bot.features.ways.values import Acquaintance


async def unshare(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Draw anew every answer that shows what was taken back, or reads otherwise now, for whoever got one."""
    for change in changes:
        before, after = change.before, change.after
        said_less = after is not None and (before.name, before.company, before.closeness) != (
            after.name,
            after.company,
            after.closeness,
        )
        if not sees_less(before, after) and not said_less:
            continue
        readers = set(await uow.members_of(set(before.shared_with)))
        if WORKSPACE_SPACE in before.shared_with:
            readers |= set(await uow.member_ids())
        owner = work.scope.member
        uow.publish(Withdrawn(ids=(change.id,), readers=tuple(sorted(readers)), owner=owner))


async def take_back_replaced(uow: UnitOfWork, work: Work[Any], events: Sequence[ContactReplaced]) -> None:
    """Share no more of a contact that is gone; after a merge, ask whether to share of the one who stays."""
    for event in events:
        await _take_back_of(uow, work, event.gone, event.by)


async def take_back_outdated(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Share no sentence with a name or company that a contact has no more, and ask whether to share anew."""
    for change in changes:
        before, after = change.before, change.after
        has_moved = before.account_id is not None and before.account_id != after.account_id
        if before.name != after.name or has_moved:
            await _take_back_of(uow, work, after.id, after.id)


async def _take_back_of(
    uow: UnitOfWork, work: Work[Any], contact_id: ContactId, ask_of: ContactId | None
) -> None:
    for one in await uow.of(Acquaintance).find(contact_id=contact_id, space=work.scope.own):
        await uow.of(Acquaintance).remove(one.id)
        if ask_of is not None:
            ask = AskToShareAnew(ask_of, name_with_company(one.name, one.company))
            key = work.new_id("share-anew", one.id)
            uow.enqueue(ask, key=f"share-anew:{key}", member=work.scope.member)


async def hide_of_leavers(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Draw anew what names somebody who left, or became a guest, as a way; it comes back with them."""
    if changes and (mine := await uow.of(Acquaintance).find(space=work.scope.own)):
        readers = set(await uow.member_ids()) - {work.scope.member}
        uow.publish(Withdrawn(ids=tuple(one.id for one in mine), readers=tuple(sorted(readers))))


async def hide(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """Take what a team shared out of what those were sent who are no longer on it."""
    for team, leavers in find_leavers(changes):
        await hide_from_leavers(uow, team.shared_space, leavers, (Acquaintance,))


async def take_back(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Take back what a member who left a team by themselves had shared with it."""
    me = work.scope.member
    for before, after in ((change.before, change.after) for change in changes):
        if me in before.members and (after is None or me not in after.members):
            await take_back_from(uow, work, before.shared_space)


async def take_back_from(uow: UnitOfWork, work: Work[Any], space: Space) -> None:
    """Share nothing with this team's space any more; what is shared with nobody else goes."""
    for one in await uow.of(Acquaintance).find(space=work.scope.own, shared_with=space):
        left = tuple(each for each in one.shared_with if each != space)
        if left:
            await uow.of(Acquaintance).put(replace(one, shared_with=left))
        else:
            await uow.of(Acquaintance).remove(one.id)
