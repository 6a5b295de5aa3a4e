"""Streams, files, scheduled messages, the agent view, OAuth: through the real SDK."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from slack_sandbox import Sandbox, running_sandbox
from slack_sandbox.testing import Driver, text_of
from slack_sandbox.testing.bolt import bolt_app, over_socket, web_client
from slack_sandbox.testing.waiting import until
from tests.sandbox.apps import Json, manifest


def refused(error: str) -> Any:
    return pytest.raises(SlackApiError, match=error)


async def test_a_stream_grows_and_ends_with_blocks_and_metadata(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    mira = sandbox.driver("mira")
    root, channel = await mira.dm("question"), await mira.dm_channel()
    ts = (await slack.chat_startStream(channel=channel, thread_ts=root, markdown_text="**An"))["ts"]
    await slack.chat_appendStream(channel=channel, ts=ts, markdown_text="swer**")
    task = {"type": "task_update", "id": "1", "title": "Reading", "status": "in_progress"}
    await slack.chat_appendStream(channel=channel, ts=ts, chunks=[task])
    growing = await mira.message(ts)
    assert (growing["streaming"], growing["chunks"][0]["status"]) == (True, "in_progress")
    metadata = {"event_type": "outbox", "event_payload": {"id": "1"}}
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "Sources"}}
    await slack.chat_stopStream(channel=channel, ts=ts, markdown_text=".", blocks=[block], metadata=metadata)
    answer = await mira.next_message()
    assert text_of(answer) == "**Answer**.\nSources"
    assert "streaming" not in answer
    assert answer["metadata"] == metadata
    with refused("message_not_in_streaming_state"):
        await slack.chat_appendStream(channel=channel, ts=ts, markdown_text="late")


async def test_streams_are_refused_as_slack_does(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    mira = sandbox.driver("mira")
    root, channel = await mira.dm("question"), await mira.dm_channel()
    room = await mira.say("C0ACCOUNTS", "question")
    with refused("missing_recipient_user_id"):
        await slack.chat_startStream(channel="C0ACCOUNTS", thread_ts=room)
    with refused("missing_recipient_team_id"):
        await slack.chat_startStream(channel="C0ACCOUNTS", thread_ts=room, recipient_user_id="U0SELLER")
    with refused("thread_not_found"):
        await slack.chat_startStream(channel=channel, thread_ts="1.000001")
    with refused("message_not_owned_by_app"):
        await slack.chat_appendStream(channel=channel, ts=root, markdown_text="x")
    with refused("message_not_found"):
        await slack.chat_stopStream(channel=channel, ts="1.000001")
    ts = (await slack.chat_startStream(channel=channel, thread_ts=root))["ts"]
    with refused("msg_too_long"):
        await slack.chat_appendStream(channel=channel, ts=ts, markdown_text="x" * 12_001)
    with refused("invalid_chunks"):
        await slack.api_call(
            "chat.appendStream", json={"channel": channel, "ts": ts, "chunks": [{"type": "sound"}]}
        )
    with refused("streaming_state_conflict"):
        await slack.chat_update(channel=channel, ts=ts, text="x")
    with refused("streaming_state_conflict"):
        await slack.chat_delete(channel=channel, ts=ts)


async def test_a_stream_ends_by_itself_after_five_minutes_and_an_update_takes_its_steps_away(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    mira = sandbox.driver("mira")
    root, channel = await mira.dm("question"), await mira.dm_channel()
    task = {"type": "task_update", "id": "1", "title": "Reading", "status": "in_progress"}
    ts = (await slack.chat_startStream(channel=channel, thread_ts=root, chunks=[task]))["ts"]
    sandbox.clock.advance(301)
    with refused("message_not_in_streaming_state"):
        await slack.chat_stopStream(channel=channel, ts=ts)
    ended = await mira.message(ts)
    assert ("streaming" in ended, ended["chunks"]) == (False, [task])
    await slack.chat_update(channel=channel, ts=ts, text="whole")
    assert "chunks" not in await mira.message(ts)


async def test_the_sdks_stream_helper_works(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    mira = sandbox.driver("mira")
    root = await mira.dm("question")
    stream = await slack.chat_stream(channel=await mira.dm_channel(), thread_ts=root, buffer_size=4)
    for piece in ("one ", "two ", "three"):
        await stream.append(markdown_text=piece)
    await stream.stop()
    assert text_of(await mira.next_message()) == "one two three"


async def test_status_title_and_prompts_show_and_an_answer_ends_the_status(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    mira = sandbox.driver("mira")
    root, channel = await mira.dm("question"), await mira.dm_channel()
    at: dict[str, Any] = {"channel_id": channel, "thread_ts": root}
    await slack.assistant_threads_setStatus(status="is reading 3 notes", **at)
    assert (await mira.next_entry("status"))["status"] == "is reading 3 notes"
    await slack.assistant_threads_setTitle(title="Ana", **at)
    assert (await mira.next_entry("thread_title"))["title"] == "Ana"
    prompts = [{"title": "Brief", "message": "brief me on Ana"}]
    await slack.api_call(
        "assistant.threads.setSuggestedPrompts", json={"channel_id": channel, "prompts": prompts}
    )
    assert (await mira.next_entry("prompts"))["prompts"] == prompts
    await slack.chat_postMessage(channel=channel, thread_ts=root, text="answer")
    assert (await mira.next_entry("status"))["status"] == ""
    with refused("invalid_thread_ts"):
        await slack.assistant_threads_setStatus(status="x", channel_id=channel, thread_ts="1.000001")
    with refused("too_many_prompts"):
        await slack.assistant_threads_setSuggestedPrompts(prompts=prompts * 5, **at)


async def test_a_scheduled_message_comes_when_the_clock_is_moved(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    mira = sandbox.driver("mira")
    later = int(sandbox.clock.epoch()) + 3600
    await slack.chat_scheduleMessage(channel="U0SELLER", post_at=later, text="due")
    dropped = {"event_type": "e", "event_payload": {}}
    await slack.chat_scheduleMessage(
        channel="U0SELLER", post_at=later, text="with metadata", metadata=dropped
    )
    gone = await slack.chat_scheduleMessage(channel="C0ACCOUNTS", post_at=later, text="taken back")
    listed = await slack.chat_scheduledMessages_list(channel="C0ACCOUNTS")
    assert [entry["text"] for entry in listed["scheduled_messages"]] == ["taken back"]
    await slack.chat_deleteScheduledMessage(
        channel="C0ACCOUNTS", scheduled_message_id=gone["scheduled_message_id"]
    )
    assert await mira.messages() == []
    await mira.move_clock(advance=3601)
    assert (await mira.next_message())["text"] == "due"
    await until(lambda: not sandbox.world.scheduled)
    assert [m["text"] for m in await mira.messages()] == ["due"]
    with refused("time_in_past"):
        await slack.chat_scheduleMessage(channel="U0SELLER", post_at=later, text="x")
    with refused("time_too_far"):
        await slack.chat_scheduleMessage(channel="U0SELLER", post_at=later + 200 * 86400, text="x")


async def test_the_apps_file_is_uploaded_shown_and_downloaded(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    mira = sandbox.driver("mira")
    channel = await mira.dm_channel()
    await slack.files_upload_v2(
        channel=channel, content=b"a,b\n1,2\n", filename="t.csv", initial_comment="Here"
    )
    message = await mira.next_message()
    assert (message["subtype"], message["text"], message["files"][0]["name"]) == (
        "file_share",
        "Here",
        "t.csv",
    )
    assert await mira.download(message["files"][0]) == b"a,b\n1,2\n"
    info = await slack.files_info(file=message["files"][0]["id"])
    assert (info["file"]["filetype"], info["file"]["size"]) == ("csv", 8)


async def test_an_upload_must_be_whole_and_completed_once(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    begun = await slack.files_getUploadURLExternal(filename="a.txt", length=3)
    files = [{"id": begun["file_id"], "title": "A"}]
    with refused("file_upload_incomplete"):
        await slack.files_completeUploadExternal(files=files)
    async with aiohttp.ClientSession() as session:
        async with session.post(begun["upload_url"], data=b"four") as response:
            assert response.status == 400
        async with session.post(begun["upload_url"], data=b"abc") as response:
            assert response.status == 200
    with refused("not_in_channel"):
        await slack.files_completeUploadExternal(files=files, channel_id="C0GENERAL")
    await slack.files_completeUploadExternal(files=files)
    with refused("file_already_completed"):
        await slack.files_completeUploadExternal(files=files)
    picture = {"type": "image", "slack_file": {"id": begun["file_id"]}, "alt_text": "A"}
    await slack.chat_postMessage(channel="C0ACCOUNTS", text="x", blocks=[picture])
    with refused("invalid_blocks"):
        lost = {**picture, "slack_file": {"id": "F0NOTHING"}}
        await slack.chat_postMessage(channel="C0ACCOUNTS", text="x", blocks=[lost])


async def test_a_persons_file_reaches_the_app_which_downloads_it_with_its_token(sandbox: Sandbox) -> None:
    app, events = bolt_app(sandbox), list[Json]()

    @app.event({"type": "message", "subtype": "file_share"})
    async def _(event: Json) -> None:
        events.append(event)

    async with over_socket(sandbox, app):
        await sandbox.driver("mira").upload("people.csv", b"name\nAna\n", "my contacts")
        await until(lambda: events)
    url = events[0]["files"][0]["url_private_download"]
    async with aiohttp.ClientSession() as session:
        async with session.get(url, headers={"Authorization": f"Bearer {sandbox.bot_token}"}) as response:
            assert await response.read() == b"name\nAna\n"
        async with session.get(url) as response:
            assert response.content_type == "text/html"


async def test_context_changes_reach_an_agent(sandbox: Sandbox) -> None:
    app, events = bolt_app(sandbox), list[Json]()

    @app.event("app_context_changed")
    async def _(event: Json) -> None:
        events.append(event)

    async with over_socket(sandbox, app):
        await sandbox.driver("mira").post("context", channel="C0ACCOUNTS")
        await until(lambda: events)
    assert events[0]["context"]["entities"][0]["value"] == "C0ACCOUNTS"


async def install(sandbox: Sandbox, user: str, **query: str) -> tuple[int, dict[str, list[str]]]:
    params = {"client_id": sandbox.client_id, "scope": "chat:write,users:read", "state": "s1", **query}
    async with aiohttp.ClientSession() as session:
        async with session.get(sandbox.authorize_url, params=params) as page:
            if page.status != 200:
                return page.status, {}
            assert "chat:write" in await page.text()
        form = {"user": user, "answer": "allow"}
        async with session.post(
            sandbox.authorize_url, params=params, data=form, allow_redirects=False
        ) as answer:
            return answer.status, parse_qs(urlsplit(answer.headers["Location"]).query)


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # the SDK's own call
async def test_a_second_team_installs_over_oauth_and_is_apart(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    status, back = await install(sandbox, "U0HARBOR1")
    assert (status, back["state"]) == (302, ["s1"])
    bare = AsyncWebClient(base_url=sandbox.api_url)
    secrets = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    got = await bare.oauth_v2_access(code=back["code"][0], **secrets)
    assert (got["team"]["id"], got["scope"]) == ("T0HARBOR", "chat:write,users:read")
    other = web_client(sandbox, got["access_token"])
    assert (await other.auth_test())["user_id"] == got["bot_user_id"] != sandbox.bot_user
    with refused("channel_not_found"):
        await other.chat_postMessage(channel="C0ACCOUNTS", text="x")
    with refused("missing_scope"):
        await other.conversations_list()
    with refused("invalid_code"):
        await bare.oauth_v2_access(code=back["code"][0], **secrets)
    with refused("bad_client_secret"):
        await bare.oauth_v2_access(code="x", client_id=sandbox.client_id, client_secret="wrong")
    assert (await install(sandbox, "U0HARBOR1", scope="admin"))[0] == 400
    assert (await install(sandbox, "U0HARBOR1", redirect_uri="https://elsewhere.example"))[0] == 400


async def test_revoking_and_uninstalling_end_the_token_and_tell_the_app(sandbox: Sandbox) -> None:
    app, events = bolt_app(sandbox), list[str]()

    async def note(event: Json) -> None:
        events.append(event["type"])

    app.event("tokens_revoked")(note)
    app.event("app_uninstalled")(note)
    async with over_socket(sandbox, app):
        await web_client(sandbox).apps_uninstall(
            client_id=sandbox.client_id, client_secret=sandbox.client_secret
        )
        await until(lambda: len(events) == 2)
    assert sorted(events) == ["app_uninstalled", "tokens_revoked"]
    with refused("account_inactive"):
        await web_client(sandbox).auth_test()
    with pytest.raises(AssertionError, match="app_not_installed"):
        await sandbox.driver("mira").command("/probe")
    async with running_sandbox(manifest()) as fresh:
        await web_client(fresh).auth_revoke()
        with refused("token_revoked"):
            await web_client(fresh).auth_test()


async def test_a_driver_works_against_an_address_alone(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    await slack.chat_postMessage(channel="U0SELLER", text="before")
    async with await Driver.connect(sandbox.base_url, "U0SELLER") as mira:
        await slack.chat_postMessage(channel="U0SELLER", text="after")
        assert (await mira.next_message())["text"] == "after"
        with pytest.raises(AssertionError, match="did not see a message"):
            await mira.next_message(timeout=0.01)
