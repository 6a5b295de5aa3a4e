"""What concerns sample data does not exist for what comes by itself, page by page."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.core.contacts import SAMPLE_PREFIX, is_sample
from bot.core.notes import Note, NoteId
from bot.core.samples import concerns_sample, touches_sample, without_samples
from bot.store.store import SqlStore
from tests.support.stores import ANA, note, work

ids = st.sampled_from(("c1", "c2", f"{SAMPLE_PREFIX}1", f"{SAMPLE_PREFIX}2"))


@given(st.lists(ids, max_size=4))
def test_a_row_about_somebody_real_is_never_left_out(contact_ids: list[str]) -> None:
    row = replace(note(), contact_ids=tuple(contact_ids))
    real = [each for each in contact_ids if not is_sample(each)]
    assert concerns_sample(row) == (bool(contact_ids) and not real)
    assert touches_sample(row) == any(map(is_sample, contact_ids))


async def test_rows_are_read_page_by_page_until_there_are_enough_real_ones(store: SqlStore) -> None:
    rows = [
        replace(note(), id=NoteId(f"n{number}"), contact_ids=(f"{SAMPLE_PREFIX}c" if number % 3 else "c1",))
        for number in range(12)
    ]
    async with store.write(work()) as uow:
        await uow.of(Note).put_all(rows)

    async with without_samples(store.read(ANA)) as reader:
        found = await reader.of(Note).find(limit=3)
        assert [each.contact_ids for each in found] == [("c1",)] * 3
        assert await reader.of(Note).count() == 4
        assert await reader.of(Note).one("n0") is not None
        assert await reader.of(Note).one("n1") is None
        assert await reader.search_notes("nothing", limit=1) == []
