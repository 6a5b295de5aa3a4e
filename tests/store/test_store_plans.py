"""Claims ask a queue's indexes, also where the database counted the queue when that was empty."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text

from bot.store.claims_sql import claim_inbox, claim_outbox
from bot.store.queues import typed
from bot.store.store import SqlStore
from tests.support.stores import START, HandClock, envelope

_VALUES = {"new_lease": "lease", "lease_seconds": 30.0, "most": 50}
_BY_QUEUE = {
    "inbox": (claim_inbox, {"due_by": START, "window": 400}),
    "outbox": (claim_outbox, {"burst": 50.0, "a_second": 5.0}),
}


_WHOLE = {
    "sqlite": r"SCAN (q|w|h|a|n|l|inbox|outbox)\b(?!.* USING)",
    "postgresql": r"Seq Scan on (inbox|outbox)|Bitmap",
}


@pytest.mark.parametrize("queue", _BY_QUEUE)
async def test_a_claim_reads_no_whole_queue(store: SqlStore, clock: HandClock, queue: str) -> None:
    is_sqlite = store._database.is_sqlite
    async with store._database.begin_write() as connection:
        await connection.execute(text("ANALYZE" if is_sqlite else "ANALYZE inbox, outbox"))
    for number in range(300):
        await store.inbox.accept(envelope(f"a{number}", f"U{number}"))
    statement, values = _BY_QUEUE[queue]
    explain = f"EXPLAIN {'QUERY PLAN ' if is_sqlite else ''}{statement(':seconds', sqlite=is_sqlite)}"
    async with store._database.begin_write(by_index=True) as connection:
        bound = {**_VALUES, **values, "seconds": clock.seconds()}
        rows = (await connection.execute(typed(explain), bound)).all()
    plan = "\n".join(str(row[-1]) for row in rows)
    assert "ix_inbox_waiting" in plan or "ix_outbox_live" in plan
    assert not re.search(_WHOLE["sqlite" if is_sqlite else "postgresql"], plan), plan
