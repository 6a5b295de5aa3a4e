"""B2: an answer tells how it came about, to its member alone; Home tells what was done lately (B5)."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form
from tests.features.home.test_home import home_when, opened

pytestmark = pytest.mark.asyncio(loop_scope="module")
NOTE = "Met Ana Ruiz from Northwind. She worries about carbon reporting."


def records(office: Office, person: Driver, kind: str = "Exchange") -> list[dict[str, Any]]:
    """The stored rows of a kind of one member, the oldest first."""
    with closing(sqlite3.connect(office.data / "tactegic.db")) as database:
        rows = database.execute(
            "SELECT body FROM records WHERE kind = ? AND space LIKE ? ORDER BY created_at, rowid",
            (kind, f"%{person.user}%"),
        ).fetchall()
    return [json.loads(body) for [body] in rows]


async def said(person: Driver, words: str, thread: str | None = None) -> dict[str, Any]:
    """What comes back to words."""
    await person.dm(words, thread_ts=thread)
    return await person.next_message()


def lately_in(shown: str) -> str:
    """The part of the Home tab on what was done lately."""
    _, _, part = shown.partition("What I did lately\n")
    return part.partition("\nPortfolio\n")[0]


async def test_b2_an_answer_says_what_it_read_and_rests_on_and_that_no_model_was_asked(
    seller: Driver,
) -> None:
    await said(seller, NOTE)
    answer = await said(seller, "What does Ana worry about?")

    why = await said(seller, "where is that from?", answer["thread_ts"])

    told = text_of(why)
    assert "I read “What does Ana worry about?” as a question, by the small reader that runs with me." in told
    assert "I read 1 note about Ana Ruiz. No language model wrote it: I went by rules." in told
    assert "Nothing was stored by it" in told
    assert "note of 24 November 2026 · Ana Ruiz" in told
    assert "carbon" not in told.replace("carbon reporting?", "")
    assert "without a language model" in told
    assert "second" in told
    await seller.click(why, "View")
    assert "carbon reporting" in text_of(await opened_form(seller))


async def test_b2_the_menu_and_the_command_explain_the_same_as_the_words(seller: Driver) -> None:
    await said(seller, NOTE)
    answer = await said(seller, "What does Ana worry about?")
    in_words = text_of(await said(seller, "why do you say that?"))  # outside the thread: the latest answer

    await seller.click(answer, "Why this answer?")
    assert text_of(await seller.next_message()) == in_words
    await seller.command("/tactegic", "why answer")
    assert text_of(await seller.next_message()) == in_words


async def test_b2_what_a_note_stored_is_named_and_undone_from_there(seller: Driver) -> None:
    noted = await said(seller, NOTE)
    why = await said(seller, "how do you know that?", noted["thread_ts"])

    assert "I read your message as something to remember" in text_of(why)
    assert "What it changed can be undone." in text_of(why)
    await seller.click(why, "Undo")
    assert "Undone" in text_of(await seller.next_update())
    gone = await said(seller, "why do you say that?", noted["thread_ts"])
    assert "carbon" not in text_of(gone)


async def test_b2_an_answer_from_stored_rows_says_that_no_note_was_read(seller: Driver) -> None:
    await said(seller, f"{NOTE} I promised her the storage paper by Friday.")
    await said(seller, "What did I promise Ana?")

    told = text_of(await said(seller, "why this answer?"))

    assert "I looked it up in what is stored, and read no notes for it." in told
    assert "No language model was asked." in told


async def test_b2_each_answer_has_a_record_that_is_the_members_own(office: Office, seller: Driver) -> None:
    await said(seller, NOTE)
    await said(seller, "What does Ana worry about?")
    other = await greeted(office.member("tomo"))
    await other.command("/tactegic", "why answer")

    note, answer = records(office, seller)

    assert "I remember no answer that I could explain" in text_of(await other.next_message())
    assert note["made"]["outcome"] == "changed"
    assert note["made"]["change"]
    made = answer["made"]
    assert (made["outcome"], made["read_by"], made["notes_read"], made["mode"]) == (
        "answered",
        "reader",
        1,
        "rules",
    )
    assert made["uses"] == []
    assert made["seconds"] > 0


async def test_b2_a_record_goes_with_whom_it_names(office: Office, seller: Driver) -> None:
    await said(seller, NOTE)
    await said(seller, "What does Ana worry about?")
    await seller.open_home("home")
    assert "Ana" in lately_in(await home_when(seller, lambda text: "Answered" in text))
    await seller.command("/tactegic", "fit Ana")
    await seller.click(await seller.next_message(), "Release")
    released = await seller.next_update()
    await seller.click(released, "Erase what is stored")
    await home_when(seller, lambda text: "What I did lately" not in text)

    assert "Ana" not in json.dumps(records(office, seller))


async def test_b5_home_tells_the_last_five_things_with_undo_and_why(seller: Driver) -> None:
    assert "What I did lately" not in await opened(seller)
    await said(seller, f"{NOTE} I promised her the storage paper by Friday.")
    promises = await said(seller, "What did I promise Ana?")
    await seller.click(promises, "Kept")
    await seller.next_message()

    told = lately_in(await home_when(seller, lambda text: "Kept: " in text))
    lines = [line for line in told.splitlines() if " · " in line]

    assert lines[0].startswith("today · ")
    assert "storage paper" in lines[0]
    assert lines[1:] == [
        "today · Answered “What did I promise Ana?”",
        "today · Noted for Ana Ruiz (Northwind).",
    ]
    assert told.count("Why?") == 3
    assert told.count("Undo") == 2


async def test_b5_what_was_done_lately_is_undone_and_explained_from_home(seller: Driver) -> None:
    await said(seller, NOTE)
    await seller.open_home("home")
    home = await seller.next_home()

    await seller.click(home, "Why?")
    assert "as something to remember" in text_of(await seller.next_message())
    await seller.click(home, "Undo")
    await home_when(seller, lambda text: "Noted for" not in text)


async def test_b5_home_shows_each_promise_once(seller: Driver) -> None:
    await said(seller, f"{NOTE} I promised her the storage paper by Friday, and a tour by today.")

    shown = await opened(seller)

    assert shown.count("storage paper") == 1
    assert shown.count(": a tour") == 1
    assert shown.index(": a tour") < shown.index("Open promises") < shown.index("storage paper")
    assert "1 other promise, the next due first." in shown
    assert "The promises above come back the working day before they are due." in shown
