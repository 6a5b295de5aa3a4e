"""An installation with rows of every shape that a database might keep in another way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text

from bot.core.contacts import Contact, ContactId
from bot.core.deliveries import Say
from bot.core.members import Member
from bot.core.notes import Commitment, CommitmentId, Note, NoteId, Promiser, Touch, TouchId
from bot.core.threads import Draft
from bot.store.copying import copied_tables
from bot.store.database import Database
from bot.store.store import SqlStore, open_store
from tests.support.stores import ANA, BEN, START, HandClock, contact, envelope, note, say, work

PAULA = ContactId("c-first")


@asynccontextmanager
async def opened(url: str, clock: HandClock | None = None) -> AsyncIterator[SqlStore]:
    store = await open_store(url, clock or HandClock())
    try:
        yield store
    finally:
        await store.close()


def member(scope: Any) -> Member:
    return Member(
        id=scope.member,
        workspace=scope.workspace,
        space=scope.own,
        name=f"Name of {scope.member}",
        zone="Europe/Berlin",
        created_at=START,
        refreshed_at=START.replace(microsecond=123456),
    )


def card(words: str, *about: str) -> Say:
    return replace(say(words), about=about)


async def fill(store: SqlStore) -> None:
    """Members, contacts with odd names, notes, touches, promises, drafts, what waits and what was said."""
    for scope in (ANA, BEN):
        async with store.write(work(scope, key=f"member {scope.member}")) as uow:
            await uow.of(Member).put(member(scope))
    async with store.write(work(key="contacts")) as uow:
        await uow.of(Contact).put(contact(id=PAULA, name="Paula Quist", aliases=("Polly",)))
        await uow.of(Contact).put(contact(id="lars", name="Lars “Łukasz” Øre 🙂", title="O'Neil\\n \" '"))
        await uow.of(Note).put(note(id="alone", text="Paula Quist likes zebras", contact_ids=(PAULA,)))
        both = (PAULA, ContactId("lars"))
        await uow.of(Note).put(note(id="both", text="Lars met somebody about quartz", contact_ids=both))
        await uow.of(Note).put(note(id="other", text="Lars wants a vellum pilot", contact_ids=both[1:]))
        uow.say(card("Paula Quist likes zebras", PAULA, "alone"))
    async with store.write(work(key="more")) as uow:
        await uow.of(Touch).put(_touch())
        await uow.of(Commitment).put(_promise())
        await uow.of(Draft).put(
            Draft(id="d1", workspace=ANA.workspace, space=ANA.own, created_at=START, text="Polly again")
        )
    await store.inbox.accept(envelope("waits", due=datetime(2026, 5, 1, 7, 30, 15, 5, tzinfo=UTC)))


def _touch() -> Touch:
    return Touch(
        id=TouchId("t1"),
        workspace=ANA.workspace,
        space=ANA.own,
        created_at=START + timedelta(microseconds=7),
        contact_id=PAULA,
        occurred_on=START.date(),
        note_id=NoteId("alone"),
        serves_future=True,
    )


def _promise() -> Commitment:
    return Commitment(
        id=CommitmentId("p1"),
        workspace=ANA.workspace,
        space=ANA.own,
        created_at=START,
        what="send zebra paper",
        by=Promiser.MEMBER,
        contact_id=PAULA,
        note_id=NoteId("alone"),
    )


async def holding(url: str, word: str) -> list[str]:
    """The tables in which this word stands anywhere, whoever's it is."""
    database = Database(url)
    found = []
    try:
        async with database.begin_read() as connection:
            for table in copied_tables():
                rows = (await connection.execute(table.select())).all()
                if any(word.lower() in repr(row).lower() for row in rows):
                    found.append(table.name)
            words = (await connection.execute(text("SELECT * FROM note_words"))).all()
            if word.lower() in repr(words).lower():
                found.append("note_words")
    finally:
        await database.close()
    return found
