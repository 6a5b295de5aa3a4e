"""What Slack refuses is shown more plainly or elsewhere: never silence, and never twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from bot.charts import draw
from bot.core.cards import Button, Card, Choices, Facts, Form, Home, Passage, Picture, Row
from bot.core.charts import Chart, MapPoint, PointMap
from bot.core.deliveries import NOTHING, PublishHome, Replace, Retract, Say, Show, Whisper
from bot.core.ports.errors import Undeliverable
from bot.core.ports.queues import Posted
from bot.core.rich import Bold
from bot.features.notes.commands import DeleteNote
from bot.slack.deliver import SlackSender
from slack_sandbox.testing import Driver, text_of
from tests.slack.adapter.bench import Bench, bench
from tests.slack.adapter.test_trouble_out import answers, outgoing, say
from tests.slack.render.test_figures import SHARES, WHO

pytestmark = pytest.mark.slow

CARD = Card(
    header="Ana Ruiz",
    text=("Noted for ", Bold("Ana Ruiz"), " & <co>"),
    parts=(
        Passage(text=("She likes maps.",), heading="Kept"),
        Row(text=("A row",), button=Button(label="Delete", command=DeleteNote("n1"))),
        Facts(pairs=(("Company", ("Northwind",)),)),
        Choices(buttons=(Button(label="Yes", command=DeleteNote("n2")),)),
    ),
    context=("Only you see this.",),
)
CHART = Chart(
    map=PointMap(
        across="Value",
        up="Strength",
        most_across=12,
        most_up=100,
        groups=("creation",),
        points=(MapPoint(8, 40),),
    )
)
PICTURE = Picture(picture_id=CHART.picture_id, title="Map", alt="One stands at 8 and 40.", chart=CHART)


@pytest.fixture(params=["socket", "http"])
async def running(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Bench]:
    async with bench(tmp_path, request.param) as made:
        yield made


@pytest.fixture
def mira(running: Bench) -> Driver:
    return running.sandbox.driver("U0SELLER")


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_blocks_too_long", "a_code_that_nobody_knows"])
async def test_a_refused_card_is_posted_once_in_words(running: Bench, mira: Driver, code: str) -> None:
    running.sandbox.faults.add("chat.postMessage", "error", error=code, having="blocks", times=-1)
    posted = await running.sender.send(outgoing(Say(card=CARD, about=NOTHING)))
    message = await mira.next_message()
    assert message["ts"] == posted.message
    assert "blocks" not in message
    for said in ("Ana Ruiz", "&amp; &lt;co&gt;", "She likes maps.", "Company", "Northwind", "Only you"):
        assert said in message["text"]
    again = await running.sender.send(outgoing(Say(card=CARD, about=NOTHING), attempted=True))
    assert again == posted
    assert await answers(running, "She likes maps.") == 1


async def test_a_client_that_draws_no_charts_gets_their_words_and_keeps_the_rest(
    running: Bench, mira: Driver
) -> None:
    sender = SlackSender(running.clients, find_post=running.store.outbox.find_post, draw=drawn)
    running.sandbox.faults.add("*", "error", error="invalid_blocks", block="data_", times=-1)
    card = replace(CARD, parts=(*CARD.parts, PICTURE, SHARES, WHO))
    posted = await sender.send(outgoing(Say(card=card, about=NOTHING)))
    [message] = [each for each in await mira.thread(posted.message or "") if each["ts"] == posted.message]
    kinds = {block["type"] for block in message["blocks"]}
    assert "image" in kinds
    assert not {"data_visualization", "data_table"} & kinds
    for said in ("40 % in May", "Strength: 61", "Delete"):
        assert said in text_of(message)


async def test_a_refused_update_shows_its_words_in_the_same_place(running: Bench, mira: Driver) -> None:
    first = await running.sender.send(outgoing(say("the card"), id="a"))
    running.sandbox.faults.add("chat.update", "error", error="msg_too_long", having="blocks", times=-1)
    place = {"conversation": first.conversation or "", "message": first.message or ""}
    assert await running.sender.send(outgoing(Replace(card=CARD, about=NOTHING, **place), id="b")) == first
    assert await answers(running, "the card") == 0
    assert await answers(running, "She likes maps.") == 1


async def test_a_card_that_cannot_be_rendered_is_said_in_words(running: Bench, mira: Driver) -> None:
    large = Button(label="Delete", command=DeleteNote("n" * 4000))
    card = Card(text=("Still said.",), buttons=(large,))
    await running.sender.send(outgoing(Say(card=card, about=NOTHING)))
    assert text_of(await mira.next_message()) == "Still said."


async def test_words_too_long_for_a_message_say_that_they_are_cut(running: Bench, mira: Driver) -> None:
    running.sandbox.faults.add("chat.postMessage", "error", error="invalid_blocks", having="blocks")
    card = Card(text=("First.",), parts=tuple(Passage(text=("word " * 500,)) for _ in range(9)))
    await running.sender.send(outgoing(Say(card=card, about=NOTHING)))
    text = (await mira.next_message())["text"]
    assert len(text) <= 4000
    assert text.endswith("Ask me for the rest, or open the note itself.")


@pytest.mark.parametrize("attempted", [False, True])
async def test_a_thread_that_is_gone_is_answered_in_its_conversation(
    running: Bench, mira: Driver, attempted: bool
) -> None:
    direct = await mira.dm_channel()
    gone = Say(card=CARD, conversation=direct, thread="1700000000.000100", about=NOTHING)
    posted = await running.sender.send(outgoing(gone))
    if attempted:
        assert await running.sender.send(outgoing(gone, attempted=True)) == posted
    message = await mira.next_message()
    assert (message["channel"], message.get("thread_ts")) == (direct, None)
    assert await answers(running, "She likes maps.") == 1


async def test_a_conversation_that_is_gone_gives_way_to_the_members_own(running: Bench, mira: Driver) -> None:
    elsewhere = Say(card=CARD, conversation="D0GONE", thread="1700000000.000100", about=NOTHING)
    posted = await running.sender.send(outgoing(elsewhere))
    assert posted.conversation == await mira.dm_channel()
    assert await answers(running, "She likes maps.") == 1


@pytest.mark.parametrize("code", ["channel_not_found", "is_archived", "restricted_action"])
async def test_what_other_content_would_not_help_is_asked_once(running: Bench, code: str) -> None:
    before = running.sandbox.traffic.last
    running.sandbox.faults.add("chat.postMessage", "error", error=code, times=-1)
    with pytest.raises(Undeliverable, match=code):
        await running.sender.send(outgoing(say("x")))
    asked = running.sandbox.traffic.since(before, 100)
    assert [entry["name"] for entry in asked].count("chat.postMessage") == 1


async def test_a_pointer_that_is_refused_is_said_in_words(running: Bench, mira: Driver) -> None:
    running.sandbox.faults.add("chat.postEphemeral", "error", error="invalid_blocks", having="blocks")
    pointer = Whisper(card=Card(text=("over there",)), conversation="C0ACCOUNTS")
    await running.sender.send(outgoing(pointer))
    shown = await mira.next_message()
    assert (text_of(shown), shown["is_ephemeral"]) == ("over there", True)


FORM = Form(title="About Ana", parts=(Passage(text=("She likes maps.",)),))


async def _with_form(running: Bench, mira: Driver, send: Callable[[str], Show]) -> tuple[str, Posted]:
    """Open a form, have its content refused, and return what it shows and where else it went."""
    await mira.global_shortcut("new_note")
    await mira.next_view()
    await mira.next_view()
    running.sandbox.faults.add("views.update", "error", error="invalid_arguments", times=1)
    view = running.handled[0][1].view or ""
    posted = await running.sender.send(outgoing(send(view), id="form"))
    return text_of(await mira.next_view()), posted


async def test_a_form_that_is_refused_says_so_and_comes_as_a_message(running: Bench, mira: Driver) -> None:
    shown, posted = await _with_form(running, mira, lambda view: Show(form=FORM, view=view, about=NOTHING))
    assert "You find it in our messages." in shown
    message = await mira.next_message()
    assert message["ts"] == posted.message
    assert "She likes maps." in text_of(message)
    assert "here it is as a message" in text_of(message)


async def test_a_private_form_that_is_refused_comes_as_no_message(running: Bench, mira: Driver) -> None:
    def private(view: str) -> Show:
        return Show(form=FORM, view=view, about=NOTHING, private=True)

    shown, posted = await _with_form(running, mira, private)
    assert "Nothing was changed." in shown
    assert posted == Posted()
    assert await answers(running, "maps") == 0


async def test_a_home_that_is_refused_says_so(running: Bench, mira: Driver) -> None:
    running.sandbox.faults.add("views.publish", "error", error="invalid_arguments", times=1)
    home = Home(header="Your relationships", parts=(Passage(text=("Ana",)),))
    await running.sender.send(outgoing(PublishHome(home=home, about=NOTHING)))
    assert "Slack did not take this page just now." in text_of(await mira.next_home())


async def drawn(chart: Chart) -> bytes:
    return draw(chart)


async def _bytes(running: Bench, file: str, person: str) -> tuple[int, bytes]:
    address = f"{running.sandbox.base_url}/client/file/{file}?as={person}"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, await answer.read()


@pytest.mark.parametrize("in_thread", [False, True])
async def test_a_picture_is_seen_by_its_member_and_by_nobody_else(
    running: Bench, mira: Driver, in_thread: bool
) -> None:
    sender = SlackSender(running.clients, find_post=running.store.outbox.find_post, draw=drawn)
    thread = (await running.sender.send(outgoing(say("root"), id="root"))).message if in_thread else None
    card = Card(text=("How it stands",), parts=(PICTURE,))
    conversation = await mira.dm_channel()
    posted = await sender.send(
        outgoing(Say(card=card, conversation=conversation, thread=thread, about=NOTHING))
    )
    root = thread or posted.message or ""
    [message] = [each for each in await mira.thread(root) if each["ts"] == posted.message]
    [image] = [block for block in message["blocks"] if block["type"] == "image"]
    file = image["slack_file"]["id"]
    status, content = await _bytes(running, file, "U0SELLER")
    assert (status, content[:4]) == (200, b"\x89PNG")
    assert (await _bytes(running, file, "U0MANAGER"))[0] == 404
    # It stands in the card's thread, not beside it, and is shared once, however often the card is shown.
    again = Replace(card=card, conversation=conversation, message=posted.message or "", about=NOTHING)
    await sender.send(outgoing(again, id="again"))
    shared = [each for each in await mira.thread(root) if each.get("files")]
    assert len(shared) == 1
    gone = Retract(conversation=conversation, message=posted.message or "")
    await sender.send(outgoing(gone, id="gone"))
    assert (await _bytes(running, file, "U0SELLER"))[0] == 404
    if thread:
        assert len(await mira.thread(thread)) == 1
    else:
        assert [each for each in await mira.messages() if each["ts"] == posted.message] == []


async def test_a_card_whose_picture_is_refused_keeps_its_words(running: Bench, mira: Driver) -> None:
    sender = SlackSender(running.clients, find_post=running.store.outbox.find_post, draw=drawn)
    running.sandbox.faults.add("files.getUploadURLExternal", "error", error="not_allowed_token_type")
    card = Card(text=("How it stands",), parts=(PICTURE,))
    await sender.send(outgoing(Say(card=card, about=NOTHING)))
    assert "One stands at 8 and 40." in text_of(await mira.next_message())
