"""With a model: what is looked up is shown meanwhile, in the message that the checked answer then fills."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, informed
from tests.features.modelled import conversed, modelled_office, understood
from tests.features.waiting import until
from tests.support.openai_server import ScriptedModel

pytestmark = pytest.mark.asyncio(loop_scope="module")
PATIENCE_SECONDS = 20
QUESTION = "What worries Ana, and where does Lars work?"
ANSWER = "Ana worries about carbon reporting. [1] Lars works at Tesseract. [2]"
STREAMED = ("chat.startStream", "chat.appendStream", "chat.stopStream", "chat.postMessage", "chat.update")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(
    model_server: ScriptedModel, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    async with modelled_office(model_server, tmp_path_factory.mktemp("bot"), timeout="60") as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def seller(office: Office, model: ScriptedModel) -> AsyncIterator[Driver]:
    person = await informed(office.member("mira"))
    model.reply(
        understood("note", "Ana Ruiz", company="Northwind"),
        understood("note", "Lars Holm", company="Tesseract"),
    )
    for words in (
        "Met Ana Ruiz from Northwind. She worries about carbon reporting.",
        "Met Lars Holm from Tesseract. He looks for a grid connection.",
    ):
        await person.dm(words)
        await person.next_message(timeout=PATIENCE_SECONDS)
    yield person
    office.sandbox.faults.clear()
    assert model.is_empty, "something that was scripted was never asked for"


def looks_up(model: ScriptedModel, *, words: str = "carbon") -> None:
    model.reply(
        conversed(look_ups=({"tool": "person", "name": "Lars Holm"}, {"tool": "notes", "words": words})),
        conversed(("Ana worries about carbon reporting.", "N1"), ("Lars works at Tesseract.", "F3")),
    )


def calls(office: Office, after: int) -> list[dict[str, Any]]:
    """What the bot asked of Slack about messages since then, in its order."""
    return [each for each in office.sandbox.traffic.since(after, 500) if each["name"] in STREAMED]


def names(found: list[dict[str, Any]]) -> list[str]:
    return [each["name"] for each in found]


async def answers_in(person: Driver, root: str) -> list[dict[str, Any]]:
    """The bot's messages in a thread."""
    return (await person.thread(root))[1:]


async def asked(person: Driver, words: str = QUESTION) -> tuple[str, dict[str, Any]]:
    root = await person.dm(words)
    return root, await person.next_message(timeout=PATIENCE_SECONDS)


def message_now(office: Office, ts: str) -> Any:
    """A message as the workspace holds it."""
    found = message_or_none(office, ts)
    assert found is not None
    return found


def message_or_none(office: Office, ts: str) -> Any:
    channels = [c for team in office.sandbox.world.teams.values() for c in team.channels.values()]
    return next((channel.messages[ts] for channel in channels if ts in channel.messages), None)


async def test_steps_come_first_then_the_checked_words_in_pieces_then_the_rest(
    seller: Driver, model: ScriptedModel, office: Office
) -> None:
    looks_up(model)
    before = office.sandbox.traffic.last

    root, answer = await asked(seller)

    said = text_of(answer)
    assert said.startswith(ANSWER)
    assert "I looked at the contact of Lars Holm and notes on “carbon”" in said
    [only] = await answers_in(seller, root)
    assert only["ts"] == answer["ts"]
    found = calls(office, before)
    assert names(found)[0] == "chat.startStream"
    assert names(found)[-3:] == ["chat.appendStream", "chat.appendStream", "chat.stopStream"]
    pieces = [str(each["request"]["chunks"]) for each in found[-3:-1]]
    assert "Ana worries about carbon reporting. [1]" in pieces[0]
    assert "Lars works at Tesseract. [2]" in pieces[1]
    assert found[-1]["request"]["blocks"], "the sources and buttons close it"
    steps = {chunk["id"]: chunk for chunk in message_now(office, answer["ts"]).chunks if "id" in chunk}
    assert {each["status"] for each in steps.values()} == {"complete"}
    first, contact, notes = [each["title"] for each in steps.values()]
    assert re.fullmatch(r"Read \d notes? that may answer this", first)
    assert (contact, re.sub(r"\d notes?", "notes", notes)) == (
        "Looked at the contact of Lars Holm",
        "Read notes",
    )


