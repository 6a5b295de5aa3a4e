"""The data folder of an older version: it opens, what waited is done, and what was posted can be clicked."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio

from tests.compatibility.house import (
    NAMES,
    House,
    Posted,
    all_views,
    buttons_in,
    newest_first,
    read_button,
    read_form,
    read_record,
    reopened,
    text_of,
)

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]
KNOWN = json.loads(NAMES.read_text(encoding="utf-8"))
IN_TABLES = {"Member", "Account", "Contact", "Note", "Touch", "Commitment"}
KINDS = set(KNOWN["records"]) - IN_TABLES
BY_NAME = ("nora", "pia", "lev", "una", "ivo")
"""Members whose results are looked at one by one; everybody else's buttons are all clicked."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with reopened(tmp_path_factory.mktemp("old")) as opened:
        await opened.settled()
        yield opened


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def nothing_goes_wrong(house: House) -> AsyncIterator[None]:
    yield
    await house.settled()
    assert house.given_up() == []
    assert house.answers_with_reference() == []


def says(words: str) -> Callable[[dict[str, Any]], bool]:
    return lambda message: words in text_of(message).replace("*", "")


async def answers(house: House, name: str, line: str, words: str) -> str:
    """What comes back for a command line, which holds these words; raises NotSeen."""
    person = house.person(name)
    await person.command("/tactegic", line)
    return text_of(await person.next_message(where=says(words)))


async def test_what_waited_is_done(house: House) -> None:
    waited = house.waited

    assert {kind for queue, _, kind in waited if queue == "outbox"} == set(KNOWN["deliveries"])
    assert {kind for queue, _, kind in waited if queue == "inbox"} >= {"slack", "command"}
    done = {id for (id,) in house.rows("SELECT id FROM inbox WHERE state = 'done'")}
    done |= {id for (id,) in house.rows("SELECT id FROM outbox WHERE state = 'done'")}
    later = {id for (id,) in house.rows("SELECT id FROM inbox WHERE state = 'waiting'")}
    assert {id for _, id, _ in waited} - later <= done
    assert len(later) < len(waited) / 10


async def test_the_folder_holds_every_kind_of_record_and_each_can_be_read(house: House) -> None:
    assert {kind for kind, _ in house.records} == KINDS
    assert all(read_record(kind, json.loads(body)) for kind, body in house.records)


async def test_what_was_to_be_delivered_is_posted(house: House) -> None:
    told = house.told("pia")

    assert "Noted for Lars Holm" in told
    assert "Kept: the port map" in told
    assert "Erased for good" in told
    assert "Zebedee" not in told
    assert "1 of 6" in told
    pia = house.person("pia")
    assert "Working days" in text_of(await pia.view() or {})
    assert "Look ahead" in text_of(await pia.home() or {})


async def test_what_was_sent_and_not_read_yet_is_worked_on(house: House) -> None:
    assert "Noted for Lars Holm" in house.told("lev")
    assert "ask her about moorings" in house.told("lev")
    assert await answers(house, "lev", "notes Ana", "tides and moorings")
    assert "Kept: the price list" in house.told("una")
    assert "Undone: the note" in house.told("ivo")


async def test_an_old_change_is_undone_by_the_button_that_was_posted_for_it(house: House) -> None:
    nora, card = house.person("nora"), await house.card("mistake")

    await nora.click(card, "Undo")

    assert "Undone: the note" in text_of(await nora.next_update(card["ts"]))
    assert "Omar Haddad" not in await answers(house, "nora", "contacts", "Ana Ruiz")


async def test_a_promise_is_settled_by_the_menu_that_was_posted_for_it(house: House) -> None:
    nora, card = house.person("nora"), await house.card("promises")

    await nora.click(card, "Kept")

    assert await nora.next_message(where=says("Kept: the storage paper"))


async def test_an_old_note_answers_a_question(house: House) -> None:
    assert await answers(house, "nora", "ask What does Ana Ruiz worry about?", "cold storage in 2029")


async def test_home_shows_what_the_folder_holds(house: House) -> None:
    nora = house.person("nora")

    await nora.open_home()

    assert "a tour of the plant" in text_of(await nora.next_home())


async def test_every_button_and_form_that_was_posted_can_be_read(house: House) -> None:
    values = [each.value for shown in newest_first(house) for each in buttons_in(shown)]
    forms = [view["private_metadata"] for view in all_views(house) if view.get("private_metadata")]

    assert len({read_button(value)[0] for value in values}) > 90
    assert [read_form(each) for each in forms]


async def test_a_button_of_each_command_is_clicked(house: House) -> None:
    posted: dict[str, list[Posted]] = defaultdict(list)
    reserved = {house.left["members"][name] for name in BY_NAME}
    for shown in newest_first(house):
        for button in buttons_in(shown) if shown["member"] not in reserved else ():
            posted[read_button(button.value)[0]].append(button)
    before = house.taken_in()

    untouched = [name for name, buttons in posted.items() if not await house.click_one(buttons)]

    assert untouched == []
    await house.settled()
    assert house.taken_in() - before == len(posted)
