from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapters.store import Store
from bot.domain.notes import Note, NoteId
from tests.support.stores import ANA, note, work

NOTES = {
    "n1": "Ana Ruíz wants budgets for the carbon report (ISO-14064)",
    "n2": "Lunch with Jürgen Weiß about storage; Zoë was there",
    "n3": "Олег asked for the storage paper",
    "n4": "The pilot, the pilot and again the pilot: nothing on storage",
    "n5": "C++ and 3.5% of Q4",
}


@pytest.fixture
async def noted(store: Store) -> Store:
    async with store.ledger.write(work()) as books:
        for n, (id, text) in enumerate(NOTES.items(), start=1):
            fields = {"contact_ids": ("c1",) if n < 3 else ("c2",), "occurred_on": date(2026, 1, n)}
            await books.of(Note).put(note(id=id, text=text, **fields))
    return store


async def found(store: Store, words: str, **filters: object) -> list[str]:
    async with store.ledger.read(ANA) as books:
        return [hit.note_id for hit in await books.matching(words, limit=10, **filters)]  # type: ignore[arg-type]


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
    noted: Store, words: str, ids: set[str]
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
async def test_no_text_is_an_error(noted: Store, words: str) -> None:
    assert set(await found(noted, words)) <= set(NOTES)


async def test_more_of_the_words_come_first(noted: Store) -> None:
    assert (await found(noted, "storage paper"))[0] == "n3"
    async with noted.ledger.read(ANA) as books:
        hits = await books.matching("storage paper", limit=10)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert len(await books.matching("storage", limit=2)) == 2


async def test_filters_narrow_by_contact_and_by_local_dates_inclusive(noted: Store) -> None:
    assert await found(noted, "storage", contact_ids=("c1",)) == ["n2"]
    assert set(await found(noted, "storage", contact_ids=("c1", "c2"))) == {"n2", "n3", "n4"}
    assert set(await found(noted, "storage", since=date(2026, 1, 3))) == {"n3", "n4"}
    assert await found(noted, "storage", since=date(2026, 1, 3), until=date(2026, 1, 3)) == ["n3"]


async def test_the_index_follows_changes_removals_and_undo(noted: Store) -> None:
    async with noted.ledger.write(work(key="k2")) as books:
        await books.of(Note).put(replace(await books.of(Note).get("n2"), text="Breakfast, after all"))
        await books.of(Note).remove("n3")
    assert await found(noted, "storage lunch") == ["n4"]
    assert await found(noted, "breakfast") == ["n2"]
    async with noted.ledger.write(work(key="k3")) as books:
        await books.undo(work(key="k2").change)
    assert set(await found(noted, "storage")) == {"n2", "n3", "n4"}
    assert await found(noted, "breakfast") == []


async def test_superseded_notes_are_found_too(noted: Store) -> None:
    async with noted.ledger.write(work(key="k2")) as books:
        await books.of(Note).put(replace(await books.of(Note).get("n2"), superseded_by=NoteId("n9")))
    assert "n2" in await found(noted, "storage")
