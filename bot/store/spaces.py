"""Which spaces rows open to whom, as account teams do."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.identity import MemberId, Space, WorkspaceId, own_space, team_space
from bot.store.kinds import kinds_that_open_spaces
from bot.store.tables import links


def _opens(workspace: WorkspaceId) -> ColumnElement[bool]:
    """The links by which rows open a space to members."""
    openers = (
        and_(links.c.kind == kind.name, links.c.field == kind.opens_space)
        for kind in kinds_that_open_spaces()
    )
    return and_(links.c.workspace == workspace, or_(false(), *openers))


async def spaces_of(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId
) -> frozenset[Space]:
    """The spaces that rows open to a member."""
    statement = select(links.c.id).where(_opens(workspace), links.c.value == member)
    return frozenset(map(team_space, (await connection.scalars(statement)).all()))


async def members_of(
    connection: AsyncConnection, workspace: WorkspaceId, spaces: Collection[Space]
) -> list[MemberId]:
    """Everybody who sees one of these spaces: whose own it is, or to whom a row opens it."""
    own, team = own_space(MemberId("")), team_space("")
    found = {MemberId(each.removeprefix(own)) for each in spaces if each.startswith(own)}
    ids = sorted(each.removeprefix(team) for each in spaces if each.startswith(team))
    if ids:
        statement = select(links.c.value).where(_opens(workspace), links.c.id.in_(ids))
        found |= set(map(MemberId, (await connection.scalars(statement)).all()))
    return sorted(found)
