"""The Home tab is published again where what it shows was changed, for everybody who has opened it (B5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.core.commands import Command
from bot.core.contacts import Contact
from bot.core.events import Added, Change, Changed, Events, Removed
from bot.core.identity import WORKSPACE_SPACE, Space
from bot.core.notes import Commitment, Touch
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work

HOME_SUBJECT = "home"
"""The subject under which a member's Home tab is found."""
_OWN_ALONE = (Contact, Touch, Commitment)
"""Kinds of rows that nobody else's Home tab shows; an import brings thousands of them."""


@dataclass(frozen=True, slots=True)
class RefreshHome(Command):
    """Publish the member's Home tab again, if they have opened it."""

    unasked: ClassVar[bool] = True


def home_events(kinds: Iterable[type[Any]]) -> Events:
    """What follows where rows of these kinds change: who may see them gets their Home tab anew."""
    return {event(kind): refresh_homes for kind in set(kinds) for event in (Added, Changed, Removed)}


async def refresh_homes(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Queue the Home tab of whoever made the change, and of those with whom the rows are shared."""
    me = work.scope.member
    key = f"home:{work.new_id('home')}"
    if await uow.find_posts(subject=HOME_SUBJECT):
        uow.enqueue(RefreshHome(), key=key)
    shared = [change for change in changes if change.kind not in _OWN_ALONE]
    spaces = {space for change in shared for space in _spaces(change)} - {work.scope.own}
    for member in sorted(set(await uow.members_of(spaces)) - {me}) if spaces else ():
        uow.enqueue(RefreshHome(), key=key, member=member)


def _spaces(change: Change) -> tuple[Space, ...]:
    """The spaces that a row lies in or is shared with, before and after, but that of everybody."""
    return tuple(
        space
        for row in (change.before, change.after)
        if row is not None
        for space in (row.space, *getattr(row, "shared_with", ()))
        if space != WORKSPACE_SPACE
    )
