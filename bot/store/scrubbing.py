"""Leaves no trace of what an erasure removed: no undo, no payload, no delivery, no words in an index (F5)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Text, and_, cast, delete, false, func, null, or_, select, text, update

from bot.core.ports.work import Work
from bot.store.connection import DatabaseConnection
from bot.store.posts import HOME, forget_redraws, posts_of
from bot.store.queues import DEAD, DONE, WAITING, inbox, outbox, posts_about
from bot.store.tables import journal

_FINISHED = (DONE, DEAD)


async def scrub(
    connection: DatabaseConnection, work: Work[Any], ids: Collection[str], words: Collection[str]
) -> None:
    """Remove what else holds the content of rows with these ids, or these words, inside a transaction.

    Changes that touched them go whole: half of one must not be restored. Payloads and deliveries are kept for
    repeats only, so all of the member's go that are finished, whoever they speak of.
    """
    await _forget_changes(connection, work, ids, words)
    await _empty_queues(connection, work, ids)
    await forget_redraws(connection, work.scope, ids, words)
    if connection.dialect.name == "sqlite":
        # The index keeps the words of deleted notes in its older segments until they are merged.
        await connection.execute(text("INSERT INTO note_words (note_words) VALUES ('optimize')"))


async def _forget_changes(
    connection: DatabaseConnection, work: Work[Any], ids: Collection[str], words: Collection[str]
) -> None:
    c = journal.c
    mine = and_(c.workspace == work.scope.workspace, c.member == work.scope.member)
    before = cast(c.before, Text)
    holding = [before.contains(each, autoescape=True) for each in _written({*ids, *words})]
    found = select(c.change).where(mine, or_(c.id.in_(sorted(ids)), *holding)).distinct()
    changes = set((await connection.scalars(found)).all()) | {work.change}
    await connection.execute(delete(journal).where(mine, c.change.in_(sorted(changes))))


def _written(words: Iterable[str]) -> list[str]:
    """Words as they stand in JSON, where letters beyond ASCII may be escaped."""
    return sorted({form for each in words if each for form in (each, json.dumps(each)[1:-1])})


async def _empty_queues(connection: DatabaseConnection, work: Work[Any], ids: Collection[str]) -> None:
    scope = work.scope
    done = inbox.c.state.in_(_FINISHED)
    mine = and_(inbox.c.workspace == scope.workspace, inbox.c.member == scope.member, done)
    await connection.execute(update(inbox).where(mine).values(payload=null()))
    about = posts_of(scope.workspace, ids)
    own = and_(outbox.c.workspace == scope.workspace, outbox.c.member == scope.member)
    told = and_(outbox.c.state.in_(_FINISHED), or_(own, outbox.c.id.in_(about)))
    await connection.execute(update(outbox).where(told).values(delivery=null()))
    # What can be drawn anew waits for that, and so does the Home.
    drawn = or_(outbox.c.redraw.is_not(None), outbox.c.subject == HOME)
    waiting = and_(outbox.c.id.in_(about), outbox.c.state == WAITING, ~func.coalesce(drawn, false()))
    not_left = (await connection.scalars(select(outbox.c.id).where(waiting))).all()
    await connection.execute(delete(outbox).where(waiting))
    await connection.execute(delete(posts_about).where(posts_about.c.outbox_id.in_(not_left)))
