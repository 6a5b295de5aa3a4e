"""What is private leaves no copy: neither in the inbox, nor in the outbox, nor in the journal (S1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from sqlalchemy import select

from bot.codec import write_job
from bot.core.cards import Form, Passage
from bot.core.commands import FormCommand, FormValues, Origin, Surface, no_values
from bot.core.contacts import ContactId
from bot.core.deliveries import NOTHING, Show
from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.ports.errors import NotFound
from bot.core.ports.queues import Envelope, Posted
from bot.core.ports.work import Work
from bot.features.mindset.contracts import Attitude
from bot.store.queues import inbox, outbox
from bot.store.store import SqlStore
from bot.store.tables import journal

TEAM, ANA = WorkspaceId("T1"), MemberId("U1")
SCOPE = Scope(TEAM, ANA)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class WhisperedTest(FormCommand):
    """A private form of this test."""

    private: ClassVar[bool] = True
    values: FormValues = field(default_factory=no_values)


COMMAND, ORIGIN = WhisperedTest({"answer": "heliotrope"}), Origin(surface=Surface.FORM)
ENVELOPE = Envelope(
    key="k1",
    source="command",
    workspace=TEAM,
    member=ANA,
    payload=write_job(COMMAND, ORIGIN),
    ordering_key="",
)


def work(key: str = "k1", lease: str = "") -> Work[Any]:
    return Work(key=key, scope=SCOPE, command=COMMAND, origin=ORIGIN, now=NOW, lease=lease)


async def rows(store: SqlStore, table: Any) -> str:
    async with store._database.begin_read() as connection:
        return str((await connection.execute(select(table))).mappings().all())


async def test_the_payload_goes_with_the_commit(store: SqlStore) -> None:
    await store.inbox.accept(ENVELOPE)
    [held] = await store.inbox.claim(limit=1, lease_seconds=60)
    assert "heliotrope" in await rows(store, inbox)

    async with store.write(work(lease=held.lease)):
        pass

    assert "heliotrope" not in await rows(store, inbox)
    assert not await store.inbox.accept(ENVELOPE)


async def test_a_dead_letter_of_it_holds_ids_only_and_cannot_be_replayed(store: SqlStore) -> None:
    await store.inbox.accept(ENVELOPE)
    [held] = await store.inbox.claim(limit=1, lease_seconds=60)

    await store.inbox.bury(held, error="ValueError", reference="7F3K", then=None, erase=True)

    assert "heliotrope" not in await rows(store, inbox)
    assert [letter.key for letter in await store.inbox.dead_letters()] == ["k1"]
    assert not await store.inbox.replay("k1")


@pytest.mark.parametrize("end", ["delivered", "given up"])
async def test_a_private_form_leaves_the_outbox_when_it_is_settled(store: SqlStore, end: str) -> None:
    form = Form(title="x", parts=(Passage(text=("heliotrope",)),))
    async with store.write(work()) as uow:
        uow.say(Show(form=form, view="v1", private=True, about=NOTHING))
    [outgoing] = await store.outbox.claim(limit=1, lease_seconds=60)
    assert "heliotrope" in await rows(store, outbox)

    if end == "delivered":
        await store.outbox.mark_delivered(outgoing, Posted())
    else:
        await store.outbox.give_up(outgoing, error="x", reference="y")

    assert "heliotrope" not in await rows(store, outbox)


async def test_the_journal_holds_nothing_of_it_even_after_deletion(store: SqlStore) -> None:
    kept = Attitude(
        id="a1",
        workspace=TEAM,
        space=SCOPE.own,
        created_at=NOW,
        contact_id=ContactId("c1"),
        name="Ana",
        question_id="fear",
        question="?",
        answer="heliotrope",
    )
    async with store.write(work("k2")) as uow:
        await uow.of(Attitude).put(kept)
    async with store.write(work("k3")) as uow:
        await uow.of(Attitude).remove("a1")

    assert "heliotrope" not in await rows(store, journal)
    async with store.write(work("k4")) as uow:
        with pytest.raises(NotFound):
            await uow.undo(work("k3").change)
