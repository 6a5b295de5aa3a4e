from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.notes import Note, NoteId
from bot.store.store import SqlStore
from tests.support.stores import ANA, note, work

NOTES = {
    "n1": "Ana Ruíz wants budgets for the carbon report (ISO-14064)",
    "n2": "Lunch with Jürgen Weiß about storage; Zoë was there",
    "n3": "Олег asked for the storage paper",
    "n4": "The pilot, the pilot and again the pilot: nothing on storage",
    "n5": "C++ and 3.5% of Q4",
}


@pytest.fixture
async def noted(store: SqlStore) -> SqlStore:
    async with store.write(work()) as uow:
        for n, (id, text) in enumerate(NOTES.items(), start=1):
            fields = {"contact_ids": ("c1",) if n < 3 else ("c2",), "occurred_on": date(2026, 1, n)}
            await uow.of(Note).put(note(id=id, text=text, **fields))
    return store


async def found(store: SqlStore, words: str, **filters: object) -> list[str]:
    async with store.read(ANA) as reader:
        return [hit.note_id for hit in await reader.search_notes(words, limit=10, **filters)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("ruiz", {"n1"}),
        ("RUÍZ", {"n1"}),
        ("jurgen weiss zoe", {"n2"}),
        ("Oleg", {"n3"}),
        ("олег", {"n3"}),
        ("budget", {"n1"}),
        ("stor", {"n2", "n3", "n4"}),
        ("iso 14064", {"n1"}),
        ("Q4", {"n5"}),
        ("What about the pilot?", {"n4"}),
        ("was there", {"n2"}),
        ("pilo OR NEAR(storage", {"n2", "n3", "n4"}),
        ("words: pilot", {"n4"}),
        ("unheard", set()),
        ("", set()),
        ("🙂 !!! \x00", set()),
    ],
)
async def test_words_are_found_without_accents_case_or_syntax(
    noted: SqlStore, words: str, ids: set[str]
) -> None:
    assert set(await found(noted, words)) == ids


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(
    words=st.text(st.characters(codec=None, categories=None), max_size=60)
    | st.text("\"'*():-^+&|!<>~ aπ{}\\", max_size=20)
)
async def test_no_text_is_an_error(noted: SqlStore, words: str) -> None:
    assert set(await found(noted, words)) <= set(NOTES)


async def test_more_of_the_words_come_first(noted: SqlStore) -> None:
    assert (await found(noted, "storage paper"))[0] == "n3"
    async with noted.read(ANA) as reader:
        hits = await reader.search_notes("storage paper", limit=10)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert len(await reader.search_notes("storage", limit=2)) == 2


async def test_filters_narrow_by_contact_and_by_local_dates_inclusive(noted: SqlStore) -> None:
    assert await found(noted, "storage", contact_ids=("c1",)) == ["n2"]
    assert set(await found(noted, "storage", contact_ids=("c1", "c2"))) == {"n2", "n3", "n4"}
    assert set(await found(noted, "storage", since=date(2026, 1, 3))) == {"n3", "n4"}
    assert await found(noted, "storage", since=date(2026, 1, 3), until=date(2026, 1, 3)) == ["n3"]


async def test_the_index_follows_changes_removals_and_undo(noted: SqlStore) -> None:
    async with noted.write(work(key="k2")) as uow:
        await uow.of(Note).put(replace(await uow.of(Note).get("n2"), text="Breakfast, after all"))
        await uow.of(Note).remove("n3")
    assert await found(noted, "storage lunch") == ["n4"]
    assert await found(noted, "breakfast") == ["n2"]
    async with noted.write(work(key="k3")) as uow:
        await uow.undo(work(key="k2").change)
    assert set(await found(noted, "storage")) == {"n2", "n3", "n4"}
    assert await found(noted, "breakfast") == []


async def test_superseded_notes_are_found_too(noted: SqlStore) -> None:
    async with noted.write(work(key="k2")) as uow:
        await uow.of(Note).put(replace(await uow.of(Note).get("n2"), superseded_by=NoteId("n9")))
    assert "n2" in await found(noted, "storage")
