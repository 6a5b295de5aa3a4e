"""Which messages speak of which contact, note or other row, so that they can be drawn anew or taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    delete,
    exists,
    func,
    null,
    or_,
    select,
    union,
    update,
)

from bot import codec
from bot.core.commands import Command
from bot.core.home import HOME_SUBJECT
from bot.core.identity import WORKSPACE_SPACE, MemberId, Scope, WorkspaceId
from bot.core.ports.errors import Unreadable
from bot.core.ports.queues import PendingWithdrawal, Post, Posted, PostState
from bot.language.names import words_of, words_that_name
from bot.store.connection import DatabaseConnection
from bot.store.queues import CLAIMED, DEAD, DONE, WAITING, inbox, live_rows, outbox, posts_about
from bot.store.tables import accounts, commitments, contacts, notes, records, touches

HOME = HOME_SUBJECT
_AT_ONCE = 500
"""Posts that are read by one statement."""
_STATES = {"waiting": PostState.WAITING, "claimed": PostState.LEAVING, "done": PostState.POSTED}


def posts_of(workspace: WorkspaceId, ids: Collection[str]) -> Select[tuple[str]]:
    """Ids of the outbox rows that speak of one of these contacts, notes or accounts."""
    c = posts_about.c
    return select(c.outbox_id).where(c.workspace == workspace, c.about.in_(sorted(ids)))


async def find_posts_about(
    connection: DatabaseConnection, workspace: WorkspaceId, ids: Collection[str]
) -> list[Posted]:
    """Every message that was posted about one of these contacts, notes or accounts."""
    found = select(outbox.c.conversation, outbox.c.message).where(
        outbox.c.id.in_(posts_of(workspace, ids)), outbox.c.state == DONE, outbox.c.message.is_not(None)
    )
    rows = (await connection.execute(found.distinct())).all()
    return [Posted(conversation=conversation, message=message) for conversation, message in rows]


async def find_readers(
    connection: DatabaseConnection, workspace: WorkspaceId, ids: Collection[str]
) -> list[MemberId]:
    """Everybody to whom something was posted, or is about to be, that speaks of one of these rows."""
    found = select(outbox.c.member).where(
        outbox.c.id.in_(posts_of(workspace, ids)), outbox.c.state.in_([WAITING, CLAIMED, DONE])
    )
    return sorted(map(MemberId, (await connection.scalars(found.distinct())).all()))


async def find_posts(
    connection: DatabaseConnection,
    scope: Scope,
    *,
    about: Collection[str] = (),
    ids: Collection[str] = (),
    subject: str = "",
) -> list[Post]:
    """The member's posts as they stand now that quote one of these rows, have one of these ids, or this
    subject.

    What a message showed before it was changed is none of them.
    """
    c = outbox.c
    mine = and_(c.workspace == scope.workspace, c.member == scope.member)
    # Each by its index, and only then the rows: in one statement, all of the member's would be read.
    wanted = [posts_of(scope.workspace, about)] if about else []
    wanted += [select(c.id).where(c.id.in_(sorted(ids)))] if ids else []
    wanted += [select(c.id).where(mine, c.subject == subject)] if subject else []
    if not wanted:
        return []
    known = sorted((await connection.scalars(union(*wanted))).all())
    posts: list[Post] = []
    for some in (known[at : at + _AT_ONCE] for at in range(0, len(known), _AT_ONCE)):
        statement = select(outbox).where(c.id.in_(some), _is_current()).order_by(c.seq)
        found = (await connection.execute(statement)).mappings().all()
        rows = [row for row in found if (row["workspace"], row["member"]) == (scope.workspace, scope.member)]
        quoted = await _about(connection, [row["id"] for row in rows])
        posts += [_post(row, quoted.get(row["id"], ())) for row in rows]
    return posts


def _is_current() -> ColumnElement[bool]:
    """A row whose message shows what it brought, or will show it; nothing was put in its place since."""
    c, later = outbox.c, outbox.alias("later")
    replaced = exists().where(
        later.c.workspace == c.workspace,
        later.c.conversation == c.conversation,
        later.c.message == c.message,
        later.c.seq > c.seq,
        later.c.state != DEAD,
    )
    shows = or_(c.message.is_not(None), c.subject == HOME)
    return and_(
        or_(c.state.in_([WAITING, CLAIMED]), and_(c.state == DONE, shows)), ~replaced.correlate(outbox)
    )


async def _about(connection: DatabaseConnection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    c = posts_about.c
    found: dict[str, tuple[str, ...]] = {}
    statement = select(c.outbox_id, c.about).where(c.outbox_id.in_(ids)).order_by(c.about)
    for id, about in (await connection.execute(statement)).all():
        found[id] = (*found.get(id, ()), about)
    return found


def _post(row: Any, about: tuple[str, ...]) -> Post:
    return Post(
        id=row["id"],
        place=Posted(conversation=row["conversation"], message=row["message"]),
        about=about,
        redraw=_redraw(row["redraw"]),
        state=_STATES[row["state"]],
        subject=row["subject"] or "",
        is_home=row["subject"] == HOME,
        is_revision=row["state"] == "waiting" and (row["delivery"] or {}).get("kind") == "revise",
    )


def _redraw(written: Any) -> Command | None:
    """The command that shows a post again; None also for one that another version wrote."""
    if written is None:
        return None
    try:
        return codec.read_command(written)
    except Unreadable:
        return None


async def drop_waiting(connection: DatabaseConnection, scope: Scope, id: str) -> bool:
    """Delete a delivery of the member's that has not left yet; False where it has left meanwhile."""
    mine = and_(outbox.c.workspace == scope.workspace, outbox.c.member == scope.member)
    waits = and_(mine, outbox.c.id == id, outbox.c.state == WAITING)
    return (await connection.execute(delete(outbox).where(waits))).rowcount == 1


