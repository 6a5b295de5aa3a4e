"""B6 through the real thing: sample data is marked, seen by nobody else, and gone in one click."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.core.contacts import SAMPLE_MARK
from slack_sandbox.blocks.surfaces import problems
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form
from tests.features.teams.test_team_documents import team_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


def words(message: dict[str, Any]) -> str:
    """What a message says, without marks."""
    assert problems(message["blocks"], "message") == []
    return text_of(message).replace("*", "")


async def run(person: Driver, line: str) -> str:
    """What a command answers."""
    await person.command("/tactegic", line)
    return words(await person.next_message())


async def test_b6_a_sample_is_marked_answers_and_goes_in_one_click(office: Office, seller: Driver) -> None:
    await seller.command("/tactegic", "sample")
    card = await seller.next_message()
    assert "4 made-up people" in words(card)
    assert "4 made-up people" in await run(seller, "sample")
    listed = await run(seller, "contacts")
    assert listed.count("Sampleton [sample]") == 1
    assert "Brightwater Foods [sample]" in listed

    await seller.click(card, "Ask that")
    answer = words(await seller.next_message())
    assert "carbon reporting from 2027" in answer
    assert "[1]" in answer
    await seller.click(card, "Brief me")
    brief = words(await seller.next_message())
    assert "Mira Sampleton [sample]" in brief
    assert "the paper on reusable crates" in brief
    assert "Priya Exemplar [sample]" in await run(seller, "portfolio")

    await seller.dm("Met Mira Sampleton again today, she likes the crates in blue.")
    assert "[sample]" in words(await seller.next_message())

    await seller.click(card, "Take it all away")
    await seller.wait_for(lambda message: "The sample is gone" in text_of(message))
    assert "haven't told me about anybody" in await run(seller, "contacts")
    kept = await run(seller, "notes")
    assert "likes the crates in blue" in kept
    assert "carbon" not in kept
    assert "crates" not in await run(seller, "promises")
    assert "no sample to take away" in await run(seller, "sample off")


async def test_b6_a_sample_and_a_real_person_of_that_name_stay_apart(office: Office) -> None:
    person = office.member("Gerd Blom")
    await person.dm("Met Mira Sampleton from Tesseract today, she builds boats.")
    await person.next_message()
    assert "Tesseract" in words(await person.next_message())
    await run(person, "sample")
    await person.dm("Called Mira Sampleton, she wants a bigger boat.")
    noted = words(await person.next_message())
    assert "Mira Sampleton (Tesseract)" in noted
    assert "[sample]" not in noted
    await run(person, "sample off")
    kept = await run(person, "notes")
    assert "bigger boat" in kept
    assert "builds boats" in kept
    assert "Tesseract" in await run(person, "contacts")


async def test_b6_nothing_of_a_sample_comes_by_itself_while_what_is_real_does(office: Office) -> None:
    person = office.member("Nele Voss")
    await person.dm("Met Omar Haddad from Oakhurst today, I promised him the survey by Thursday.")
    await person.next_message()
    await person.next_message()
    await run(person, "sample")
    asked_for = {message["ts"] for message in await person.messages()}
    for _ in range(14):
        await person.move_clock(advance=86_400)
    await person.wait_for(lambda each: each["ts"] not in asked_for and "survey" in text_of(each))
    await person.wait_for(lambda each: each["ts"] not in asked_for and "look ahead" in text_of(each).lower())
    coming = [text_of(each) for each in await person.messages() if each["ts"] not in asked_for]
    assert any("Oakhurst" in each for each in coming)
    assert not [each for each in coming if re.search(r"sample|Exemplar|Placeholder|crates|Kestrel", each)]
    await person.command("/tactegic", "promises")
    await person.next_message(where=lambda message: "the paper on reusable crates" in text_of(message))


async def test_b6_nothing_of_a_sample_is_shared(office: Office) -> None:
    person, mate = await greeted(office.member("Ole Ritter")), await greeted(office.member("Ida Kamp"))
    await run(person, "sample")
    await person.command("/tactegic", "team Brightwater Foods")
    await person.click(await person.next_message(), "Make a team")
    await person.submit(await opened_form(person), {"members": {"members": [mate.user]}})
    assert "sample people, of whom nothing is shared" in words(await person.next_message())

    await team_of(person, mate)
    await person.dm("Met Mira Sampleton [sample] and Bo Lindqvist from Oakhurst, they both collect crates.")
    both = await person.next_message(where=lambda message: "Bo Lindqvist" in text_of(message))
    assert "Share …" not in str(both["blocks"])
    listed = await run(person, "share crates")
    assert "No note of yours speaks of" in listed or "no notes yet" in listed
    assert "crates" not in listed.split("”")[-1]
    await mate.command("/tactegic", "notes")
    assert "crates" not in words(await mate.next_message())


async def test_b6_a_sample_and_a_real_person_are_not_merged(office: Office) -> None:
    person = office.member("Pia Lund")
    await person.dm("Met Mira Sampleton from Tesseract today, she builds boats.")
    await person.next_message()
    await person.next_message()
    await run(person, "sample")
    assert "stay apart" in await run(person, "merge Mira Sampleton, Priya Exemplar")


async def test_b6_a_bare_first_name_is_not_filed_on_a_sample_without_a_question(office: Office) -> None:
    person = await greeted(office.member("Rosa Thiel"))
    await run(person, "sample")
    await person.dm("Met Mira today, she breeds heliotropes.")
    asked = words(await person.next_message())
    assert "Which Mira do you mean?" in asked
    assert "A new Mira" in asked
    await person.dm("Met Tom from Kestrel Rail today, he plays the cello.")
    assert "Which Tom do you mean?" in words(await person.next_message())
    brief = await run(person, "brief Mira Sampleton")
    assert "heliotropes" not in brief
    assert "cello" not in await run(person, "brief Tom Placeholder")


async def test_b6_without_the_sample_own_notes_stay_and_undo_brings_all_back(office: Office) -> None:
    person = await greeted(office.member("Ulla Frey"))
    await run(person, "sample")
    await person.dm("Met Mira Sampleton today, she breeds heliotropes and I promised her a ladder.")
    assert "Noted for Mira Sampleton [sample]" in words(await person.next_message())
    await run(person, "remind me to call Mira Sampleton on 3 March 2031")
    await person.command("/tactegic", "sample off")
    gone = await person.next_message(where=lambda message: "The sample is gone" in text_of(message))
    assert "1 note that you wrote yourself stays" in words(gone)
    assert "heliotropes" in await run(person, "notes")
    assert "ladder" in await run(person, "promises")
    assert "Mira" not in await run(person, "reminders")
    assert "[sample]" not in await run(person, "contacts")
    await person.click(gone, "Undo")
    await person.next_update(gone["ts"])
    assert "Mira Sampleton [sample]" in await run(person, "contacts")
    assert "heliotropes" in await run(person, "brief Mira Sampleton")


async def test_b6_a_sample_person_keeps_the_mark_under_another_name(office: Office) -> None:
    person = await greeted(office.member("Vera Holt"))
    await run(person, "sample")
    assert "Mira Kranich [sample]" in await run(person, "rename Mira Sampleton to Mira Kranich")
    assert "[sample]" in await run(person, "account Mira Kranich, Oakhurst")
    listed = await run(person, "contacts")
    assert "Mira Kranich [sample]" in listed


async def test_b6_home_says_that_nothing_of_a_sample_comes_next(office: Office) -> None:
    person = await greeted(office.member("quin"))
    await run(person, "sample")

    await person.open_home("home")
    shown = text_of(await person.next_home())

    assert "Nothing of the made-up people of the sample comes by itself." in shown
    coming = shown.split("What comes next")[1].split("Nothing of the made-up people")[0]
    assert SAMPLE_MARK not in coming