async def test_no_words_of_the_model_are_shown_before_they_are_checked(
    seller: Driver, model: ScriptedModel, office: Office
) -> None:
    model.reply(
        conversed(look_ups=({"tool": "notes", "words": "grid connection for Lars"},)),
        conversed(("Ana is leaving for Hooli.", "N1")),
        conversed(("Ana worries about carbon reporting.", "N1")),
    )
    before = office.sandbox.traffic.last

    _, answer = await asked(seller, "What does Ana worry about?")

    assert text_of(answer).startswith("Ana worries about carbon reporting. [1]")
    streamed = str([each["request"] for each in calls(office, before)])
    assert "Hooli" not in streamed
    shown = str([each["request"]["chunks"] for each in calls(office, before)[:-1]])
    assert "grid" not in shown, "what to look up was written by a model that had read the notes"
    assert re.search(r"'title': 'Read \d notes?'", shown)


async def test_an_answer_that_needs_no_look_up_is_posted_as_before(
    seller: Driver, model: ScriptedModel, office: Office
) -> None:
    model.reply(conversed(("Ana worries about carbon reporting.", "N1")))
    before = office.sandbox.traffic.last
    await asked(seller, "What worries Ana?")
    assert names(calls(office, before)) == ["chat.postMessage"]


async def test_words_that_markdown_would_read_come_whole(
    seller: Driver, model: ScriptedModel, office: Office
) -> None:
    model.reply(
        conversed(look_ups=({"tool": "person", "name": "Lars Holm"},)),
        conversed(("Ana *worries* about carbon <reporting>.", "N1")),
    )
    before = office.sandbox.traffic.last

    root, answer = await asked(seller)

    assert text_of(answer).startswith("Ana *worries* about carbon <reporting>. [1]")
    assert "markdown_text" not in str([each["request"] for each in calls(office, before)])
    assert names(calls(office, before))[-1] == "chat.stopStream"
    assert len(await answers_in(seller, root)) == 1


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"kind": "429", "retry_after": 30}, id="limited"),
        pytest.param({"kind": "error", "error": "streaming_mode_mismatch"}, id="refused"),
        pytest.param({"kind": "500"}, id="trouble"),
    ],
)
async def test_where_no_stream_can_start_the_answer_is_posted(
    model_server: ScriptedModel, tmp_path_factory: pytest.TempPathFactory, fault: dict[str, Any]
) -> None:
    """An office of its own, which a limit keeps from streams for a while."""
    model_server.forget()
    async with modelled_office(model_server, tmp_path_factory.mktemp("bot"), timeout="60") as office:
        person = await informed(office.member("mira"))
        model_server.reply(understood("note", "Ana Ruiz", company="Northwind"))
        await person.dm("Met Ana Ruiz from Northwind. She worries about carbon reporting.")
        await person.next_message(timeout=PATIENCE_SECONDS)
        office.sandbox.faults.add("chat.startStream", **fault, times=1)
        model_server.reply(
            conversed(look_ups=({"tool": "person", "name": "Ana Ruiz"},)),
            conversed(("Ana worries about carbon reporting.", "N1")),
        )
        before = office.sandbox.traffic.last

        root, answer = await asked(person, "What worries Ana?")

        assert text_of(answer).startswith("Ana worries about carbon reporting. [1]")
        assert names(calls(office, before)) == ["chat.startStream", "chat.postMessage"]
        assert len(await answers_in(person, root)) == 1
        if fault["kind"] == "429":
            model_server.reply(
                conversed(look_ups=({"tool": "person", "name": "Ana Ruiz"},)),
                conversed(("Ana worries about carbon reporting.", "N1")),
            )
            before = office.sandbox.traffic.last
            await asked(person, "What does Ana worry about most?")
            assert names(calls(office, before)) == ["chat.postMessage"], "it is left alone as long as asked"
    assert model_server.is_empty


