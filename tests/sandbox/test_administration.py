"""What an admin of the workspace does: promote, demote and deactivate people, take the app away and back."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from slack_sandbox import Sandbox
from slack_sandbox.testing import ClientRefused
from slack_sandbox.testing.bolt import bolt_app, over_socket, web_client
from slack_sandbox.testing.waiting import until
from tests.sandbox.test_features import refused

Json = dict[str, Any]
PLAIN = [{"type": "section", "text": {"type": "plain_text", "text": "x"}}]


async def post(sandbox: Sandbox, path: str, **fields: object) -> Json:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{sandbox.base_url}{path}", json=fields) as answer,
    ):
        found: Json = await answer.json()
        return found


async def test_promoting_demoting_and_deactivating_is_told_as_user_change(sandbox: Sandbox) -> None:
    app, users = bolt_app(sandbox), list[Json]()

    async def note(event: Json) -> None:
        users.append(event["user"])

    app.event("user_change")(note)
    async with over_socket(sandbox, app):
        for change in ({"role": "admin"}, {"role": "guest"}, {"deleted": True}, {"deleted": False}):
            await post(sandbox, "/control/standing", user="U0SELLER", **change)
        await until(lambda: len(users) == 4)
    by_time = [(u.get("is_admin"), u.get("is_restricted"), u["deleted"], "tz" in u) for u in users]
    assert sorted(map(str, by_time)) == sorted(
        map(str, [(True, False, False, True), (False, True, False, True), (None, None, True, False),
                  (False, True, False, True)])
    )  # fmt: skip


async def test_somebody_deactivated_acts_no_more_and_is_written_to_no_more(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    mira = sandbox.driver("mira")
    sandbox.set_standing("U0SELLER", deleted=True)
    with pytest.raises(ClientRefused, match="user_disabled"):
        await mira.dm("still here?")
    with refused("user_disabled"):
        await slack.conversations_open(users="U0SELLER")
    sandbox.set_standing("U0SELLER", deleted=False)
    await mira.dm("here again")


async def test_a_role_that_there_is_not_and_a_person_who_is_not_there_are_refused(sandbox: Sandbox) -> None:
    assert (await post(sandbox, "/control/standing", user="U0SELLER", role="king"))["error"] == "malformed"
    assert (await post(sandbox, "/control/standing", user="U0NOBODY", role="admin"))["error"] == (
        "user_not_found"
    )


async def test_every_answer_names_the_scopes_of_its_token(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    granted = (await slack.auth_test()).headers["x-oauth-scopes"].split(",")
    assert "chat:write" in granted
    await post(sandbox, "/control/revoke")
    with refused("token_revoked"):
        await slack.auth_test()
    fewer = [scope for scope in granted if scope != "files:write"]
    made = await post(sandbox, "/control/install", scopes=fewer)
    again = web_client(sandbox)
    assert again.token == made["bot_token"] != slack.token
    assert (await again.auth_test()).headers["x-oauth-scopes"].split(",") == fewer


async def test_an_app_token_without_its_scope_opens_no_socket(sandbox: Sandbox) -> None:
    sandbox.world.app_token_scopes = frozenset()
    with refused("missing_scope"):
        await AsyncWebClient(sandbox.app_token, base_url=sandbox.api_url).apps_connections_open(
            app_token=sandbox.app_token
        )


async def test_blocks_are_refused_on_demand_and_the_words_alone_are_taken(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    await post(
        sandbox, "/client/faults",
        method="chat.postMessage", kind="error", error="invalid_blocks", having="blocks", times=-1,
    )  # fmt: skip
    for _ in range(2):
        with refused("invalid_blocks"):
            await slack.chat_postMessage(channel="U0SELLER", text="x", blocks=PLAIN)
    await slack.chat_postMessage(channel="U0SELLER", text="words", blocks=[])


async def test_a_file_is_seen_by_its_uploader_until_it_is_shared(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    alone = (await slack.files_upload_v2(content=b"png", filename="a.png"))["files"][0]["id"]
    direct = str((await slack.conversations_open(users="U0SELLER"))["channel"]["id"])
    shared = await slack.files_upload_v2(content=b"png", filename="b.png", channel=direct)
    seen = shared["files"][0]["id"]
    assert [await status(sandbox, file, "U0SELLER") for file in (alone, seen)] == [404, 200]
    assert await status(sandbox, seen, "U0MANAGER") == 404


async def status(sandbox: Sandbox, file: str, person: str) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{sandbox.base_url}/client/file/{file}?as={person}") as answer,
    ):
        return answer.status
