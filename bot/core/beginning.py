"""The beginning of a piece of work: what is known of its member is read once, and the Turn is made of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.core.commands import Command
from bot.core.identity import WORKSPACE_SPACE
from bot.core.members import Member
from bot.core.people import People, everybody
from bot.core.ports.store import RowsSeen
from bot.core.ports.work import Work
from bot.core.settings import DEFAULTS_ID, MemberSettings, WorkspaceDefaults
from bot.core.threads import ConversationStep, latest_steps
from bot.core.turn import Ports, Turn

D = TypeVar("D", bound=Command)


async def begin(work: Work[D], ports: Ports) -> tuple[Member | None, Callable[[Member], Turn[D]]]:
    """Read once what a piece of work begins with: the member, None for a stranger, and the Turn for a member.

    The member may be refreshed before the Turn is made of it.
    """
    seen = RowsSeen()
    async with ports.store.read(work.scope, seen=seen) as reader:
        member = await reader.of(Member).one(work.scope.member)
        people = People((), ()) if work.command.reads_people else None
        history: tuple[ConversationStep, ...] = ()
        if member is not None and work.command.reads_people:
            people, history = await everybody(reader), await latest_steps(reader, work.scope)
        own = await reader.of(MemberSettings).one(work.scope.member)
        defaults = await reader.of(WorkspaceDefaults).one(DEFAULTS_ID)
    scope = work.scope

    def turn(member: Member) -> Turn[D]:
        return Turn(
            work=work,
            ports=ports,
            member=member,
            known=people,
            history=history,
            own_settings=own
            or MemberSettings(
                id=scope.member, workspace=scope.workspace, space=scope.own, created_at=work.now
            ),
            defaults=defaults
            or WorkspaceDefaults(
                id=DEFAULTS_ID, workspace=scope.workspace, space=WORKSPACE_SPACE, created_at=work.now
            ),
            seen=seen,
        )

    return member, turn
