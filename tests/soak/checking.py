"""Looks whether everything that was taken in has exactly its result: rows, vectors, posts, queues."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, func, select

from bot.core.identity import derive_id
from bot.core.ports.errors import Unavailable
from bot.features.goals.contracts import Goal
from bot.store.database import Database
from bot.store.queues import inbox, outbox
from bot.store.tables import notes, records
from slack_sandbox import Sandbox
from slack_sandbox.seed import TEAM
from slack_sandbox.workspace.state import Message
from tests.soak.ledger import STORES_NOTE, Act, Ledger, Way, refuses

_REF = re.compile(r"\bK\d{5}\b")
_MOST_DELIVERIES = 8
Rows = list[dict[str, Any]]


@dataclass
class Found:
    """What the database and the workspace hold at the end."""

    notes: Rows = field(default_factory=list)
    goals: Rows = field(default_factory=list)
    inbox: Rows = field(default_factory=list)
    outbox: Rows = field(default_factory=list)
    posts: list[Message] = field(default_factory=list)

    @property
    def posted(self) -> Counter[str]:
        """How many messages bear each id of a delivery."""
        return Counter(id for post in self.posts if (id := delivery_of(post)))


async def unfinished(database: Database) -> int | None:
    """How many rows of the queues are due and not finished; None while the database cannot be asked."""
    total = 0
    try:
        async with database.begin_read() as connection:
            for table in (inbox, outbox):
                waits = table.c.state.in_(["waiting", "claimed"])
                total += (await connection.execute(select(func.count()).where(waits))).scalar_one()
        if database.buffered is not None:
            total += sum((await database.buffered.count()).values())
    except Unavailable:
        return None
    return total


async def look(database: Database, sandbox: Sandbox) -> Found:
    """Read all of it."""
    found = Found(posts=bot_posts(sandbox))
    found.notes = await _rows(database, notes)
    found.goals = [row for row in await _rows(database, records) if row["kind"] == Goal.__name__]
    found.inbox, found.outbox = await _rows(database, inbox), await _rows(database, outbox)
    return found


def bot_posts(sandbox: Sandbox) -> list[Message]:
    """Every message of the bot's in the workspace."""
    channels = sandbox.world.teams[TEAM].channels.values()
    return [post for each in channels for post in each.messages.values() if post.user == sandbox.bot_user]


def delivery_of(post: Message) -> str | None:
    """The id of the delivery that a message bears."""
    return str(post.metadata["event_payload"]["id"]) if post.metadata else None


def checks(
    ledger: Ledger, found: Found, doctor: dict[str, Any], others_given_up: int
) -> dict[str, list[str]]:
    """What was looked for, and what was found of it.

    What Slack gave up may have got through or not, once: no bot can answer what it was never handed over.
    """
    return {
        "A note that is missing, there twice or not taken back": _rows_of(ledger, found.notes, STORES_NOTE),
        "A goal that is missing, there twice or not taken back": _rows_of(ledger, found.goals, {Way.GOAL}),
        "Something taken in that is not worked on, or twice": _work_of(ledger, found),
        "An answer that is missing or double": _answers_of(ledger, found),
        "A post with the id of another, or of none": _posts_of(found),
        "A delivery that is on record and not in Slack": _deliveries_of(found),
        "A card whose Undo was taken in and does not say so": _undone(ledger, found),
        "A form that stayed empty before a member": ledger.findings,
        "Work or a delivery that was given up": _states(found, "dead"),
        "Work or a delivery that is not done (a lane that is blocked)": _states(found, "waiting", "claimed"),
        "A row left in the intake's buffer": _buffer(doctor),
        "A difference between notes and vectors": _index(doctor, found),
        "A damaged database": [] if doctor["database"] == "can be written" else [doctor["database"]],
        "Another event than a message that Slack sent four times in vain": ["an event"] * others_given_up,
        "Something lost of which no error was shown": [
            f"{act.way} {act.ref}" for act in ledger.refused if not act.errors and not act.broken_off
        ],
    }


def got_through(ledger: Ledger, found: Found) -> int:
    """How many acts were done though the member had tried no more after an error, or Slack had given up."""
    refs = Counter(_refs(row["text"] for row in found.notes))
    uncertain = [act for act in ledger.acts if not act.is_certain]
    return sum(act.way in STORES_NOTE and refs[act.ref] > 0 for act in uncertain)


