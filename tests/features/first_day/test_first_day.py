"""B4 through the real thing: a newcomer's first steps, taken, skipped, left, and taken up days later."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import pytest

from bot.slack.manifest import PROMPTS
from slack_sandbox.blocks.surfaces import problems
from slack_sandbox.testing import Driver, text_of
from slack_sandbox.testing.watching import ClientRefused
from tests.features.conftest import Office, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")


def words(message: dict[str, Any]) -> str:
    """What a message says, without marks."""
    assert problems(message["blocks"], "message") == []
    return text_of(message).replace("*", "")


async def welcomed(person: Driver) -> dict[str, Any]:
    """The greeting of somebody new, with the first step."""
    await person.open_home("messages")
    return await person.next_message()


def filled(**values: str) -> dict[str, dict[str, str]]:
    """What is typed in a form."""
    return {name: {name: value} for name, value in values.items()}


async def stepped(person: Driver, card: dict[str, Any], label: str) -> dict[str, Any]:
    """The card as it is after a click on a button of it."""
    await person.click(card, label)
    return await person.next_update(card["ts"])


async def test_b4_five_steps_lead_from_the_greeting_to_an_answer_with_its_source(office: Office) -> None:
    person = office.member("Paula Winter")
    card = await welcomed(person)
    assert "Step 1 of 5: your hours" in words(card)
    assert "Monday to Friday between 08:00 and 18:00, Berlin time" in words(card)

    await person.click(card, "Change")
    form = await opened_form(person)
    await person.submit(form, filled(begin="09:00", end="16:00"))
    card = await person.next_update(card["ts"])
    assert "Step 2 of 5" in words(card)
    assert "Good, Monday to Friday between 09:00 and 16:00." in words(card)

    card = await stepped(person, card, "Manager")
    assert "Step 3 of 5" in words(card)
    assert "Good, you are a manager." in words(card)

    await person.click(card, "Type three names")
    form = await opened_form(person)
    refused = await person.submit(form, filled(people="Ana Ruiz, Northwind\n12345"))
    assert "I find no name in “12345”" in str(refused)
    await person.submit(
        form, filled(people="Ana Ruiz, Northwind\nLars Berg (Tesseract)\n- Omar Haddad at Northwind\n")
    )
    card = await person.next_update(card["ts"])
    assert "I know Ana Ruiz, Lars Berg and Omar Haddad now." in words(card)
    assert "Step 4 of 5" in words(card)

    await person.dm("Called Ana Ruiz today, she worries about the new warehouse in Leeds.")
    noted = await person.next_message()
    assert "Ana Ruiz" in words(noted)
    card = await person.next_message()
    assert "Step 5 of 5" in words(card)

    await person.click(card, "Ask about Ana Ruiz")
    answer = await person.next_message()
    assert "the new warehouse in Leeds" in words(answer)
    assert "[1]" in words(answer)
    over = await person.next_update(card["ts"])
    assert "That was the start." in words(over)

    await person.command("/tactegic", "contacts")
    listed = words(await person.next_message())
    assert listed.count("Ana Ruiz") == 1
    assert "Northwind" in listed


async def test_b4_steps_are_left_and_taken_up_where_they_stood_and_reminded_of_once(office: Office) -> None:
    person = office.member("Jonas Feld")
    card = await stepped(person, await welcomed(person), "Skip")
    card = await stepped(person, card, "Skip")
    card = await stepped(person, card, "Later")
    assert "You were at step 3 of 5" in words(card)

    await person.open_home("home")
    assert "You were at step 3 of 5: your first people." in text_of(await person.next_home())
    await person.open_home("messages")
    await person.move_clock(advance=3 * 86_400)
    await person.open_home("messages")
    reminded = await person.next_message()
    assert "Shall we go on?" in words(reminded)
    await person.move_clock(advance=3 * 86_400)
    await person.open_home("messages")
    await person.command("/tactegic", "start")
    again = await person.next_message()
    assert "Step 3 of 5" in words(again)

    ended = await stepped(person, reminded, "No more steps")
    assert "no more steps" in words(ended)
    await person.open_home("home")
    await person.command("/tactegic", "role")
    await person.next_message()


async def test_b4_a_button_clicked_twice_or_in_another_window_takes_one_step(office: Office) -> None:
    person = office.member("Vera Holm")
    card = await welcomed(person)
    await asyncio.gather(person.click(card, "Skip"), person.click(card, "Skip"))
    await person.next_update(card["ts"])
    card = await person.next_update(card["ts"])
    assert "Step 2 of 5" in words(card)
    assert "Step 3 of 5" in words(await stepped(person, card, "Leader"))


async def test_b4_people_typed_twice_are_there_once_and_undo_takes_them_back(office: Office) -> None:
    person = office.member("Till Brandt")
    card = await welcomed(person)
    for _ in range(2):
        card = await stepped(person, card, "Skip")
    await person.click(card, "Type three names")
    form = await opened_form(person)
    await person.click(card, "Type three names")
    other = await opened_form(person)
    await person.submit(form, filled(people="Chiara Conti, Oakhurst\nTill Brandt, Fernhill\nchiara conti"))
    kept = await person.next_update(card["ts"])
    assert "I know Chiara Conti now. I left out Till Brandt" in words(kept)
    await person.submit(other, filled(people="Chiara Conti, Oakhurst"))
    again = await person.next_update(card["ts"])
    assert "You had told me about Chiara Conti before." in words(again)

    await person.command("/tactegic", "undo")
    assert "Chiara Conti" in words(await person.next_message())
    await person.command("/tactegic", "contacts")
    assert "Chiara Conti" not in words(await person.next_message())


async def test_b4_who_writes_at_once_is_led_nowhere(office: Office) -> None:
    person = office.member("Rosa Kern")
    await person.dm("Met Ana Ruiz from Northwind, I promised her the storage paper by Friday.")
    greeting = await person.next_message()
    assert "Step 1 of 5" in words(greeting)
    assert "Ana Ruiz" in words(await person.next_message())
    await person.dm("What did I promise Ana?")
    assert "storage paper" in words(await person.next_message())

    card = await stepped(person, greeting, "That's right")
    card = await stepped(person, card, "Seller")
    assert "Step 5 of 5" in words(card)
    await person.dm("What does Ana worry about?")
    await person.next_message()
    await person.command("/tactegic", "start")
    done = await person.next_message()
    assert "Your first steps are behind you." in words(done)  # the question was the last step
    assert "Step 1 of 5" in words(await stepped(person, done, "Begin the steps again"))


async def test_b4_what_is_typed_completes_who_is_known_by_the_first_name(office: Office) -> None:
    person = office.member("Fee Anders")
    card = await welcomed(person)
    for _ in range(2):
        card = await stepped(person, card, "Skip")
    await person.click(card, "Type three names")
    form = await opened_form(person)
    await person.dm("Had lunch with Sanne, she likes sailing.")
    await person.next_message()
    await person.submit(form, filled(people="Sanne Oduya (Halvorsen), Head of Procurement"))
    kept = await person.next_update(card["ts"])
    assert "I added what you typed to Sanne Oduya." in words(kept)

    await person.command("/tactegic", "contact Sanne Oduya")
    there = words(await person.next_message(where=lambda each: "note about Sanne" in text_of(each)))
    assert "Halvorsen" in there
    assert "Head of Procurement" in there


@pytest.mark.parametrize(("title", "message"), PROMPTS)
async def test_b4_a_suggested_prompt_tells_of_nobody(office: Office, title: str, message: str) -> None:
    person = office.member(f"New {title}")
    await welcomed(person)
    await person.dm(message)
    answer = words(await person.next_message())
    assert "I don't know what to do" not in answer
    await person.command("/tactegic", "contacts")
    assert "haven't told me about anybody yet" in words(await person.next_message())
    await person.command("/tactegic", "notes")
    assert "no note" in words(await person.next_message()).lower()


async def test_b4_no_button_that_a_newcomer_sees_makes_anybody_up(office: Office) -> None:
    person = office.member("Lena Graf")
    greeting = await welcomed(person)
    await person.open_home("home")
    home = await person.next_home()
    for line in ("", "help"):
        await person.command("/tactegic", line)
        await pressed(person, await person.next_message())
    await pressed(person, greeting)
    await pressed(person, home)
    await person.command("/tactegic", "contacts")
    await person.next_message(where=lambda each: "haven't told me about anybody" in text_of(each))


async def pressed(person: Driver, shown: dict[str, Any]) -> None:
    """Press every button of a card, but the one that says that it brings made-up people."""
    for block in shown["blocks"]:
        for element in (*block.get("elements", ()), block.get("accessory", {})):
            label = element.get("text", {}).get("text", "") if element.get("type") == "button" else ""
            if label and label != "Made-up people":
                with suppress(ClientRefused):  # another button has changed the card
                    await person.click(shown, label)