async def test_for_whom_it_is_is_said_where_slack_asks(
    seller: Driver, model: ScriptedModel, office: Office
) -> None:
    office.sandbox.faults.add("chat.startStream", "error", error="missing_recipient_user_id", times=1)
    looks_up(model)
    before = office.sandbox.traffic.last

    _, answer = await asked(seller)

    assert text_of(answer).startswith(ANSWER)
    first, second = [each for each in calls(office, before) if each["name"] == "chat.startStream"]
    assert "recipient_user_id" not in first["request"]
    assert second["request"]["recipient_user_id"] == seller.user
    assert second["request"]["recipient_team_id"]


@pytest.mark.parametrize("method", ["chat.startStream", "chat.appendStream", "chat.stopStream"])
@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_connection_that_breaks_leaves_one_answer(
    seller: Driver, model: ScriptedModel, office: Office, method: str, when: Any
) -> None:
    office.sandbox.faults.add(method, "drop", when=when, times=1)
    looks_up(model)

    root = await seller.dm(QUESTION)

    await seller.wait_for(
        lambda each: each.get("thread_ts") == root and not each.get("streaming") and ANSWER in text_of(each),
        timeout=PATIENCE_SECONDS,
    )
    [only] = await answers_in(seller, root)
    assert text_of(only).count("carbon reporting. [1]") == 1
    assert "in_progress" not in str(message_now(office, only["ts"]).chunks)


@pytest.mark.parametrize("seconds", [1, pytest.param(6, marks=pytest.mark.slow)])
async def test_a_stop_that_is_limited_is_waited_for(
    seller: Driver, model: ScriptedModel, office: Office, seconds: int
) -> None:
    """One that would take long is tried again, and the card then takes the message's place."""
    office.sandbox.faults.add("chat.stopStream", "429", retry_after=seconds, times=2 if seconds > 5 else 1)
    looks_up(model)
    root = await seller.dm(QUESTION)
    await seller.wait_for(
        lambda each: each.get("thread_ts") == root and not each.get("streaming") and ANSWER in text_of(each),
        timeout=2 * PATIENCE_SECONDS,
    )
    [only] = await answers_in(seller, root)
    assert text_of(only).count("carbon reporting. [1]") == 1


async def test_a_stream_that_slack_ended_by_itself_is_filled_all_the_same(
    seller: Driver, model: ScriptedModel, office: Office
) -> None:
    office.sandbox.faults.add("chat.stopStream", "stall", seconds=1, times=1)
    looks_up(model)
    root = await seller.dm(QUESTION)
    growing = await seller.wait_for(
        lambda each: each.get("thread_ts") == root and each.get("streaming") and ANSWER in text_of(each),
        timeout=PATIENCE_SECONDS,
    )

    office.sandbox.clock.advance(400)

    whole = await seller.wait_for(
        lambda each: (
            each["ts"] == growing["ts"] and not each.get("streaming") and "I looked at" in text_of(each)
        ),
        timeout=PATIENCE_SECONDS,
    )
    assert text_of(whole).startswith(ANSWER)
    assert text_of(whole).count("carbon reporting. [1]") == 1
    assert [each["ts"] for each in await answers_in(seller, root)] == [growing["ts"]]


async def test_a_message_that_is_gone_is_posted_anew(
    seller: Driver, model: ScriptedModel, office: Office
) -> None:
    office.sandbox.faults.add("chat.stopStream", "error", error="message_not_found", times=2)
    office.sandbox.faults.add("chat.update", "error", error="message_not_found", times=1)
    looks_up(model)
    root = await seller.dm(QUESTION)
    growing = await seller.wait_for(
        lambda each: each.get("thread_ts") == root and bool(each.get("chunks")), timeout=PATIENCE_SECONDS
    )
    posted = await seller.wait_for(
        lambda each: each.get("thread_ts") == root and not each.get("chunks") and ANSWER in text_of(each),
        timeout=PATIENCE_SECONDS,
    )
    assert posted["ts"] != growing["ts"]
    assert [each["ts"] for each in await answers_in(seller, root)] == [posted["ts"]]


