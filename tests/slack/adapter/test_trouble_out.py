"""Delivery under trouble: rate limits, failures, lost answers, closed forms, broken connections."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.cards import Card, Field, FieldKind, Form
from bot.core.commands import AttachedFile, Said, Sent
from bot.core.deliveries import NOTHING, Amend, Delivery, Replace, Retract, Revise, Say, Show, Whisper
from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.errors import Disconnected, NotFound, RetryLater, Unavailable, Undeliverable
from bot.core.ports.queues import Outgoing, Posted
from bot.slack.app import build_app
from bot.slack.clients import BadToken, connect
from bot.slack.deliver import SlackSender
from bot.slack.directory import SlackDirectory
from bot.slack.files import SlackFiles
from bot.slack.intake import Intake
from bot.slack.socket import run_socket_mode
from slack_sandbox.testing import text_of
from slack_sandbox.testing.waiting import until
from tests.slack.adapter.bench import Bench, bench

pytestmark = pytest.mark.slow

TEAM, MIRA = WorkspaceId("T0FERNHILL"), MemberId("U0SELLER")


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Bench]:
    async with bench(tmp_path) as made:
        yield made


def outgoing(delivery: Delivery, *, id: str = "d1", attempted: bool = False, member: str = MIRA) -> Outgoing:
    return Outgoing(
        id=id,
        workspace=TEAM,
        member=MemberId(member),
        delivery=delivery,
        attempt=2 if attempted else 1,
        attempted=attempted,
        lease="l",
    )


def say(text: str, thread: str | None = None) -> Say:
    return Say(card=Card(text=(text,)), thread=thread, about=NOTHING)


async def answers(running: Bench, words: str) -> int:
    mira = running.sandbox.driver("U0SELLER")
    roots = await mira.messages()
    threads = [await mira.thread(root["ts"]) for root in roots if root.get("reply_count")]
    return sum(words in text_of(message) for message in [*roots, *(m for t in threads for m in t[1:])])


async def test_a_crash_between_post_and_record_does_not_post_twice(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    running.crash_after_post = 2
    await mira.dm("in the thread")
    await mira.next_message()
    await until(lambda: running.crash_after_post == 0)
    await mira.command("/tactegic", "at the root")
    await mira.wait_for("Typed: at the root")
    await until(lambda: not running.crash_after_post)
    assert await answers(running, "Noted for") == 1
    assert await answers(running, "Typed: at the root") == 1


async def test_a_root_post_is_found_again_behind_many_others(running: Bench) -> None:
    first = await running.sender.send(outgoing(say("the one"), id="the one"))
    for number in range(120):
        await running.sender.send(outgoing(say(f"later {number}"), id=f"later {number}"))
    again = await running.sender.send(outgoing(say("the one"), id="the one", attempted=True))
    assert again == first
    other = await running.sender.send(outgoing(say("new"), id="never posted", attempted=True))
    assert other.message != first.message


@pytest.mark.parametrize("kind", ["500", "503", "drop"])
async def test_a_post_whose_answer_was_lost_is_found_and_not_repeated(running: Bench, kind: str) -> None:
    mira = running.sandbox.driver("U0SELLER")
    running.sandbox.faults.add("chat.postMessage", kind, when="after")  # type: ignore[arg-type]
    await mira.dm("a note")
    await mira.next_message()
    await until(lambda: running.errors == ["later 2"])
    await mira.dm("another")
    await mira.wait_for("another")
    await until(lambda: len(running.handled) == 2)
    assert await answers(running, "a note") == 2
    assert running.errors == ["later 2"]


async def test_a_rate_limit_says_how_long_to_wait(running: Bench) -> None:
    running.sandbox.faults.add("chat.postMessage", "429", retry_after=17)
    with pytest.raises(RetryLater) as later:
        await running.sender.send(outgoing(say("x")))
    assert later.value.after_seconds == 17


async def test_a_look_that_fails_is_tried_again_later_instead_of_posting_blindly(running: Bench) -> None:
    running.sandbox.faults.add("conversations.history", "error", error="internal_error", times=5)
    with pytest.raises(RetryLater):
        await running.sender.send(outgoing(say("x"), attempted=True))
    assert await answers(running, "x") == 0


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked", "invalid_auth"])
async def test_what_waits_for_a_token_is_not_given_up(running: Bench, code: str) -> None:
    running.sandbox.faults.add("chat.postMessage", "error", error=code)
    with pytest.raises(Disconnected, match=code):
        await running.sender.send(outgoing(say("x")))


@pytest.mark.parametrize("code", ["channel_not_found", "is_archived"])
async def test_what_can_never_arrive_is_given_up_with_slacks_code(running: Bench, code: str) -> None:
    running.sandbox.faults.add("chat.postMessage", "error", error=code)
    with pytest.raises(Undeliverable) as final:
        await running.sender.send(outgoing(say("x")))
    assert final.value.reason == code


async def test_another_workspace_is_never_served_with_this_ones_token(running: Bench) -> None:
    stranger = Outgoing(
        id="d", workspace=WorkspaceId("T0HARBOR"), member=MIRA, delivery=say("x"), attempt=1,
        attempted=False, lease="l",
    )  # fmt: skip
    with pytest.raises(Undeliverable, match="not_installed"):
        await running.sender.send(stranger)


async def test_a_card_that_is_gone_is_posted_anew(running: Bench) -> None:
    first = await running.sender.send(outgoing(say("the card"), id="a"))
    assert first.conversation
    assert first.message
    gone = Retract(conversation=first.conversation, message=first.message)
    await running.sender.send(outgoing(gone, id="b"))
    await running.sender.send(outgoing(gone, id="b", attempted=True))
    replace = Replace(
        card=Card(text=("the newer card",)),
        conversation=first.conversation,
        message=first.message,
        about=NOTHING,
    )
    second = await running.sender.send(outgoing(replace, id="c"))
    assert second.message != first.message
    assert await answers(running, "the newer card") == 1
    assert await answers(running, "the card") == 0


async def test_a_card_that_is_amended_stands_where_it_stood_and_comes_back_nowhere(running: Bench) -> None:
    first = await running.sender.send(outgoing(say("what was told"), id="a"))
    assert first.conversation
    assert first.message
    amend = Amend(
        card=Card(text=("taken back",)),
        conversation=first.conversation,
        message=first.message,
        about=NOTHING,
    )
    assert await running.sender.send(outgoing(amend, id="b")) == first
    assert await answers(running, "taken back") == 1
    assert await answers(running, "what was told") == 0

    gone = Retract(conversation=first.conversation, message=first.message)
    await running.sender.send(outgoing(gone, id="c"))
    assert await running.sender.send(outgoing(amend, id="d")) == first
    assert await answers(running, "taken back") == 0


@pytest.mark.parametrize("code", ["edit_window_closed", "cant_update_message", "invalid_blocks"])
async def test_a_card_that_slack_lets_nobody_amend_is_deleted(running: Bench, code: str) -> None:
    first = await running.sender.send(outgoing(say("what was told"), id="a"))
    assert first.conversation
    assert first.message
    running.sandbox.faults.add("chat.update", "error", error=code)
    amend = Amend(
        card=Card(text=("taken back",)),
        conversation=first.conversation,
        message=first.message,
        about=NOTHING,
    )
    await running.sender.send(outgoing(amend, id="b"))
    assert await answers(running, "what was told") == 0


async def test_a_card_that_is_amended_too_fast_is_amended_later(running: Bench) -> None:
    first = await running.sender.send(outgoing(say("what was told"), id="a"))
    running.sandbox.faults.add("chat.update", "429", retry_after=17)
    amend = Amend(
        card=Card(text=("taken back",)),
        conversation=first.conversation or "",
        message=first.message or "",
        about=NOTHING,
    )
    with pytest.raises(RetryLater):
        await running.sender.send(outgoing(amend, id="b"))
    assert await answers(running, "what was told") == 1
    await running.sender.send(outgoing(amend, id="b", attempted=True))
    assert await answers(running, "taken back") == 1


async def test_a_revision_changes_what_was_posted_and_nothing_else(running: Bench) -> None:
    first = await running.sender.send(outgoing(say("the card"), id="a"))

    async def posted_as(workspace: WorkspaceId, member: MemberId, subject: str) -> Posted | None:
        return first if (workspace, member, subject) == (TEAM, MIRA, "this") else None

    sender = SlackSender(running.clients, find_post=posted_as)
    assert (
        await sender.send(outgoing(Revise(card=Card(text=("x",)), subject="that", about=NOTHING))) == Posted()
    )
    assert (
        await sender.send(outgoing(Revise(card=Card(text=("revised",)), subject="this", about=NOTHING)))
        == first
    )
    assert await answers(running, "revised") == 1


async def test_a_pointer_is_sent_at_most_once_and_waits_for_a_rate_limit(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    pointer = Whisper(card=Card(text=("over there",)), conversation="C0ACCOUNTS")
    running.sandbox.faults.add("chat.postEphemeral", "429", retry_after=1)
    await running.sender.send(outgoing(pointer))
    await running.sender.send(outgoing(pointer, attempted=True))
    await mira.refresh()
    assert len([text for text in mira.seen() if "over there" in text]) == 1


async def test_a_form_that_was_closed_meanwhile_is_let_go(running: Bench) -> None:
    show = Show(form=Form(title="x"), view="v-gone", about=NOTHING)
    assert await running.sender.send(outgoing(show)) == Posted()


async def test_a_form_that_slack_cannot_hold_says_so_instead_of_waiting_forever(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    await mira.global_shortcut("new_note")
    await mira.next_view()
    await mira.next_view()
    view = running.handled[0][1].view or ""
    long = Field(name="words", label="Note", kind=FieldKind.LINES, value="w " * 2000)
    await running.sender.send(
        outgoing(Show(form=Form(title="x", submit=Sent(), fields=(long,)), view=view, about=NOTHING))
    )
    shown = await mira.next_view()
    assert "longer than a Slack form can hold" in text_of(shown)


@pytest.mark.parametrize("how", ["warning", "refresh", "drop"])
async def test_a_socket_that_slack_ends_is_replaced(running: Bench, how: str) -> None:
    mira = running.sandbox.driver("U0SELLER")
    await running.sandbox.disconnect_sockets(how)
    await mira.dm("after the break")
    await mira.next_message(timeout=15)
    assert running.sandbox.sockets >= 1


async def test_a_socket_comes_back_after_slack_could_not_be_reached(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    running.sandbox.faults.add("apps.connections.open", "503", times=5)
    await running.sandbox.disconnect_sockets("drop")
    await mira.dm("after the outage")
    await until(lambda: running.sandbox.sockets == 1, 15)
    await mira.next_message(timeout=15)
    assert [command for command, _ in running.handled] == [Said("after the outage")]


async def test_a_socket_whose_reader_died_is_replaced_by_the_watchdog(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    readers = [task for task in asyncio.all_tasks() if "receive_messages" in str(task.get_coro())]
    assert len(readers) == 1
    readers[0].cancel()
    await until(lambda: running.connected == [True, False, True], 15)
    await mira.dm("still there")
    await mira.next_message(timeout=15)


async def test_a_refused_app_token_is_an_error_and_not_a_wait(running: Bench) -> None:
    app = build_app(
        clients=running.clients,
        signing_secret=None,
        intake=Intake(inbox=running.doorway, clients=running.clients),
    )
    with pytest.raises(BadToken, match="invalid_auth"):
        await run_socket_mode(app, "xapp-1-wrong", stop=asyncio.Event())


async def test_a_refused_bot_token_is_an_error(running: Bench) -> None:
    with pytest.raises(BadToken, match="invalid_auth"):
        await connect("xoxb-wrong", api_url=running.sandbox.api_url, session=running.session)


async def test_files_are_fetched_from_slack_only(running: Bench) -> None:
    files = SlackFiles(running.clients, running.session)
    for url in ("https://evil.example/x", "http://files.slack.com/x", "https://evilslack.com/x"):
        stray = AttachedFile(id="F1", name="x", mimetype="text/plain", size=1, url=url)
        with pytest.raises(Unavailable):
            await files.content(TEAM, stray, limit=10)
    gone = AttachedFile(id="F0GONE", name="x", mimetype="text/plain", size=1, url="")
    with pytest.raises(NotFound):
        await files.content(TEAM, gone, limit=10)


async def test_the_directory_knows_guests_admins_zones_and_strangers_to_it(running: Bench) -> None:
    guest = await running.directory.profile(TEAM, MemberId("U0GUEST"))
    admin = await running.directory.profile(TEAM, MemberId("U0ADMIN"))
    assert (guest.is_guest, guest.is_admin, guest.zone) == (True, False, "Europe/Madrid")
    assert (admin.is_guest, admin.is_admin, admin.name) == (False, True, "Ada Finch")
    with pytest.raises(NotFound):
        await running.directory.profile(TEAM, MemberId("U0NOBODY"))
    with pytest.raises(Unavailable):
        await running.directory.profile(WorkspaceId("T0HARBOR"), MIRA)


async def test_the_directory_asks_again_when_what_it_knows_is_old(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    now = 0.0
    directory = SlackDirectory(running.clients, age_seconds=60, monotonic=lambda: now)
    await directory.profile(TEAM, MIRA)
    await mira.profile(tz="Asia/Tokyo")
    assert (await directory.profile(TEAM, MIRA)).zone == "Europe/Berlin"
    now = 61.0
    assert (await directory.profile(TEAM, MIRA)).zone == "Asia/Tokyo"


async def test_what_is_lost_twice_and_may_not_be_looked_for_is_not_posted_a_third_time(
    running: Bench,
) -> None:
    running.sandbox.faults.add("conversations.history", "error", error="missing_scope", times=-1)
    for attempt in (1, 2):
        running.sandbox.faults.add("chat.postMessage", "503", when="after")
        with pytest.raises(RetryLater):
            await running.sender.send(
                dataclasses.replace(outgoing(say("x"), attempted=attempt > 1), attempt=attempt)
            )
    with pytest.raises(Undeliverable, match="may_be_posted"):
        await running.sender.send(dataclasses.replace(outgoing(say("x"), attempted=True), attempt=3))
    running.sandbox.faults.clear()
    assert await answers(running, "x") == 2


@pytest.mark.parametrize("code", ["channel_not_found", "restricted_action"])
async def test_a_conversation_that_slack_knows_no_more_is_opened_afresh(running: Bench, code: str) -> None:
    first = await running.sender.send(outgoing(say("first"), id="a"))
    running.sandbox.faults.add("chat.postMessage", "error", error=code)
    second = await running.sender.send(outgoing(say("second"), id="b"))
    assert second.conversation == first.conversation
    own = Say(
        card=Card(text=("third",)), conversation=first.conversation, thread=first.message, about=NOTHING
    )
    running.sandbox.faults.add("chat.postMessage", "error", error=code)
    await running.sender.send(outgoing(own, id="c"))
    assert [await answers(running, words) for words in ("second", "third")] == [1, 1]
    running.sandbox.faults.add("chat.postMessage", "error", error=code, times=2)
    with pytest.raises(Undeliverable, match=code):
        await running.sender.send(outgoing(own, id="d"))


async def test_a_form_that_another_change_overtook_is_filled_all_the_same(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    running.sandbox.faults.add("views.update", "error", error="hash_conflict")
    await mira.global_shortcut("new_note")
    view = await mira.next_view()
    while "One moment" in text_of(view):
        view = await mira.next_view()
    assert "A note about somebody" in text_of(view)
    assert running.errors == []
