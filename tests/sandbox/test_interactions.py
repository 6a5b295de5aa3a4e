"""Commands, shortcuts, actions and modals between a person and a real Bolt app."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from slack_sandbox import Sandbox, running_sandbox
from slack_sandbox.testing import ClientRefused, text_of
from slack_sandbox.testing.bolt import bolt_app, over_http, over_socket
from slack_sandbox.testing.waiting import until
from tests.sandbox.apps import Json, manifest

TITLE: Json = {"type": "plain_text", "text": "Form"}
CARD: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Pick & choose"}},
    {
        "type": "actions",
        "block_id": "row",
        "elements": [
            {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}, "value": "7"},
            {
                "type": "overflow",
                "action_id": "more",
                "options": [
                    {"text": {"type": "plain_text", "text": "Later"}, "value": "later"},
                    {"text": {"type": "plain_text", "text": "Never"}, "value": "never"},
                ],
            },
            {"type": "datepicker", "action_id": "day", "initial_date": "2026-03-30"},
        ],
    },
]


def form(**more: Any) -> Json:
    name: Json = {"type": "plain_text_input", "action_id": "name", "initial_value": "Ana", "min_length": 2}
    who: Json = {"type": "external_select", "action_id": "who"}
    return {
        "type": "modal",
        "callback_id": "form",
        "title": TITLE,
        "submit": TITLE,
        "blocks": [
            {"type": "input", "block_id": "name", "label": TITLE, "element": name},
            {"type": "input", "block_id": "who", "optional": True, "label": TITLE, "element": who},
        ],
        **more,
    }


async def test_a_direct_message_reaches_the_app_and_its_answer_the_person(sandbox: Sandbox) -> None:
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
    assert text_of(sent) == "ping <script> & <@U0MANAGER>"
    assert sent["reply_count"] == 1


@pytest.mark.parametrize("socket_mode", [True, False])
@pytest.mark.parametrize("as_json", [True, False])
async def test_a_command_is_acknowledged_with_text_or_json_seen_by_one_person(
    socket_mode: bool, as_json: bool
) -> None:
    async with running_sandbox(manifest(socket_mode=socket_mode)) as sandbox:
        app = bolt_app(sandbox)
        seen: list[Json] = []

        @app.command("/probe")
        async def _(ack: Any, command: Json) -> None:
            seen.append(command)
            await ack(blocks=CARD, text="x") if as_json else await ack("plain words")

        async with over_socket(sandbox, app) if socket_mode else over_http(sandbox, app):
            answer = await sandbox.driver("mira").command("/probe", "two  words")
            with pytest.raises(ClientRefused, match="/nope is not a valid command"):
                await sandbox.driver("mira").command("/nope")
        assert answer is not None
        assert answer["is_ephemeral"] is True
        assert text_of(answer).startswith("Pick & choose" if as_json else "plain words")
        assert seen[0]["text"] == "two  words"
        assert (seen[0]["channel_name"], seen[0]["user_id"]) == ("directmessage", "U0SELLER")


async def test_a_command_without_acknowledgement_fails_before_the_person(sandbox: Sandbox) -> None:
    sandbox.times.ack_timeout = 0.05
    with pytest.raises(ClientRefused) as caught:
        await sandbox.driver("mira").command("/probe")
    assert caught.value.error == "dispatch_failed"
    app = bolt_app(sandbox)

    @app.command("/probe")
    async def _() -> None:
        return

    async with over_socket(sandbox, app):
        with pytest.raises(ClientRefused) as caught:
            await sandbox.driver("mira").command("/probe")
    assert caught.value.error == "operation_timeout"


async def test_actions_in_a_message_carry_state_message_and_a_response_url(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    app, bodies = bolt_app(sandbox), list[Json]()

    async def keep(ack: Any, body: Json) -> None:
        await ack()
        bodies.append(body)

    for name in ("go", "more", "day"):
        app.action(name)(keep)
    async with over_socket(sandbox, app):
        mira = sandbox.driver("mira")
        await slack.chat_postMessage(channel="U0SELLER", text="card", blocks=CARD)
        card = await mira.next_message()
        await mira.click(card, "day", "2026-04-01")
        await mira.click(card, "Go")
        await mira.click(card, "Never")
        with pytest.raises(AssertionError, match="there is"):
            await mira.click(card, "Absent")
        await until(lambda: len(bodies) == 3)
        assert [body["actions"][0]["action_id"] for body in bodies] == ["day", "go", "more"]
        assert bodies[1]["state"]["values"]["row"]["day"] == {
            "type": "datepicker",
            "selected_date": "2026-04-01",
        }
        assert bodies[1]["actions"][0]["value"] == "7"
        assert bodies[2]["actions"][0]["selected_option"]["value"] == "never"
        assert bodies[1]["message"]["ts"] == card["ts"]
        assert bodies[1]["container"]["is_ephemeral"] is False
        hook = AsyncWebhookClient(bodies[1]["response_url"])
        assert (await hook.send(text="replaced", replace_original=True)).status_code == 200
        assert (await mira.next_update(card["ts"]))["text"] == "replaced"
        assert (await hook.send(text="only you")).body == "ok"
        assert (await mira.next_message())["is_ephemeral"] is True
        assert (await hook.send(text="all", response_type="in_channel")).status_code == 200
        assert "is_ephemeral" not in await mira.next_message()
        assert (await hook.send(text="")).body == '{"ok": false, "error": "no_text"}'
        assert (await hook.send(delete_original=True)).status_code == 200
        assert (await hook.send(text="fifth")).status_code == 200
        assert "used_url" in (await hook.send(text="sixth")).body
        sandbox.clock.advance(31 * 60)
        assert "expired_url" in (await AsyncWebhookClient(bodies[2]["response_url"]).send(text="late")).body


async def test_an_ephemeral_card_is_replaced_through_its_response_url(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    app, bodies = bolt_app(sandbox), list[Json]()

    @app.action("go")
    async def _(ack: Any, respond: Any, body: Json) -> None:
        await ack()
        bodies.append(body)
        await respond(text="done", replace_original=True)

    async with over_socket(sandbox, app):
        mira = sandbox.driver("mira")
        await slack.chat_postEphemeral(channel="C0ACCOUNTS", user="U0SELLER", text="card", blocks=CARD)
        card = await mira.next_message()
        await mira.click(card, "go")
        changed = await mira.next_update(card["ts"])
    assert (changed["text"], changed["is_ephemeral"]) == ("done", True)
    assert bodies[0]["container"]["is_ephemeral"] is True
    assert "message" not in bodies[0]
    with pytest.raises(ClientRefused, match="message_not_found"):
        await sandbox.driver("tomo").click(card, "go")


async def test_shortcuts_carry_the_message_or_open_a_modal(sandbox: Sandbox) -> None:
    app, bodies = bolt_app(sandbox), list[Json]()

    @app.shortcut("keep")
    async def _(ack: Any, body: Json) -> None:
        await ack()
        bodies.append(body)

    @app.shortcut("new")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=form())

    async with over_socket(sandbox, app):
        mira = sandbox.driver("mira")
        ts = await mira.say("C0ACCOUNTS", "met Ana")
        await mira.message_shortcut(ts, "keep", "C0ACCOUNTS")
        await mira.global_shortcut("new")
        assert (await mira.next_view())["callback_id"] == "form"
        with pytest.raises(ClientRefused, match="shortcut_not_found"):
            await mira.global_shortcut("keep")
    assert (bodies[0]["type"], bodies[0]["message"]["text"]) == ("message_action", "met Ana")
    assert bodies[0]["response_url"].startswith(sandbox.base_url)


class Forms:
    """A Bolt app that opens a form on a command and answers submissions as told."""

    def __init__(self, sandbox: Sandbox, view: Json) -> None:
        self.app = bolt_app(sandbox)
        self.answer: Json = {}
        self.submitted: list[Json] = []
        self.closed: list[Json] = []
        self.view = view
        self.app.command("/probe")(self.open)
        self.app.view("form")(self.submit)
        self.app.view_closed("form")(self.on_close)
        self.app.options("who")(self.options)

    async def open(self, ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=self.view)

    async def submit(self, ack: Any, body: Json) -> None:
        self.submitted.append(body)
        await ack(**self.answer)

    async def on_close(self, ack: Any, body: Json) -> None:
        await ack()
        self.closed.append(body)

    async def options(self, ack: Any, body: Json) -> None:
        text = {"type": "plain_text", "text": f"{body['value']} Ruiz"}
        await ack(options=[{"text": text, "value": "c1"}])


async def test_a_submission_carries_all_values_and_an_empty_answer_closes(sandbox: Sandbox) -> None:
    forms = Forms(sandbox, form(private_metadata="kept"))
    async with over_socket(sandbox, forms.app):
        mira = sandbox.driver("mira")
        await mira.command("/probe")
        view = await mira.next_view()
        [option] = await mira.suggest(view, "who", "Ana")
        assert option["text"]["text"] == "Ana Ruiz"
        assert (await mira.submit(view, {"who": {"who": option}}))["result"] == "closed"
        assert await mira.view() is None
    sent = forms.submitted[0]["view"]
    assert sent["state"]["values"]["name"]["name"] == {"type": "plain_text_input", "value": "Ana"}
    assert sent["state"]["values"]["who"]["who"]["selected_option"]["value"] == "c1"
    assert sent["private_metadata"] == "kept"


async def test_slack_itself_refuses_what_a_required_input_lacks(sandbox: Sandbox) -> None:
    forms = Forms(sandbox, form())
    async with over_socket(sandbox, forms.app):
        mira = sandbox.driver("mira")
        await mira.command("/probe")
        view = await mira.next_view()
        empty = await mira.submit(view, {"name": {"name": ""}})
        short = await mira.submit(view, {"name": {"name": "A"}})
    assert empty["errors"] == {"name": "Please complete this required field."}
    assert short["errors"] == {"name": "Please enter at least 2 characters."}
    assert forms.submitted == []


async def test_response_actions_show_errors_update_push_and_clear(sandbox: Sandbox) -> None:
    forms = Forms(sandbox, form())
    async with over_socket(sandbox, forms.app):
        mira = sandbox.driver("mira")
        await mira.command("/probe")
        view = await mira.next_view()
        forms.answer = {"response_action": "errors", "errors": {"name": "Two of them. Which?"}}
        answer = await mira.submit(view)
        assert (answer["result"], answer["errors"]) == ("errors", {"name": "Two of them. Which?"})
        forms.answer = {"response_action": "errors", "errors": {"absent": "x"}}
        with pytest.raises(ClientRefused, match="invalid_response_action"):
            await mira.submit(view)
        forms.answer = {
            "response_action": "update",
            "view": form(title={"type": "plain_text", "text": "Next"}),
        }
        answer = await mira.submit(view, {"name": {"name": "Typed"}})
        assert (answer["result"], answer["view"]["title"]["text"]) == ("updated", "Next")
        assert answer["view"]["state"]["values"]["name"]["name"]["value"] == "Typed"
        forms.answer = {"response_action": "push", "view": form()}
        pushed = (await mira.submit(view))["view"]
        assert pushed["previous_view_id"] == pushed["root_view_id"] == view["id"]
        top = (await mira.submit(pushed))["view"]
        with pytest.raises(ClientRefused, match="push_limit_reached"):
            await mira.submit(top)
        forms.answer = {"response_action": "clear"}
        assert (await mira.submit(top))["result"] == "cleared"
        assert await mira.view() is None


async def test_closing_tells_the_app_only_when_it_asked(sandbox: Sandbox) -> None:
    forms = Forms(sandbox, form(notify_on_close=True))
    async with over_socket(sandbox, forms.app):
        mira = sandbox.driver("mira")
        await mira.command("/probe")
        await mira.close_view(await mira.next_view())
        forms.view = form()
        await mira.command("/probe")
        await mira.close_view(await mira.next_view())
    assert [body["is_cleared"] for body in forms.closed] == [False]


async def test_triggers_expire_and_serve_once(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    app, triggers = bolt_app(sandbox), list[str]()

    @app.command("/probe")
    async def _(ack: Any, body: Json) -> None:
        await ack()
        triggers.append(body["trigger_id"])

    async with over_socket(sandbox, app):
        mira = sandbox.driver("mira")
        await mira.command("/probe")
        with pytest.raises(SlackApiError, match="invalid_arguments"):
            await slack.views_open(trigger_id=triggers[0], view={**form(), "title": None})
        await slack.views_open(trigger_id=triggers[0], view=form())
        with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
            await slack.views_open(trigger_id=triggers[0], view=form())
        with pytest.raises(SlackApiError, match="invalid_trigger_id"):
            await slack.views_open(trigger_id="1.2.3", view=form())
        await mira.command("/probe")
        with pytest.raises(SlackApiError, match="invalid_trigger_id"):
            await slack.views_push(trigger_id=triggers[1], view=form())
        sandbox.times.trigger_lifetime = 0.0
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            await slack.views_open(trigger_id=triggers[1], view=form())


async def test_views_update_checks_hash_and_external_id(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    forms = Forms(sandbox, form(external_id="mine"))
    async with over_socket(sandbox, forms.app):
        mira = sandbox.driver("mira")
        await mira.command("/probe")
        first = await mira.next_view()
        await slack.views_update(external_id="mine", hash=first["hash"], view=form(external_id="mine"))
        with pytest.raises(SlackApiError, match="hash_conflict"):
            await slack.views_update(view_id=first["id"], hash=first["hash"], view=form())
        with pytest.raises(SlackApiError, match="not_found"):
            await slack.views_update(view_id="V0NOTHING", view=form())


async def test_home_is_published_and_its_buttons_act(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    app, bodies, opened = bolt_app(sandbox), list[Json](), list[Json]()

    @app.event("app_home_opened")
    async def _(event: Json) -> None:
        opened.append(event)
        if event["tab"] == "home":
            await slack.views_publish(user_id=event["user"], view={"type": "home", "blocks": CARD})

    @app.action("go")
    async def _(ack: Any, body: Json) -> None:
        await ack()
        bodies.append(body)

    async with over_socket(sandbox, app):
        mira = sandbox.driver("mira")
        assert await mira.open_home() is None
        home = await mira.next_home()
        await mira.click(home, "go")
        assert await mira.open_home() is not None
        await mira.open_home("messages")
        await until(lambda: len(opened) == 3)
    assert [event["tab"] for event in opened] == ["home", "home", "messages"]
    assert ["view" in event for event in opened] == [False, True, False]
    assert bodies[0]["view"]["id"] == bodies[0]["container"]["view_id"] == home["id"]
    with pytest.raises(SlackApiError, match="user_not_found"):
        await slack.views_publish(user_id="U0NOBODY", view={"type": "home", "blocks": []})


async def test_without_home_tab_nothing_can_be_published() -> None:
    async with running_sandbox(manifest(home_tab_enabled=False)) as sandbox:
        slack = bolt_app(sandbox).client
        with pytest.raises(SlackApiError, match="not_enabled"):
            await slack.views_publish(user_id="U0SELLER", view={"type": "home", "blocks": []})
        with pytest.raises(ClientRefused, match="tab_not_enabled"):
            await sandbox.driver("mira").open_home()
