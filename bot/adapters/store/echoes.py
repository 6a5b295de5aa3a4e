"""What a change calls for besides itself, whichever use case made it, an undo included."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.adapters.store.kinds import Body, Kind
from bot.adapters.store.tables import members
from bot.domain.identity import MemberId
from bot.domain.members import Member
from bot.domain.settings import MemberSettings, WorkspaceDefaults
from bot.messages.commands import Command
from bot.messages.schedule import KeepAgenda
from bot.ports import Work

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

    def leaving(self, kind: Kind[Any], id: str, body: Body | None) -> None:
        """Note a row that is about to be replaced."""
        if kind.type is Member:
            self._before[id] = body

    def entered(self, kind: Kind[Any], id: str, body: Body | None) -> None:
        """Note a row that was written; without a body it was deleted."""
        if kind.type is Member and body is not None:
            before = self._before.get(id) or {}
            if any(before.get(field) != body[field] for field in _TELLING):
                self._agenda_of.add(id)
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
        return [(KeepAgenda(), MemberId(member), key) for member in sorted(self._agenda_of)]
