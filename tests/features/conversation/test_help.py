"""B4: help that can be typed as it stands, by topic, by command, and where nothing is understood."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.cards.topics import GROUPS, PLAIN
from bot.conversation.subcommands import SUBCOMMANDS, parse_line
from bot.core.commands import Command
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")
TOLD = (
    "Met Ana Ruiz from Northwind. She worries about storage.",
    "Met A. Ruiz from Northwind.",
    "Met Lars Holm from Northwind.",
    "Met Omar Haddad from Tarn Foods. He says they sign in May.",
)
LAST = ("rename", "merge", "delete", "release")
"""Commands whose examples take somebody away that other examples need."""
PATIENCE_SECONDS = 20
"""The first search by meaning loads what it needs, which takes a while on a busy machine."""
TOLD_BY_HELP = (PLAIN["notes"], PLAIN["touches"], GROUPS[0][1])
REFUSALS = (
    "I don't know",
    "I'm not sure",
    "For example `",
    "There is no help",
    "That didn't work",
    "no longer there",
    "haven't told me anything",
)


async def informed_seller(office: Office) -> Driver:
    """A seller who told of everybody that the examples name."""
    seller = await greeted(office.member("mira"))
    for note in TOLD:
        await seller.dm(note)
        await seller.next_message()
    await seller.command("/tactegic", "define ARR = annual recurring revenue")
    await seller.next_message()
    return seller


async def typed(seller: Driver, line: str) -> str:
    """What the bot shows for a line after `/tactegic`: a message, or a form where the command opens one."""
    await seller.command("/tactegic", line)
    parsed = parse_line(line)
    assert isinstance(parsed, Command)
    if parsed.needs_form:
        return text_of(await opened_form(seller))
    shown = await seller.next_message(timeout=PATIENCE_SECONDS)
    assert flaws(shown) == []
    return text_of(shown)


def flaws(shown: dict[str, Any]) -> list[str]:
    """What is wrong with the form of a message: a small letter first, or two buttons that say the same."""
    words, found = text_of(shown), []
    if words[:1].islower():
        found.append(f"begins small: {words[:40]}")
    for block in shown.get("blocks", []):
        elements = block.get("elements", []) if block["type"] == "actions" else []
        labels = [element["text"]["text"] for element in elements if element["type"] == "button"]
        found += [f"twice: {label}" for label in {*labels} if labels.count(label) > 1]
    return found


def refused(answer: str) -> bool:
    return not answer.strip() or any(words in answer for words in REFUSALS)


@pytest.mark.slow
async def test_b4_every_example_of_a_command_works_as_it_is_typed(office: Office) -> None:
    seller, manager = await informed_seller(office), await greeted(office.member("tomo"))
    people = {"@mira": f"<@{seller.user}>", "@tomo": f"<@{manager.user}>"}
    examples = sorted((each.example for each in SUBCOMMANDS), key=lambda one: one.startswith(LAST))

    wrong = {}
    for example in examples:
        line = " ".join(people.get(word, word) for word in example.split(" "))
        if refused(answer := await typed(seller, line)):
            wrong[example] = answer

    assert wrong == {}


@pytest.mark.slow
async def test_b4_everything_that_help_says_in_plain_words_is_understood(office: Office) -> None:
    seller = await informed_seller(office)

    wrong = {}
    for words in (*PLAIN.values(), *(example for _, example, _ in GROUPS)):
        if words.startswith("/tactegic "):
            continue
        await seller.dm(words)
        shown = await seller.next_message(timeout=PATIENCE_SECONDS)
        assert flaws(shown) == []
        answer = text_of(shown)
        if refused(answer) or (answer.startswith("Noted") and words not in TOLD_BY_HELP):
            wrong[words] = answer

    assert wrong == {}


@pytest.mark.parametrize("topic", ["", "notes", "portfolio", "cadence", "simple mode"])
async def test_b4_help_shows_what_can_be_typed(seller: Driver, topic: str) -> None:
    await seller.command("/tactegic", f"help {topic}")

    answer = text_of(await seller.next_message())

    assert not refused(answer)
    assert "`" in answer


async def test_b4_help_opens_each_topic_from_the_menu_of_its_line(seller: Driver) -> None:
    await seller.command("/tactegic", "help")
    overview = await seller.next_message()

    await seller.click(overview, "Looks ahead")

    shown = text_of(await seller.next_update(overview["ts"]))
    assert "`Look ahead with Northwind`" in shown
    assert "`/tactegic rollup preview`" in shown


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("what did I promise Ana Ruiz?", "storage paper"),
        ("who do I know at Northwind?", "Ana Ruiz"),
        ("show my promises", "storage paper"),
        ("I'm thinking of sending Ana Ruiz a gift basket", "0 of 3"),
    ],
)
async def test_b4_plain_words_after_the_command_do_the_same(seller: Driver, line: str, expected: str) -> None:
    await seller.dm("Met Ana Ruiz from Northwind, I promised her the storage paper.")
    await seller.next_message()

    await seller.command("/tactegic", line)

    assert expected in text_of(await seller.next_message())


async def test_b4_what_is_not_understood_gets_examples_with_somebody_who_is_known(seller: Driver) -> None:
    await seller.dm("Met Lena Vogt from Northwind.")
    await seller.next_message()

    await seller.command("/tactegic", "breif her")

    answer = text_of(await seller.next_message())
    assert "I don't know what to do with “breif her”." in answer
    assert "`/tactegic brief Lena Vogt`" in answer
    assert "Ana" not in answer


async def test_b4_help_asked_on_another_card_leaves_that_card_as_it_is(seller: Driver) -> None:
    await seller.command("/tactegic", "frobnicate the widget")
    card = await seller.next_message()

    await seller.click(card, "Show help")

    assert "What you can tell me" in text_of(await seller.next_message())
    await seller.click(await seller.message(card["ts"]), "Keep it as a note")
    await seller.wait_for(lambda message: message["ts"] == card["ts"] and "Noted" in text_of(message))