def _rows_of(ledger: Ledger, rows: Rows, ways: Iterable[Way]) -> list[str]:
    refs = Counter(_refs(row.get("text") or json.dumps(row["body"]) for row in rows))
    undos = {act.ref: act for act in ledger.acts if act.way is Way.UNDO}
    wrong = []
    for act in ledger.acts:
        if act.way in ways and refs[act.ref] not in _allowed(act, undos.get(act.ref)):
            wrong.append(f"{act.way} {act.ref}: {refs[act.ref]} rows")
    known = {act.ref for act in ledger.acts if act.way in ways}
    return wrong + [f"{ref}: nobody wrote it" for ref in refs if ref not in known]


def _allowed(act: Act, undo: Act | None) -> set[int]:
    """How many rows there may be: what was refused may have got through, or not."""
    if undo is not None:
        return {0} if undo.accepted else {0, 1}
    return _once(act)


def _once(act: Act) -> set[int]:
    """How often something may be there of an act: once, or not at all where it need not have got through."""
    return {1} if act.is_certain else {0, 1}


def _work_of(ledger: Ledger, found: Found) -> list[str]:
    """Every message, command and form that was taken in is one row of the inbox."""
    counts = Counter(_refs(json.dumps(row["payload"]) for row in _asked(found)))
    wrong = []
    for act in ledger.acts:
        if act.way is Way.UNDO:
            continue
        if counts[act.ref] not in _once(act):
            wrong.append(f"{act.way} {act.ref}: {counts[act.ref]} rows of the inbox")
    return wrong


def _asked(found: Found) -> Rows:
    """What members wrote: rows from Slack without clicks, which name their card's words again."""
    wanted = [row for row in found.inbox if row["source"] == "slack" and row["payload"]]
    return [row for row in wanted if row["payload"].get("type") != "block_actions"]


def _answers_of(ledger: Ledger, found: Found) -> list[str]:
    keys: dict[str, list[str]] = {}
    for row in _asked(found):
        for ref in _refs([json.dumps(row["payload"])]):
            keys.setdefault(ref, []).append(row["id"])
    posted, threads = found.posted, Counter(post.thread_ts for post in found.posts)
    wrong = []
    for act in ledger.acts:
        mine = keys.get(act.ref, [])
        answers = sum(posted[derive_id(key, "delivery", n)] for key in mine for n in range(_MOST_DELIVERIES))
        if act.way is not Way.UNDO and answers not in _once(act):
            wrong.append(f"{act.way} {act.ref}: {answers} answers")
        if act.way in (Way.NOTE, Way.QUESTION) and threads[act.ts] not in _once(act):
            wrong.append(f"{act.way} {act.ref}: {threads[act.ts]} posts in its thread")
    return wrong


def _posts_of(found: Found) -> list[str]:
    known = {row["id"] for row in found.outbox}
    wrong = [f"{count} posts of {id}" for id, count in found.posted.items() if count > 1]
    wrong += [f"{id} is on no record" for id in found.posted if id not in known]
    nameless = [post for post in found.posts if delivery_of(post) is None]
    return wrong + [
        f"without an id: {post.ts}" for post in nameless if not refuses(post.text) and post.subtype is None
    ]


def _deliveries_of(found: Found) -> list[str]:
    """Every delivery that says where it stands does stand there."""
    there = {(post.channel, post.ts) for post in found.posts}
    said = [row for row in found.outbox if row["paced"] and row["state"] == "done"]
    return [row["id"] for row in said if (row["conversation"], row["message"]) not in there]


def _undone(ledger: Ledger, found: Found) -> list[str]:
    cards = {post.ts: json.dumps(post.blocks) for post in found.posts}
    clicks = [act for act in ledger.acts if act.way is Way.UNDO and act.accepted]
    return [f"{act.ref}: {act.ts}" for act in clicks if "Undone" not in cards.get(act.ts, "")]


def _states(found: Found, *states: str) -> list[str]:
    queues = (("inbox", found.inbox), ("outbox", found.outbox))
    return [
        f"{name} {row['id']}: {row['state']}, {row['error']}"
        for name, rows in queues
        for row in rows
        if row["state"] in states
    ]


def _buffer(doctor: dict[str, Any]) -> list[str]:
    return [f"{name}: {count}" for name, count in doctor["queue"].items() if name.startswith("intake")]


def _index(doctor: dict[str, Any], found: Found) -> list[str]:
    index = doctor["index"]
    agrees = index["state"] == "agrees with the notes" and index["notes"] == len(found.notes)
    return [] if agrees else [json.dumps(index)]


def _refs(texts: Iterable[str]) -> Iterable[str]:
    """Each text's refs, each once for a text."""
    return (ref for text in texts for ref in set(_REF.findall(text)))


async def _rows(database: Database, table: Table) -> Rows:
    async with database.begin_read() as connection:
        return [dict(row) for row in (await connection.execute(select(table))).mappings()]
