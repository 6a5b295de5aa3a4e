"""What was said in a thread is kept for thirty days after its last word, and goes with what it quotes."""

from __future__ import annotations

from datetime import timedelta

from bot.core.coaching.understanding import Intent
from bot.core.dialogue import REMEMBERED_DAYS, Exchange, earlier_in, forget_exchanges
from bot.store.store import SqlStore
from tests.support.stores import ANA, START, HandClock, work

DAY = 24 * 3600


def exchange(id: str, thread: str, *, days: int = 0, about: tuple[str, ...] = ()) -> Exchange:
    return Exchange(
        id=id,
        workspace=ANA.workspace,
        space=ANA.own,
        created_at=START + timedelta(days=days),
        thread=thread,
        words=f"words of {id}",
        intent=Intent.RECALL,
        about=about,
    )


async def keep(store: SqlStore, *items: Exchange) -> None:
    async with store.write(work()) as uow:
        for each in items:
            await uow.of(Exchange).put(each)


async def ids_in(store: SqlStore, thread: str) -> list[str]:
    async with store.read(ANA) as reader:
        return [each.id for each in await earlier_in(reader, ANA, thread)]


async def test_a_thread_goes_thirty_days_after_its_last_word(store: SqlStore, clock: HandClock) -> None:
    await keep(store, exchange("old", "1.0"), exchange("also old", "2.0"), exchange("new", "2.0", days=20))
    clock.pass_seconds(REMEMBERED_DAYS * DAY + 60)

    assert await store.prune(24) >= 1
    assert await ids_in(store, "1.0") == []
    assert await ids_in(store, "2.0") == ["new", "also old"]

    clock.pass_seconds(20 * DAY)
    await store.prune(24)
    assert await ids_in(store, "2.0") == []


async def test_what_quotes_a_row_is_forgotten_with_it(store: SqlStore) -> None:
    await keep(store, exchange("a", "1.0", about=("n1", "c1")), exchange("b", "1.0", about=("n2",)))

    async with store.write(work()) as uow:
        await forget_exchanges(uow, ANA, ["n1"])

    assert await ids_in(store, "1.0") == ["b"]


async def test_outside_of_threads_nothing_was_said_before(store: SqlStore) -> None:
    await keep(store, exchange("a", ""))

    assert await ids_in(store, "") == []
