"""A message that grows, and what the sender does with it: it fills it, changes it, takes it back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.core.cards import Card, Row
from bot.core.deliveries import NOTHING, Amend, Retract, Say
from bot.core.rich import Bold
from bot.slack.closing import pieces_of
from slack_sandbox.testing import Driver, text_of
from tests.slack.adapter.bench import Bench, bench
from tests.slack.adapter.test_trouble_out import TEAM, outgoing

STEP = {"type": "task_update", "id": "1", "title": "Reading notes on Ana", "status": "in_progress"}


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Bench]:
    async with bench(tmp_path, "socket") as made:
        yield made


async def growing(running: Bench) -> tuple[Driver, dict[str, str]]:
    """A thread in which a message grows."""
    mira = running.sandbox.driver("U0SELLER")
    root, channel = await mira.dm("question"), await mira.dm_channel()
    client = await running.clients.plain_client(TEAM)
    started = await client.chat_startStream(channel=channel, thread_ts=root, chunks=[STEP])
    return mira, {"conversation": channel, "thread": root, "stream": str(started["ts"])}


async def only_answer(mira: Driver, place: dict[str, str]) -> dict[str, Any]:
    [found] = [each for each in (await mira.thread(place["thread"]))[1:] if "question" not in text_of(each)]
    assert found["ts"] == place["stream"]
    return found


async def test_what_is_withdrawn_before_it_was_filled_takes_the_place_of_its_steps(running: Bench) -> None:
    mira, place = await growing(running)
    taken = Card(text=("Taken back.",))
    amend = Amend(card=taken, conversation=place["conversation"], message=place["stream"], about=NOTHING)
    await running.sender.send(outgoing(amend))
    left = await only_answer(mira, place)
    assert (text_of(left), left.get("chunks"), left.get("streaming")) == ("Taken back.", None, None)


async def test_a_message_that_grows_can_be_deleted(running: Bench) -> None:
    mira, place = await growing(running)
    retract = Retract(conversation=place["conversation"], message=place["stream"])
    await running.sender.send(outgoing(retract))
    assert [each for each in await mira.thread(place["thread"]) if each["ts"] == place["stream"]] == []


@pytest.mark.parametrize("grows", [True, False])
async def test_a_delivery_that_is_tried_again_fills_the_message_once(running: Bench, grows: bool) -> None:
    mira, place = await growing(running)
    card = Card(text=("Ana likes maps. ", "So does Lars."), parts=(Row(text=("A source",)),))
    delivery = Say(card=card, about=NOTHING, grows=grows, **place)
    for attempted in (False, True, True):
        posted = await running.sender.send(outgoing(delivery, attempted=attempted))
        assert (posted.conversation, posted.message) == (place["conversation"], place["stream"])
    filled = await only_answer(mira, place)
    assert text_of(filled) == "Ana likes maps. So does Lars.\nA source"
    assert bool(filled.get("chunks")) is grows


@pytest.mark.parametrize(
    "words",
    [
        "a *bold* claim",
        "see [this](https://example.com)",
        "look at www.example.com",
        "ask @here",
        "a <b>tag</b>",
        "- a list",
        "1. a list",
        "two\nlines",
        ":tada: wow",
        "a | b",
        "under_score",
    ],
)
def test_words_with_markup_are_no_pieces(words: str) -> None:
    assert pieces_of(Card(text=(words,))) == []


def test_sentences_with_citations_are_pieces_and_stressed_words_are_none() -> None:
    assert pieces_of(Card(text=("Ana's maps (all 12) cost $5. [1][2] ", "So what?"))) == [
        "Ana's maps (all 12) cost $5. [1][2] ",
        "So what?",
    ]
    assert pieces_of(Card(text=("I can: ", Bold("remind")))) == []