async def forget_about(connection: DatabaseConnection, scope: Scope, ids: Collection[str]) -> None:
    """Forget what the member's posts said of these rows, which are erased, and that they spoke of them.

    Those on their way stay until they have left.
    """
    c = outbox.c
    mine = and_(c.workspace == scope.workspace, c.member == scope.member)
    spoke = and_(mine, c.id.in_(posts_of(scope.workspace, ids)))
    await connection.execute(update(outbox).where(spoke, c.state.in_([DONE, DEAD])).values(delivery=null()))
    left = select(c.id).where(mine, c.state != CLAIMED)
    gone = and_(posts_about.c.workspace == scope.workspace, posts_about.c.about.in_(sorted(ids)))
    await connection.execute(delete(posts_about).where(gone, posts_about.c.outbox_id.in_(left)))


async def find_pending(
    connection: DatabaseConnection, workspace: WorkspaceId, withdrawal: str, mark: str
) -> PendingWithdrawal:
    """What is still to be done for a withdrawal, and what was given up; `mark` is in the keys of its jobs."""
    jobs = and_(inbox.c.workspace == workspace, inbox.c.id.contains(mark, autoescape=True))
    posts = and_(outbox.c.workspace == workspace, outbox.c.withdrawal == withdrawal)

    async def count(table: Table, *which: ColumnElement[bool]) -> int:
        counting = select(func.count()).select_from(table).where(*which)
        return int((await connection.execute(counting)).scalar_one())

    return PendingWithdrawal(
        open=await count(inbox, jobs, live_rows(inbox)) + await count(outbox, posts, live_rows(outbox)),
        failed=await count(inbox, jobs, inbox.c.state == DEAD)
        + await count(outbox, posts, outbox.c.state == DEAD),
    )


async def find_shown_of_others(connection: DatabaseConnection, scope: Scope) -> list[str]:
    """The ids of rows of others that the member's posts speak of; what is the workspace's is nobody's."""
    mine = select(outbox.c.id).where(outbox.c.workspace == scope.workspace, outbox.c.member == scope.member)
    about = select(posts_about.c.about).where(
        posts_about.c.workspace == scope.workspace, posts_about.c.outbox_id.in_(mine)
    )
    of_others = [
        select(table.c.id).where(
            table.c.workspace == scope.workspace,
            table.c.space.not_in([scope.own, WORKSPACE_SPACE]),
            table.c.id.in_(about),
        )
        for table in (notes, contacts, accounts, touches, commitments, records)
    ]
    return sorted((await connection.scalars(union(*of_others))).all())


async def empty_deliveries(connection: DatabaseConnection, scope: Scope, ids: Collection[str]) -> None:
    """Empty what was sent to the member of these rows, forms too, and keep only where it stands."""
    c = outbox.c
    mine = and_(c.workspace == scope.workspace, c.member == scope.member)
    spoke = and_(mine, c.id.in_(posts_of(scope.workspace, ids)))
    await connection.execute(update(outbox).where(spoke, c.state.in_([DONE, DEAD])).values(delivery=null()))


async def forget_redraws(
    connection: DatabaseConnection, scope: Scope, ids: Collection[str], names: Collection[str]
) -> None:
    """Forget how to draw anew what the member asked for by these rows, or by any word of these names."""
    c = outbox.c
    mine = and_(c.workspace == scope.workspace, c.member == scope.member, c.redraw.is_not(None))
    asked = (await connection.execute(select(c.id, c.redraw).where(mine))).all()
    words = words_that_name(names)
    gone = [
        id for id, redraw in asked if any(text in ids or words & words_of(text) for text in _texts(redraw))
    ]
    for some in (gone[at : at + _AT_ONCE] for at in range(0, len(gone), _AT_ONCE)):
        await connection.execute(update(outbox).where(c.id.in_(some)).values(redraw=null()))


def _texts(written: Any) -> Iterator[str]:
    """All texts in a command as it is written, but for the names of its fields and its kind."""
    if isinstance(written, str):
        yield written
    elif isinstance(written, dict):
        for name, value in written.items():
            if name != "command":
                yield from _texts(value)
    elif isinstance(written, list):
        for value in written:
            yield from _texts(value)
