from __future__ import annotations

from typing import Any

from bot.sandbox import Sandbox, running_sandbox, text_of
from tests.sandbox.apps import Json, bolt_app, manifest, over_http, over_socket, until


async def test_a_direct_message_reaches_the_app_and_its_answer_the_person_over_socket_mode(
    sandbox: Sandbox,
) -> None:
    app = bolt_app(sandbox)

    @app.message("ping")
    async def _(message: Json, say: Any) -> None:
        await say(text=f"pong, {message['user']}", thread_ts=message["ts"])

    async with over_socket(sandbox, app):
        mira = sandbox.driver("mira")
        ts = await mira.dm("ping <script> & @tomo")
        answer = await mira.next_message()
    assert answer["text"] == "pong, U0SELLER"
    assert answer["thread_ts"] == ts
    sent = await mira.message(ts)
    assert sent["text"] == "ping &lt;script&gt; &amp; <@U0MANAGER>"
    assert text_of(sent) == "ping <script> & \n<@U0MANAGER>"
    assert sent["reply_count"] == 1


async def test_the_same_works_over_signed_http() -> None:
    async with running_sandbox(manifest(socket_mode=False)) as sandbox:
        app = bolt_app(sandbox)

        @app.message("ping")
        async def _(say: Any) -> None:
            await say("pong")

        async with over_http(sandbox, app):
            mira = sandbox.driver("mira")
            await mira.dm("ping")
            assert (await mira.next_message())["text"] == "pong"
            await until(lambda: sandbox.services.delivery.delivered >= 1)
