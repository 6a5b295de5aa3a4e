"""F5 and B6 through the real thing: what is erased on release is gone for good, from every store."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from slack_sandbox.testing import ClientRefused, Driver, text_of
from tests.features.conftest import Office
from tests.features.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")
NAME, WORDS = "Zebedee Quillfeather", "heliotropes"


async def run(person: Driver, line: str) -> dict[str, Any]:
    """What comes back for a command line."""
    await person.command("/tactegic", line)
    return await person.next_message()


def files_holding(folder: Path, *wanted: str) -> list[tuple[str, str]]:
    """The files that hold one of these words, in any case, whatever table or page they lie in."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    read = [(path.name, path.read_bytes().lower()) for path in files]
    return [(name, each) for name, content in read for each in wanted if each.lower().encode() in content]


def waiting(folder: Path) -> int:
    """How many jobs and deliveries are still under way."""
    [file] = folder.glob("*.db")
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        counts = [
            connection.execute(f"SELECT count(*) FROM {table} WHERE state IN (0, 1, 'waiting', 'claimed')")
            for table in ("inbox", "outbox")
        ]
        return sum(int(each.fetchone()[0]) for each in counts)
    finally:
        connection.close()


def ids_of(folder: Path, statement: str) -> list[str]:
    """What a statement finds in the database."""
    [file] = folder.glob("*.db")
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return [str(row[0]) for row in connection.execute(statement)]
    finally:
        connection.close()


async def test_f5_what_is_erased_can_be_neither_restored_nor_read_in_any_file(
    office: Office, seller: Driver
) -> None:
    await seller.dm("Met Ana Ruiz from Northwind yesterday, she likes harbours")
    await seller.next_message()
    await seller.dm(f"Met {NAME} from Oakhurst yesterday. He grows {WORDS}, I owe him a paper by Friday.")
    noted = await seller.next_message()
    await seller.dm("Zebedee and Ana Ruiz sail together")
    await seller.next_message()
    await seller.dm(f"What does {NAME.split()[0]} grow?")
    assert WORDS in text_of(await seller.next_message())
    await run(seller, f"plan {NAME}: show him a sketch of {WORDS} on 3 December")
    await run(seller, f"goals {NAME} month: learn how he keeps {WORDS}")
    await run(seller, f"test Show {NAME} a sketch of {WORDS}")
    review = await run(seller, f"fit {NAME}")
    await seller.click(review, "Release")
    released = await seller.next_update(review["ts"])
    await until(lambda: not waiting(office.data))
    ids = ids_of(office.data, "SELECT id FROM contacts WHERE name LIKE 'Zebedee%'")
    ids += ids_of(office.data, f"SELECT id FROM notes WHERE text LIKE '%{WORDS}%'")
    assert len(ids) == 2
    assert all(files_holding(folder, *ids, WORDS, NAME) for folder in (office.data, office.data / "chroma"))

    await seller.click(released, "Erase what is stored")

    erased = await seller.next_update(released["ts"])
    assert "Erased for good: the person, touches, promises and 1 note. One note that also" in text_of(erased)
    assert "Undo" not in str(erased["blocks"])
    await until(lambda: not waiting(office.data))
    await until(lambda: not files_holding(office.data, WORDS, NAME))
    await until(lambda: not files_holding(office.data / "chroma", *ids))
    assert [m for m in await seller.messages() if NAME in text_of(m) and m.get("bot_id")] == []
    await seller.command("/tactegic", "undo")
    assert "nothing left to undo" in text_of(await seller.next_message())
    with pytest.raises(ClientRefused):
        await seller.click(noted, "Undo")
    assert "Zebedee and Ana Ruiz sail together" in text_of(await run(seller, "notes Ana"))
    assert "I don't know anybody called Zebedee" in text_of(await run(seller, "contact Zebedee"))


@pytest.mark.slow
async def test_b6_every_message_that_names_the_erased_person_is_taken_back(
    office: Office, seller: Driver
) -> None:
    await seller.dm("Met Ana Ruiz from Northwind yesterday, she likes harbours")
    await seller.next_message()
    await seller.dm(
        f"Met {NAME} from Oakhurst yesterday. He worries about {WORDS}, I owe him a paper by Friday."
    )
    await seller.next_message()
    lines = (
        "contacts",
        f"contact {NAME}",
        "contact Zebedee Quillfeathers",
        "notes",
        f"notes {NAME}",
        "promises",
        "ask What did I promise?",
        f"ask What does {NAME} worry about?",
        f"brief {NAME}",
        "brief Oakhurst",
        "touch Oakhurst",
        f"view {NAME}",
        f"rename {NAME} to {NAME}",
        f"merge {NAME}, Ana Ruiz",
        f"delete {NAME}",
        f"touch {NAME} 2099-01-01",
        f"touch {NAME} flumsday",
        "",
    )
    for line in lines:
        assert NAME in str(await run(seller, line)), line
    note = await run(seller, f"note {NAME} has a new dog")
    await seller.click(note, "Undo")
    assert NAME in str(await seller.next_update(note["ts"]))
    review = await run(seller, f"fit {NAME}")
    await seller.click(review, "Release")
    released = await seller.next_update(review["ts"])

    await seller.click(released, "Erase what is stored")

    await seller.next_update(released["ts"])
    await until(lambda: not waiting(office.data))
    left = [text_of(m) for m in await seller.messages() if m.get("bot_id") and NAME in str(m)]
    assert left == []
