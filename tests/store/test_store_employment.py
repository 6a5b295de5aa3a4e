"""Former employments and things asked for are kept, found and undone on both databases."""

from __future__ import annotations

from datetime import date

from bot.core.contacts import ContactId
from bot.core.employment import Employment
from bot.core.notes import PROMISED, Commitment, CommitmentId, CommitmentState, NoteId, Promiser
from bot.store.store import SqlStore
from tests.support.stores import ANA, START, contact, work

BEFORE = Employment(
    id="e1",
    workspace=ANA.workspace,
    space=ANA.own,
    created_at=START,
    contact_id=ContactId("c1"),
    company="Northwind",
    title="Head of procurement",
    until=date(2026, 3, 5),
    note_id=NoteId("n1"),
)
ASKED = Commitment(
    id=CommitmentId("p1"),
    workspace=ANA.workspace,
    space=ANA.own,
    what="two references",
    by=Promiser.MEMBER,
    created_at=START,
    contact_id=ContactId("c1"),
    state=CommitmentState.ASKED,
)


async def test_a_former_employment_is_found_by_its_contact_and_goes_with_an_undo(store: SqlStore) -> None:
    async with store.write(work(key="k1")) as uow:
        await uow.of(type(contact())).put(contact())
        await uow.of(Employment).put(BEFORE)
    async with store.read(ANA) as reader:
        assert await reader.of(Employment).find(contact_id="c1") == [BEFORE]
        assert await reader.of(Employment).find(note_id="n1") == [BEFORE]
    async with store.write(work(key="k2")) as uow:
        await uow.undo(work(key="k1").change)
    async with store.read(ANA) as reader:
        assert await reader.of(Employment).find() == []


async def test_what_was_asked_for_is_no_promise(store: SqlStore) -> None:
    async with store.write(work(key="k1")) as uow:
        await uow.of(Commitment).put(ASKED)
    async with store.read(ANA) as reader:
        assert await reader.of(Commitment).find(state=PROMISED) == []
        assert await reader.of(Commitment).find(state=CommitmentState.OPEN) == []
        assert await reader.of(Commitment).find(state=CommitmentState.ASKED) == [ASKED]
