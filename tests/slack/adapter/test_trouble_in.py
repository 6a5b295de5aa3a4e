"""Intake under trouble: nothing that was acknowledged is lost, nothing is handled twice, nothing crashes."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.core.commands import Said
from bot.features.notes.commands import SaveNote
from bot.slack.http import EVENTS_PATH
from slack_sandbox.delivery.http import signature
from slack_sandbox.testing import text_of
from slack_sandbox.testing.waiting import until
from tests.slack.adapter.bench import Bench, bench

pytestmark = pytest.mark.slow


@pytest.fixture(params=["socket", "http"])
async def running(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Bench]:
    async with bench(tmp_path, request.param, intake_seconds=0.5) as made:
        yield made


@pytest.fixture
async def over_http(tmp_path: Path) -> AsyncIterator[Bench]:
    async with bench(tmp_path, "http") as made:
        yield made


async def test_an_event_that_could_not_be_stored_comes_again_and_is_handled_once(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    running.doorway.failures = 2
    running.sandbox.times.ack_timeout = 0.5
    await mira.dm("a note")
    await mira.next_message()
    await until(lambda: running.sandbox.services.delivery.pending == 0)
    assert running.doorway.refused == 2
    assert [command for command, _ in running.handled] == [Said("a note")]


async def test_an_event_that_comes_twice_is_handled_once(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    await mira.dm("a note")
    await mira.next_message()
    running.sandbox.redeliver()
    await until(lambda: running.sandbox.services.delivery.pending == 0)
    await mira.dm("another note")
    await mira.wait_for(": another note")
    answers = [text for text in mira.seen() if "Noted for" in text]
    assert len(answers) == 2


async def test_a_command_that_could_not_be_stored_says_so_at_once(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    running.doorway.failures = 1
    said = await mira.command("/tactegic", "note lunch")
    assert said is not None
    assert said["is_ephemeral"]
    assert "nothing was changed" in text_of(said)
    assert "(ref " in text_of(said)
    assert running.handled == []


async def test_events_are_taken_in_while_forms_and_commands_cannot_be_checked_yet(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    running.prepared.clear()
    await mira.dm("a note")
    await mira.next_message()
    said = await mira.command("/tactegic", "note lunch")
    assert said is not None
    assert "nothing was changed" in text_of(said)
    assert [command for command, _ in running.handled] == [Said("a note")]
    running.prepared.set()
    await mira.command("/tactegic", "note lunch")
    await until(lambda: len(running.handled) == 2)


async def test_a_command_whose_storing_takes_long_claims_nothing_and_is_done_once(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    running.doorway.stalled = True
    said = await mira.command("/tactegic", "note lunch")
    assert said is not None
    assert said["is_ephemeral"]
    assert "I'm on it" in text_of(said)
    assert "nothing was changed" not in text_of(said)
    running.doorway.opened.set()
    await until(lambda: len(running.handled) == 1)
    assert len(running.doorway.accepted) == 1


async def test_a_command_whose_storing_takes_long_and_fails_is_told_in_the_end(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    running.doorway.stalled = running.doorway.breaks = True
    await mira.command("/tactegic", "note lunch")
    running.doorway.opened.set()
    said = await mira.next_message(where=lambda message: "nothing was changed" in text_of(message))
    assert "(ref " in text_of(said)
    assert running.handled == []


async def test_a_form_whose_storing_takes_long_closes_and_is_kept_once(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    await mira.global_shortcut("new_note")
    await mira.next_view()
    form = await mira.next_view()
    while not form.get("submit"):  # on a slow machine it says first that it takes longer
        form = await mira.next_view()
    running.doorway.stalled = True
    sent = await mira.submit(form, {"words": {"words": "Ana wants more"}})
    assert sent["result"] == "updated"
    running.doorway.opened.set()
    await until(lambda: isinstance(running.handled[-1][0], SaveNote))


async def test_a_button_that_could_not_be_stored_says_so_to_the_one_who_pressed(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    await mira.dm("a note")
    card = await mira.next_message()
    running.doorway.failures = 1
    await mira.click(card, "undo")
    said = await mira.next_message(where=lambda message: bool(message.get("is_ephemeral")))
    assert "nothing was changed" in text_of(said)
    assert said["thread_ts"] == card["thread_ts"]


async def test_a_form_that_could_not_be_asked_for_says_so_where_it_would_be(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    running.doorway.failures = 1
    await mira.global_shortcut("new_note")
    await mira.next_view()
    assert "nothing was changed" in text_of(await mira.next_view())


async def test_a_form_that_could_not_be_stored_stays_as_it_was_filled_in(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    await mira.global_shortcut("new_note")
    await mira.next_view()
    form = await mira.next_view()
    running.doorway.failures = 1
    refused = await mira.submit(form, {"words": {"words": "Ana wants more"}})
    assert refused["result"] == "errors"
    assert "nothing was changed" in refused["errors"]["words"]
    sent = await mira.submit(form, {"words": {"words": "Ana wants more"}})
    assert sent["result"] == "cleared"
    await until(lambda: isinstance(running.handled[-1][0], SaveNote))


async def test_a_form_that_slack_does_not_open_says_so_and_does_nothing(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    await mira.dm("a note")
    card = await mira.next_message()
    running.sandbox.faults.add("views.open", "error", error="internal_error")
    await mira.click(card, "Edit")
    said = await mira.next_message(where=lambda message: bool(message.get("is_ephemeral")))
    assert "did not open in time" in text_of(said)
    assert len(running.handled) == 1


async def test_where_the_bot_is_not_in_the_channel_a_failure_is_told_by_slacks_way_back(
    running: Bench,
) -> None:
    mira, tomo = running.sandbox.driver("U0SELLER"), running.sandbox.driver("U0MANAGER")
    ts = await tomo.say("C0DEALDESK", "Ana wants a steering group seat")
    running.sandbox.faults.add("views.open", "error", error="internal_error")
    await mira.message_shortcut(ts, "save_note", "C0DEALDESK")
    said = await mira.next_message(channel="C0DEALDESK", where=lambda it: bool(it.get("is_ephemeral")))
    assert "did not open in time" in text_of(said)


async def test_where_slacks_way_back_is_used_up_a_failure_is_told_directly(running: Bench) -> None:
    mira, tomo = running.sandbox.driver("U0SELLER"), running.sandbox.driver("U0MANAGER")
    ts = await tomo.say("C0DEALDESK", "Ana wants a steering group seat")
    running.sandbox.faults.add("views.open", "error", error="internal_error")
    running.sandbox.faults.add("response_url", "500")
    await mira.message_shortcut(ts, "save_note", "C0DEALDESK")
    said = await mira.next_message(channel=await mira.dm_channel())
    assert "did not open in time" in text_of(said)


async def test_a_button_of_an_earlier_version_is_answered(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    button = {"type": "button", "text": {"type": "plain_text", "text": "Old"}, "value": '{"command":"Gone"}'}
    client = running.clients.client
    await client.chat_postMessage(
        channel="U0SELLER", text="old", blocks=[{"type": "actions", "elements": [button]}]
    )
    await mira.click(await mira.next_message(), "Old")
    said = await mira.next_message()
    assert "earlier version" in text_of(said)
    assert running.handled == []


@pytest.mark.parametrize(
    "event",
    [
        {"type": "message"},
        {"type": "message", "channel_type": "im", "user": "U0SELLER", "ts": None, "channel": 7},
        {"type": "message", "subtype": "message_changed", "user": "U0SELLER", "message": "?"},
        {"type": "message", "subtype": "channel_join", "user": "U0SELLER", "channel": "D1", "ts": "1.0"},
        {"type": "message", "user": "U0OTHER", "bot_id": "B1", "text": "hi", "channel": "D1", "ts": "1.0"},
        {"type": "app_mention", "user": "U0SELLER"},
        {"type": "unheard_of", "user": {"id": []}},
        {"type": 5},
        {"type": "app_home_opened", "user": "U0SELLER", "tab": ["home"]},
    ],
)
async def test_odd_events_are_acknowledged_and_have_no_effect(running: Bench, event: dict[str, Any]) -> None:
    mira = running.sandbox.driver("U0SELLER")
    await mira.control("event", event=event)
    await until(lambda: running.sandbox.services.delivery.pending == 0)
    assert running.sandbox.services.delivery.failed == 0
    await mira.dm("still there?")
    await mira.next_message()
    assert [command for command, _ in running.handled] == [Said("still there?")]


async def test_a_changed_profile_is_asked_for_again(running: Bench) -> None:
    mira = running.sandbox.driver("U0SELLER")
    workspace = running.clients.identity.workspace
    assert (await running.directory.profile(workspace, "U0SELLER")).zone == "Europe/Berlin"  # type: ignore[arg-type]
    await mira.profile(tz="Asia/Tokyo")
    await until(lambda: running.sandbox.services.delivery.pending == 0)
    assert (await running.directory.profile(workspace, "U0SELLER")).zone == "Asia/Tokyo"  # type: ignore[arg-type]


async def test_a_request_that_slack_did_not_sign_has_no_effect(over_http: Bench) -> None:
    body = json.dumps(_event("E1", {"type": "message", "channel_type": "im", "user": "U1", "text": "x"}))
    for headers in (_signed(over_http, body, secret="another"), _signed(over_http, body, age=3600), {}):
        assert await _posted(over_http, body, headers) == 401
    assert over_http.doorway.accepted == []


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[1, 2]",
        '{"type": "event_callback", "event": "text"}',
        '{"type": "event_callback"}',
        '{"type": ["event_callback"]}',
        "payload=%7B",
        urlencode({"payload": '{"type": "block_actions"}'}),
        urlencode({"payload": '{"type": "block_actions", "actions": [], "user": {"id": "U1"}}'}),
        urlencode({"payload": '{"type": "view_submission", "view": {}, "user": 7, "team": {"id": "T1"}}'}),
        urlencode({"payload": '{"type": "block_suggestion"}'}),
        urlencode({"command": "/tactegic"}),
        "command=%2Ftactegic&text=x&team_id=&user_id=U1&trigger_id=1",
        "",
        "\u00e9\u0000",
    ],
)
async def test_a_signed_body_that_makes_no_sense_is_acknowledged_with_no_effect(
    over_http: Bench, body: str
) -> None:
    assert await _posted(over_http, body, _signed(over_http, body)) == 200
    assert over_http.doorway.accepted == []


async def test_health_answers_and_nothing_else_does(over_http: Bench) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{over_http.url}/health") as answer:
            assert (answer.status, await answer.json()) == (200, {"ok": True})
        async with session.get(f"{over_http.url}/slack/events") as answer:
            assert answer.status == 404


def _event(id: str, event: dict[str, Any]) -> dict[str, Any]:
    return {"type": "event_callback", "team_id": "T0FERNHILL", "event_id": id, "event": event}


def _signed(running: Bench, body: str, *, secret: str = "", age: int = 0) -> dict[str, str]:
    stamp = str(int(time.time()) - age)
    kind = "application/json" if body.startswith(("{", "[")) else "application/x-www-form-urlencoded"
    return {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(secret or running.sandbox.signing_secret, stamp, body),
    }


async def _posted(running: Bench, body: str, headers: dict[str, str]) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{running.url}{EVENTS_PATH}", data=body.encode(), headers=headers) as answer,
    ):
        return answer.status
