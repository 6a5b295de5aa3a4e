"""What was taken back goes from everybody's messages and Home, and no answer is read by others (B6, F5)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.cards import Button, Card
from bot.core.commands import ListContacts
from bot.features.notes.commands import DeleteNote, ListNotes
from bot.slack.render.message import message
from slack_sandbox.seed import ACCOUNTS
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted
from tests.features.people.test_erasing import run, waiting
from tests.features.rollup.test_roll_up import all_answers, previewed, reporting, rounded
from tests.features.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")
WORDS = "electricians"


async def standing(person: Driver, *words: str) -> list[str]:
    """What stands in a person's conversation with the bot, its threads, and their Home, with these words."""
    roots = [each for each in await person.messages() if each.get("bot_id")]
    replies = [each for root in roots for each in await person.thread(root["ts"]) if each.get("bot_id")]
    home = await person.home()
    shown = [*roots, *replies, *([home] if home else [])]
    return [text_of(each) for each in shown if any(word in json.dumps(each) for word in words)]


@pytest.mark.slow
async def test_t5_what_is_taken_back_goes_from_what_the_manager_was_shown(office: Office) -> None:
    manager, [mira] = await reporting(office, "mira")
    await rounded(mira, "Ana Ruiz", "Northwind", f"Too few {WORDS} for the cold stores")
    preview = await previewed(mira)
    await mira.click(preview, "Share exactly this")
    shared = await mira.next_update(preview["ts"])
    await all_answers(manager)
    assert await standing(manager, WORDS)

    await mira.click(shared, "Take it back")

    receipt = text_of(await mira.next_update(shared["ts"]))
    assert "It is being removed from the messages that showed it" in receipt
    done = text_of(await mira.next_update(shared["ts"]))
    assert "None of my messages shows it any more" in done
    assert "being removed" not in done
    assert await standing(manager, WORDS) == []
    assert await standing(manager, "None of your sellers shares a look ahead")
    assert await standing(manager, "Those answers are not shared any more")


@pytest.mark.slow
async def test_f5_lists_and_home_are_drawn_anew_and_what_told_of_nobody_else_is_deleted(
    office: Office, seller: Driver
) -> None:
    await seller.dm("Met Ana Ruiz from Northwind yesterday, she likes harbours")
    await seller.next_message()
    await seller.dm("Met Zebedee Quillfeather from Oakhurst yesterday, I owe him a heliotrope by Friday.")
    noted = await seller.next_message()
    contacts = await run(seller, "contacts")
    promises = await run(seller, "promises")
    await seller.open_home()
    assert "heliotrope" in text_of(await seller.next_home())
    review = await run(seller, "fit Zebedee Quillfeather")
    await seller.click(review, "Release")
    released = await seller.next_update(review["ts"])

    await seller.click(released, "Erase what is stored")

    assert "being removed" in text_of(await seller.next_update(released["ts"]))
    assert "None of my messages shows it" in text_of(await seller.next_update(released["ts"]))
    await until(lambda: not waiting(office.data))
    assert await standing(seller, "Zebedee", "heliotrope") == []
    now = {each["ts"]: text_of(each) for each in await seller.messages()}
    assert noted["ts"] not in now
    assert promises["ts"] not in now or "heliotrope" not in now[promises["ts"]]
    assert "You know 1 person." in now[contacts["ts"]]
    assert "Ana Ruiz" in text_of(await seller.home() or {})


async def card_in_channel(office: Office, *buttons: Button) -> dict[str, Any]:
    """A card of the bot's own that came to stand in a channel."""
    made = message(Card(text=("What would you like to see?",), buttons=buttons))
    client = AsyncWebClient(token=office.sandbox.bot_token, base_url=office.sandbox.api_url)
    posted = await client.chat_postMessage(channel=ACCOUNTS, text=made.text, blocks=made.blocks)
    return {**posted["message"], "channel": ACCOUNTS}


async def test_b6_a_click_on_a_card_in_a_channel_is_answered_to_the_member_alone(
    office: Office, seller: Driver
) -> None:
    other = await greeted(office.member("devan"))
    await office.join(ACCOUNTS, seller, other)
    await seller.dm("Met Ana Ruiz from Northwind, she likes harbours")
    await seller.next_message()
    card = await card_in_channel(
        office,
        Button(label="Contacts", command=ListContacts()),
        Button(label="Notes", command=ListNotes()),
        Button(label="A wish", command=DeleteNote("nowhere")),
    )
    for label in ("Contacts", "Notes", "A wish"):
        await seller.click(card, label)
        answer = await seller.next_message(await seller.dm_channel())
        assert answer["channel"].startswith("D")
        await seller.wait_for("I answered you in our direct message")

    in_channel = [*await other.messages(ACCOUNTS), *await other.thread(card["ts"], ACCOUNTS)]
    assert {text_of(each) for each in in_channel if each.get("bot_id")} == {text_of(card)}
    assert not any("Ana Ruiz" in json.dumps(each) for each in in_channel)


async def test_b6_the_slash_command_in_a_channel_shows_others_nothing(office: Office, seller: Driver) -> None:
    other = await greeted(office.member("devan"))
    await office.join(ACCOUNTS, seller, other)
    await seller.dm("Met Ana Ruiz from Northwind, she likes harbours")
    await seller.next_message()

    await seller.command("/tactegic", "notes", ACCOUNTS)

    assert "harbours" in text_of(await seller.next_message(await seller.dm_channel()))
    assert not any("harbours" in json.dumps(each) for each in await other.messages(ACCOUNTS))
