from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.core.contacts import Account, Contact, Standing
from bot.core.feature import Record
from bot.core.identity import Space, WorkspaceId
from bot.core.members import Member, Role
from bot.core.notes import Assumption, Commitment, Note, OpenMention, Promiser, Touch
from bot.core.ports.errors import NotFound
from bot.core.threads import ConversationStep
from bot.store.kinds import register
from bot.store.store import SqlStore
from tests.support.stores import ANA, START, contact, note, work


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A kind that the store knows by its registration alone."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    contact_id: str | None = None
    state: str = "open"
    due_on: date | None = None
    weight: int = 0
    urgent: bool = False
    steps: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    said: tuple[Assumption, ...] = ()


register(Record(Sketch, subject="contact_id", state="state", due="due_on", links=("helpers",)))


def sketch(id: str, **fields: object) -> Sketch:
    return Sketch(id=id, workspace=ANA.workspace, space=ANA.own, created_at=START, **fields)  # type: ignore[arg-type]


async def put(store: SqlStore, *items: object) -> None:
    async with store.write(work()) as uow:
        for item in items:
            await uow.of(type(item)).put(item)


EVERY_KIND = [
    Member(
        id=ANA.member,
        workspace=ANA.workspace,
        space=ANA.own,
        name="Ana",
        zone="Asia/Kathmandu",
        created_at=START,
        refreshed_at=START + timedelta(microseconds=1),
        role=Role.ALLIANCE_MANAGER,
        conversation="D1",
    ),
    Account(id="a1", workspace=ANA.workspace, space=ANA.own, name="Nørthwind", created_at=START),
    contact(
        aliases=("Ana", "A. Ruiz"),
        criteria=(("vision", 3), ("trust", 1)),
        last_touch_at=START,
        cadence_days=30,
        standing=Standing.ACTIVE,
    ),
    note(
        contact_ids=("c1", "c2"),
        assumptions=(Assumption("they sign", 4),),
        open_mentions=(OpenMention("Lars", ("c3",)),),
        about=(("question", "q1"),),
        shared_with=(Space("t:north"),),
    ),
    Touch(
        id="t1",
        workspace=ANA.workspace,
        space=ANA.own,
        contact_id="c1",
        occurred_on=date(2026, 2, 28),
        created_at=START,
        serves_future=False,
    ),
    Commitment(
        id="p1",
        workspace=ANA.workspace,
        space=ANA.own,
        what="send the paper",
        by=Promiser.MEMBER,
        created_at=START,
        due_on=date(2026, 3, 31),
    ),
    ConversationStep(
        id="s1", workspace=ANA.workspace, space=ANA.own, created_at=START, thread="1.0", focus=("c1",)
    ),
    sketch("g1", due_on=date(2026, 4, 1), helpers=("U2",), said=(Assumption("x", 0),), steps=("one",)),
]


@pytest.mark.parametrize("item", EVERY_KIND, ids=lambda item: type(item).__name__)
async def test_what_is_put_comes_back_equal(store: SqlStore, item: object) -> None:
    await put(store, item)
    async with store.read(ANA) as reader:
        assert await reader.of(type(item)).get(item.id) == item  # type: ignore[attr-defined]


async def test_a_time_in_another_zone_comes_back_as_the_same_moment_in_utc(store: SqlStore) -> None:
    there = START.astimezone(timezone(timedelta(hours=5, minutes=45)))
    await put(store, contact(created_at=there), sketch("g1"))
    async with store.read(ANA) as reader:
        found = (await reader.of(Contact).get("c1")).created_at
    assert found == START
    assert found.tzinfo is UTC


async def test_a_row_found_by_equality_any_of_and_nothing(store: SqlStore) -> None:
    await put(
        store,
        contact(id="c1", name="Ana", account_id="a1", last_touch_at=START),
        contact(id="c2", name="Omar", standing=Standing.ACTIVE),
        contact(id="c3", name="Lars", standing=Standing.ACTIVE, account_id="a2"),
    )
    async with store.read(ANA) as reader:

        async def ids(**equals: object) -> set[str]:
            return {each.id for each in await reader.of(Contact).find(**equals)}

        assert await ids(name="Ana") == {"c1"}
        assert await ids(standing=Standing.ACTIVE) == {"c2", "c3"}
        assert await ids(name=("Ana", "Omar", "Nobody")) == {"c1", "c2"}
        assert await ids(account_id=None) == {"c2"}
        assert await ids(account_id=["a1", None]) == {"c1", "c2"}
        assert await ids(name=()) == set()
        assert await ids(last_touch_at=START) == {"c1"}
        assert await ids(standing=Standing.ACTIVE, account_id="a2") == {"c3"}
        assert await reader.of(Contact).count(standing=Standing.ACTIVE) == 2
        with pytest.raises(TypeError, match="no field"):
            await ids(nickname="A")


