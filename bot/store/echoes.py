"""What a change calls for besides itself, whichever use case made it, an undo included."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.commands import Command
from bot.core.contacts import Contact
from bot.core.identity import MemberId
from bot.core.members import Member
from bot.core.notes import Commitment
from bot.core.ports.work import Work
from bot.core.schedule.commands import KeepAgenda
from bot.core.settings import MemberSettings, WorkspaceDefaults
from bot.features.nudges.commands import LookAtNudges
from bot.features.nudges.contracts.values import Nudge, NudgeState
from bot.store.kinds import Body, StoredKind, kind_of
from bot.store.tables import members, records

_TELLING = ("zone", "role")
"""The fields of a member that decide what is due when."""

Echo = tuple[Command, MemberId, str]
"""A command, the member it is for, and the key under which it is queued."""


class Echoes:
    """Watches the rows that one piece of work changes."""

    def __init__(self, connection: AsyncConnection, work: Work[Any]) -> None:
        self._connection = connection
        self._work = work
        self._before: dict[str, Body | None] = {}
        self._agenda_of: set[str] = set()
        self._agenda_of_all = False
        self._talked_of: set[str] = set()

    def leaving(self, kind: StoredKind[Any], id: str, body: Body | None) -> None:
        """Note a row that is about to be replaced."""
        if kind.type is Member:
            self._before[id] = body

    def entered(self, kind: StoredKind[Any], id: str, body: Body | None) -> None:
        """Note a row that was written; without a body it was deleted."""
        if kind.type is Member and body is not None:
            before = self._before.get(id) or {}
            if any(before.get(field) != body[field] for field in _TELLING):
                self._agenda_of.add(id)
        elif kind.type in (Contact, Commitment):
            self._talked_of.add(id)
        elif kind.type is MemberSettings:
            self._agenda_of.add(id)
        elif kind.type is WorkspaceDefaults:
            self._agenda_of_all = True

    async def commands(self) -> list[Echo]:
        """What is to be done after the commit."""
        if self._agenda_of_all:
            all_of_them = select(members.c.id).where(members.c.workspace == self._work.scope.workspace)
            self._agenda_of |= set((await self._connection.scalars(all_of_them)).all())
        key = self._work.new_id("agenda")
        found: list[Echo] = [(KeepAgenda(), MemberId(id), key) for id in sorted(self._agenda_of)]
        if nudged := await self._nudged():
            found.append((LookAtNudges(tuple(nudged)), self._work.scope.member, self._work.new_id("nudges")))
        return found

    async def _nudged(self) -> list[str]:
        """Those of the contacts and commitments that changed about which a nudge is posted."""
        if not self._talked_of:
            return []
        nudge, c, scope = kind_of(Nudge), records.c, self._work.scope
        found = select(c.subject_id).where(
            c.workspace == scope.workspace,
            c.kind == nudge.name,
            c.subject_id.in_(sorted(self._talked_of)),
            c.space == scope.own,
            c.state == NudgeState.POSTED.value,
        )
        return sorted(set((await self._connection.scalars(found)).all()))