async def test_a_model_that_fails_after_a_step_has_the_rules_answer_in_the_same_message(
    seller: Driver, model: ScriptedModel
) -> None:
    model.reply(conversed(look_ups=({"tool": "person", "name": "Lars Holm"},)), "500", "500")

    root, answer = await asked(seller, "What worries Ana?")

    assert "carbon reporting" in text_of(answer)
    assert [each["ts"] for each in await answers_in(seller, root)] == [answer["ts"]]


async def test_stop_ends_the_stream_with_a_sentence_and_takes_back_what_was_proposed(
    seller: Driver, model: ScriptedModel, office: Office
) -> None:
    model.reply(conversed(proposals=("remind me to call Ana Ruiz on Friday",)))
    root = await seller.dm("keep the call with Ana Ruiz on Friday in mind for me")
    card = await seller.next_message(timeout=PATIENCE_SECONDS)
    assert text_of(card).startswith("I can do this for you: remind me to call Ana Ruiz on Friday")
    model.reply(conversed(look_ups=({"tool": "person", "name": "Lars Holm"},)), "stall")
    await seller.dm("And where does Lars work, would you say?", thread_ts=root)
    growing = await seller.wait_for(
        lambda each: each.get("thread_ts") == root and "Looked at" in str(each.get("chunks")),
        timeout=PATIENCE_SECONDS,
    )

    await seller.stop(root)

    await seller.wait_for("Stopped. Nothing was changed.", timeout=PATIENCE_SECONDS)
    stopped = message_now(office, growing["ts"])
    assert (stopped.streaming, stopped.chunks) == (False, [])
    await seller.wait_for("You stopped this, so nothing was done.", timeout=PATIENCE_SECONDS)
    assert len([each for each in await answers_in(seller, root) if "Stopped" in text_of(each)]) == 1


async def test_a_proposal_fills_the_message_and_is_done_by_a_click(
    seller: Driver, model: ScriptedModel
) -> None:
    model.reply(
        understood("recall", "Lars Holm"),
        conversed(look_ups=({"tool": "person", "name": "Lars Holm"},)),
        conversed(proposals=("remind me to call Lars Holm on Friday",)),
    )

    root, card = await asked(seller, "What can you do so that I call Lars Holm on Friday?")

    assert text_of(card).startswith("I can do this for you: remind me to call Lars Holm on Friday")
    assert [each["ts"] for each in await answers_in(seller, root)] == [card["ts"]]
    await seller.click(card, "Do it")
    done = await seller.wait_for(
        lambda each: each["ts"] == card["ts"] and text_of(each).startswith("I'll remind you"),
        timeout=PATIENCE_SECONDS,
    )
    assert not done.get("chunks")


@pytest.mark.parametrize("erased", ["Ana Ruiz", "Lars Holm"])
async def test_who_is_erased_leaves_a_streamed_answer_too(
    seller: Driver, model: ScriptedModel, office: Office, erased: str
) -> None:
    """Both who is quoted and who was only looked at."""
    model.reply(
        conversed(look_ups=({"tool": "person", "name": "Lars Holm"},)),
        conversed(("Ana worries about carbon reporting.", "N1")),
    )
    _, answer = await asked(seller)
    assert "Lars Holm" in str(message_now(office, answer["ts"]).chunks)

    await seller.command("/tactegic", f"fit {erased}")
    review = await seller.next_message(timeout=PATIENCE_SECONDS)
    await seller.click(review, "Release")
    released = await seller.next_update(review["ts"])
    await seller.click(released, "Erase what is stored")

    await until(lambda: erased not in str(message_or_none(office, answer["ts"])))