async def test_notes_are_found_by_each_of_their_contacts(store: SqlStore) -> None:
    await put(store, note(id="n1", contact_ids=("c1", "c2")), note(id="n2", contact_ids=("c2",)))
    async with store.write(work(key="k2")) as uow:
        first = await uow.of(Note).get("n1")
        await uow.of(Note).put(replace(first, contact_ids=("c3",)))
    async with store.read(ANA) as reader:
        assert [each.id for each in await reader.of(Note).find(contact_ids="c2")] == ["n2"]
        assert [each.id for each in await reader.of(Note).find(contact_ids=("c1", "c3"))] == ["n1"]


async def test_records_are_found_by_columns_and_by_fields_of_their_body(store: SqlStore) -> None:
    await put(
        store,
        sketch("g1", contact_id="c1", due_on=date(2026, 4, 1), weight=2, urgent=True, helpers=("U2", "U3")),
        sketch("g2", contact_id="c2", state="done", weight=3),
    )
    async with store.read(ANA) as reader:

        async def ids(**equals: object) -> set[str]:
            return {each.id for each in await reader.of(Sketch).find(**equals)}

        assert await ids(contact_id="c1") == {"g1"}
        assert await ids(state=("done", "dropped")) == {"g2"}
        assert await ids(due_on=date(2026, 4, 1)) == {"g1"}
        assert await ids(due_on=None) == {"g2"}
        assert await ids(weight=2) == {"g1"}
        assert await ids(weight=(2, 3)) == {"g1", "g2"}
        assert await ids(urgent=True) == {"g1"}
        assert await ids(urgent=False) == {"g2"}
        assert await ids(helpers="U3") == {"g1"}
        assert await reader.of(ConversationStep).count() == 0


async def test_pages_come_in_the_order_of_creation(store: SqlStore) -> None:
    rows = [contact(id=f"c{n}", created_at=START + timedelta(minutes=n // 2)) for n in range(6)]
    await put(store, *reversed(rows))
    async with store.read(ANA) as reader:
        repository = reader.of(Contact)
        assert [each.id for each in await repository.find()] == [each.id for each in rows]
        assert [each.id for each in await repository.find(newest_first=True, limit=2)] == ["c5", "c4"]
        assert [each.id for each in await repository.find(limit=2, offset=4)] == ["c4", "c5"]
        assert [each.id for each in await repository.find(offset=5)] == ["c5"]


async def test_what_postgresql_cannot_keep_is_marked_and_the_rest_of_any_text_is_kept(
    store: SqlStore,
) -> None:
    text = "a\x00b \ud800 \x07 <!channel> 🙂 مرحبا ' \" % \\"
    await put(store, note(text=text), sketch("g1", steps=("x\x00",)))
    async with store.read(ANA) as reader:
        found = await reader.of(Note).get("n1")
        assert found.text == text.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
        assert (await reader.of(Sketch).get("g1")).steps == ("x\ufffd",)
        assert await reader.of(Note).find(id="\x00") == []


async def test_a_note_of_forty_thousand_characters_is_kept_whole(store: SqlStore) -> None:
    text = "wörter und mehr " * 2500
    await put(store, note(text=text))
    async with store.read(ANA) as reader:
        assert (await reader.of(Note).get("n1")).text == text


async def test_removed_and_unknown_rows_are_not_found(store: SqlStore) -> None:
    await put(store, contact())
    async with store.write(work(key="k2")) as uow:
        await uow.of(Contact).remove("c1")
        with pytest.raises(NotFound):
            await uow.of(Contact).remove("c1")
    async with store.read(ANA) as reader:
        with pytest.raises(NotFound):
            await reader.of(Contact).get("c1")


async def test_books_opened_for_reading_cannot_be_changed(store: SqlStore) -> None:
    async with store.read(ANA) as reader:
        with pytest.raises(RuntimeError, match="reading"):
            await reader.of(Contact).put(contact())


async def test_a_kind_that_nobody_registered_is_named(store: SqlStore) -> None:
    async with store.read(ANA) as reader:
        with pytest.raises(TypeError, match="int is not registered"):
            reader.of(int)


async def test_of_rows_with_one_id_that_are_put_at_once_the_last_counts(store: SqlStore) -> None:
    rows = [sketch("k1", weight=1), sketch("k2", weight=5), sketch("k1", weight=2)]
    async with store.write(work()) as uow:
        await uow.of(Sketch).put_all(rows)
        await uow.of(Sketch).put_all([])

    async with store.read(ANA) as reader:
        found = await reader.of(Sketch).find()

    assert {each.id: each.weight for each in found} == {"k1": 2, "k2": 5}
