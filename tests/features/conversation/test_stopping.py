"""A member stops what a model is asked: the work ends, what was proposed goes, and nothing is changed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from slack_sandbox.testing import Driver, text_of
from slack_sandbox.testing.watching import ClientRefused
from tests.features.conftest import Office
from tests.features.modelled import conversed, modelled_office, who_knows_ana
from tests.support.openai_server import ScriptedModel

pytestmark = pytest.mark.asyncio(loop_scope="module")
PATIENCE_SECONDS = 20
SOON_SECONDS = 3
"""A second, and what a busy machine adds."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(
    model_server: ScriptedModel, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    async with modelled_office(model_server, tmp_path_factory.mktemp("bot"), timeout="60") as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def seller(office: Office, model: ScriptedModel) -> AsyncIterator[Driver]:
    yield await who_knows_ana(office, model)
    assert model.is_empty, "something that was scripted was never asked for"


async def goes_on(person: Driver, root: str, status: str = "processing") -> dict[str, Any]:
    while True:
        entry = await person.next_entry("session", timeout=PATIENCE_SECONDS)
        if (entry["thread_ts"], entry["status"]) == (root, status):
            return entry


async def test_a_question_that_is_stopped_ends_within_a_second(
    seller: Driver, model: ScriptedModel, office: Office
) -> None:
    model.reply("stall")
    root = await seller.dm("What worries Ana most about next year?")
    assert (await goes_on(seller, root))["can_stop"]
    before = len(await seller.messages())

    await seller.stop(root)

    assert text_of(await seller.next_message(timeout=SOON_SECONDS)) == "Stopped. Nothing was changed."
    await goes_on(seller, root, "active")
    assert len(await seller.messages()) == before
    model.reply(conversed(("Ana worries about carbon reporting.", "N1")))
    await seller.dm("What worries Ana most about next year?")
    assert "carbon reporting" in text_of(await seller.next_message(timeout=PATIENCE_SECONDS))


async def test_a_thread_is_named_by_its_first_question(seller: Driver, model: ScriptedModel) -> None:
    model.reply("stall")
    root = await seller.dm("What worries Ana most about this winter?")
    title = await seller.next_entry("thread_title", timeout=PATIENCE_SECONDS)
    while title["thread_ts"] != root:  # on a busy machine the note before took long, too
        title = await seller.next_entry("thread_title", timeout=PATIENCE_SECONDS)
    assert title["title"] == "What worries Ana most about this winter?"
    await seller.stop(root)
    await seller.next_message(timeout=PATIENCE_SECONDS)


async def test_a_note_that_is_stopped_while_it_is_read_is_not_kept(
    seller: Driver, model: ScriptedModel
) -> None:
    model.reply("stall")
    root = await seller.dm("Met Lars Holm from Tesseract, he looks for a grid connection.")
    await goes_on(seller, root)

    await seller.stop(root)

    assert text_of(await seller.next_message(timeout=SOON_SECONDS)) == "Stopped. Nothing was changed."
    await seller.command("/tactegic", "contacts")
    assert "Lars" not in text_of(await seller.next_message())


async def test_what_was_proposed_in_the_thread_is_taken_back(seller: Driver, model: ScriptedModel) -> None:
    model.reply(conversed(proposals=("remind me to call Ana Ruiz on Friday",)))
    root = await seller.dm("keep the call with Ana Ruiz on Friday in mind for me")
    card = await seller.next_message(timeout=PATIENCE_SECONDS)
    assert text_of(card).startswith("I can do this for you: remind me to call Ana Ruiz on Friday")
    model.reply("stall")
    await seller.dm("What worries Ana most, would you say?", thread_ts=root)
    await goes_on(seller, root)

    await seller.stop(root)

    assert text_of(await seller.next_message(timeout=SOON_SECONDS)) == "Stopped. Nothing was changed."
    changed = await seller.next_update()
    assert changed["ts"] == card["ts"]
    assert text_of(changed).startswith("You stopped this, so nothing was done.")
    assert "Do it" not in str(changed["blocks"])


async def test_a_stop_that_comes_too_late_says_nothing(
    seller: Driver, model: ScriptedModel, office: Office
) -> None:
    model.reply(conversed(("Ana worries about carbon reporting.", "N1")))
    root = await seller.dm("What worries Ana?")
    await seller.next_message(timeout=PATIENCE_SECONDS)
    with pytest.raises(ClientRefused):
        await seller.stop(root)
    place = await seller.dm_channel()
    [channel] = [
        team.channels[place] for team in office.sandbox.world.teams.values() if place in team.channels
    ]
    channel.sessions[root] = "processing"  # the page of somebody whose connection is slow

    await seller.stop(root)

    assert (await goes_on(seller, root, "active"))["can_stop"] is False
    await seller.command("/tactegic", "contacts")
    assert "Stopped" not in text_of(await seller.next_message())
