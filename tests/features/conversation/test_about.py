"""Every card says whom and what it quotes: its post is found by each contact and note that it names."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office
from tests.features.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")
QUOTES = {"carbon reporting": "%carbon%", "new harbour": "%harbour%"}
"""Words of each note, which nothing else says, and how the note is found in the store."""
PEOPLE = ("Ana Ruiz", "Lars Berg")
ASKED = (
    "contacts",
    "contact Ana",
    "brief Ana",
    "notes Ana",
    "notes",
    "promises",
    "place Ana",
    "fit Ana",
    "goals Ana week: talk about the study",
    "goals",
    "plan Ana: show her the study by Friday",
    "plan",
    "meeting Ana",
    "objective Ana",
    "view Ana",
    "touch Ana today by phone",
    "neglected",
    "portfolio",
    "score Ana",
    "strategic Ana",
    "what did Ana say about carbon?",
    "test send Ana Ruiz the study",
    "merge Ana, Lars",
    "delete Lars",
)


async def answered(person: Driver, line: str) -> dict[str, Any]:
    await person.command("/tactegic", line)
    return await person.next_message()


def ids_of(office: Office, person: Driver) -> dict[str, str]:
    """The id of each contact by name and of each note by a word of it."""
    with office_database(office) as database:
        found = {
            name: database.execute(
                "SELECT id FROM contacts WHERE name = ? AND space LIKE ?", (name, f"%{person.user}")
            ).fetchone()[0]
            for name in PEOPLE
        }
        return found | {
            word: database.execute(
                "SELECT id FROM notes WHERE text LIKE ? AND space LIKE ? ORDER BY created_at",
                (like, f"%{person.user}"),
            ).fetchone()[0]
            for word, like in QUOTES.items()
        }


def office_database(office: Office) -> closing[sqlite3.Connection]:
    [file] = office.data.glob("*.db")
    return closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True))


def is_recorded(office: Office, message: dict[str, Any]) -> bool:
    """Whether the bot has written down where it posted this."""
    with office_database(office) as database:
        return (
            database.execute("SELECT 1 FROM outbox WHERE message = ?", (message["ts"],)).fetchone()
            is not None
        )


def about(office: Office, message: dict[str, Any]) -> set[str]:
    """The ids that the last state of a post says it is about."""
    with office_database(office) as database:
        rows = database.execute(
            "SELECT about FROM posts_about JOIN outbox ON outbox.id = outbox_id WHERE message = ?",
            (message["ts"],),
        ).fetchall()
    return {row[0] for row in rows}


async def test_every_card_is_found_by_each_contact_and_note_that_it_quotes(
    office: Office, seller: Driver
) -> None:
    for told in (
        "Met Ana Ruiz from Northwind yesterday, she worries about carbon reporting",
        "Met Lars Berg from Contoso yesterday, he builds the new harbour. I promised him a map by Friday.",
    ):
        await seller.dm(told)
        await seller.next_message()
    ids = ids_of(office, seller)

    shown = [(line, await answered(seller, line)) for line in ASKED]
    await until(lambda: all(is_recorded(office, message) for _, message in shown))
    quotes = [
        (line, quoted, ids[quoted] in about(office, message))
        for line, message in shown
        for quoted in ids
        if quoted in text_of(message)
    ]

    assert [(line, quoted) for line, quoted, is_said in quotes if not is_said] == []
    assert {quoted for _, quoted, _ in quotes} == set(ids)
    assert len({line for line, _, _ in quotes}) >= 10, quotes
