"""Which spaces rows open to whom, as account teams do."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, false, or_, select

from bot.core.identity import MemberId, Space, WorkspaceId, own_space, team_space
from bot.store.connection import DatabaseConnection
from bot.store.kinds import kinds_that_open_spaces
from bot.store.tables import links


@cache
def _openers() -> tuple[Select[Any], Select[Any]]:
    """The rows that open a space to a `member` of a `workspace`, and the members to whom `rows` open one."""
    opens = (
        and_(links.c.kind == kind.name, links.c.field == kind.opens_space)
        for kind in kinds_that_open_spaces()
    )
    here = and_(links.c.workspace == bindparam("workspace"), or_(false(), *opens))
    return (
        select(links.c.id).where(here, links.c.value == bindparam("member")),
        select(links.c.value).where(here, links.c.id.in_(bindparam("rows", expanding=True))),
    )


async def spaces_of(
    connection: DatabaseConnection, workspace: WorkspaceId, member: MemberId
) -> frozenset[Space]:
    """The spaces that rows open to a member."""
    of_member, _ = _openers()
    found = await connection.scalars(of_member, {"workspace": workspace, "member": member})
    return frozenset(map(team_space, found.all()))


async def members_of(
    connection: DatabaseConnection, workspace: WorkspaceId, spaces: Collection[Space]
) -> list[MemberId]:
    """Everybody who sees one of these spaces: whose own it is, or to whom a row opens it."""
    own, team = own_space(MemberId("")), team_space("")
    found = {MemberId(each.removeprefix(own)) for each in spaces if each.startswith(own)}
    ids = sorted(each.removeprefix(team) for each in spaces if each.startswith(team))
    if ids:
        _, of_rows = _openers()
        opened = await connection.scalars(of_rows, {"workspace": workspace, "rows": ids})
        found |= set(map(MemberId, opened.all()))
    return sorted(found)
