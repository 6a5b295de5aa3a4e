"""A small real Bolt app in the sandbox, over Socket Mode, for the tests of the page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from slack_sandbox import Sandbox, running_sandbox

SCOPES = [
    "app_mentions:read",
    "channels:history",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "im:history",
    "im:read",
    "im:write",
    "reactions:read",
    "reactions:write",
    "users:read",
    "assistant:write",
]
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Echo", "description": "Says back what it hears."},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Echo", "always_online": True},
        "agent_view": {
            "agent_description": "Says back what it hears.",
            "suggested_prompts": [{"title": "Say hello", "message": "hello there"}],
        },
        "slash_commands": [
            {"command": "/echo", "description": "Echo something", "usage_hint": "note | form | hidden"}
        ],
        "shortcuts": [
            {"name": "New note", "type": "global", "callback_id": "new", "description": "Open the form"},
            {"name": "Keep this", "type": "message", "callback_id": "keep", "description": "Keep it"},
        ],
    },
    "oauth_config": {"scopes": {"bot": SCOPES}},
    "settings": {
        "event_subscriptions": {
            "bot_events": ["agent_session_stopped", "app_home_opened", "app_mention", "message.im"]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def text(value: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": value}


def mrkdwn(value: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": value}


def section(value: str) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(value)}


def option(label: str, value: str) -> dict[str, Any]:
    return {"text": text(label), "value": value}


def cell(words: str, value: float | None = None) -> dict[str, Any]:
    return (
        {"type": "raw_text", "text": words}
        if value is None
        else {"type": "raw_number", "text": words, "value": value}
    )


DATA: list[dict[str, Any]] = [
    {
        "type": "data_visualization",
        "title": "Touches by month",
        "chart": {
            "type": "bar",
            "series": [
                {"name": "All", "data": [{"label": "May", "value": 9}, {"label": "June", "value": 10}]}
            ],
            "axis_config": {"categories": ["May", "June"]},
        },
    },
    {
        "type": "data_table",
        "caption": "Who stands where",
        "page_size": 2,
        "rows": [
            [cell("Name"), cell("Strength")],
            [cell("Ana"), cell("9", 9)],
            [cell("Lars"), cell("10", 10)],
            [cell("Omar"), cell("2", 2)],
        ],
    },
]


CONFIRM = {"title": text("Undo this note?"), "text": mrkdwn("It is *gone* then."), "confirm": text("Undo it")}
CARD: list[dict[str, Any]] = [
    {"type": "header", "text": text("Noted for Ana Ruiz")},
    section("You promised an introduction to *Lars*."),
    {
        "type": "actions",
        "block_id": "card",
        "elements": [
            {
                "type": "button",
                "action_id": "undo",
                "style": "danger",
                "text": text("Undo"),
                "value": "n1",
                "confirm": {**CONFIRM, "deny": text("Keep")},
            },
            {
                "type": "static_select",
                "action_id": "later",
                "placeholder": text("Remind me"),
                "options": [option("In a day", "day"), option("In a week", "week")],
            },
            {
                "type": "overflow",
                "action_id": "more",
                "options": [option("Share", "share"), option("Export", "export")],
            },
        ],
    },
]
CONTAINER = {"type": "container", "title": text("Box"), "child_blocks": [section("inside")]}
FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "form",
    "title": text("New note"),
    "submit": text("Save"),
    "close": text("Cancel"),
    "blocks": [
        {
            "type": "input",
            "block_id": "what",
            "label": text("What happened"),
            "element": {"type": "plain_text_input", "action_id": "text", "multiline": True},
        },
        {
            "type": "input",
            "block_id": "who",
            "label": text("Contact"),
            "element": {"type": "plain_text_input", "action_id": "name"},
        },
        {
            "type": "input",
            "block_id": "when",
            "optional": True,
            "label": text("When"),
            "element": {"type": "datepicker", "action_id": "day", "initial_date": "2026-03-30"},
        },
        {
            "type": "input",
            "block_id": "kind",
            "label": text("Kind"),
            "element": {
                "type": "radio_buttons",
                "action_id": "pick",
                "initial_option": option("Met", "met"),
                "options": [option("Met", "met"), option("Called", "called")],
            },
        },
        {
            "type": "input",
            "block_id": "colleague",
            "optional": True,
            "label": text("Colleague"),
            "element": {"type": "users_select", "action_id": "person", "placeholder": text("Choose one")},
        },
    ],
}


def field_of(name: str, element: dict[str, Any]) -> dict[str, Any]:
    """An optional input block whose id, label and action are all `name`."""
    return {
        "type": "input",
        "block_id": name,
        "optional": True,
        "label": text(name),
        "element": {**element, "action_id": name},
    }


TAGS = [option("Red", "r"), option("Green", "g"), option("Blue", "b")]
EVERYTHING: dict[str, Any] = {
    "type": "modal",
    "callback_id": "everything",
    "title": text("Everything"),
    "submit": text("Save"),
    "blocks": [
        field_of("colours", {"type": "multi_static_select", "options": TAGS}),
        field_of("found", {"type": "external_select", "min_query_length": 2}),
        field_of("boxes", {"type": "checkboxes", "options": TAGS}),
        field_of("time", {"type": "timepicker"}),
        field_of("moment", {"type": "datetimepicker"}),
        field_of("number", {"type": "number_input", "is_decimal_allowed": True}),
        field_of("mail", {"type": "email_text_input"}),
        field_of("address", {"type": "url_text_input"}),
        field_of("people", {"type": "multi_users_select"}),
        field_of("channel", {"type": "channels_select"}),
        field_of("talk", {"type": "conversations_select"}),
        field_of("rich", {"type": "rich_text_input"}),
        field_of("file", {"type": "file_input", "filetypes": ["txt"]}),
    ],
}


@dataclass
class Heard:
    """What reached the app."""

    actions: list[dict[str, Any]] = field(default_factory=list)
    forms: list[dict[str, Any]] = field(default_factory=list)
    shortcuts: list[dict[str, Any]] = field(default_factory=list)


def echo_app(sandbox: Sandbox, heard: Heard) -> AsyncApp:
    app = AsyncApp(client=AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url))
    _listen_to_words(app)
    _listen_to_clicks(app, heard)
    _listen_to_forms(app, heard)
    return app


def _listen_to_words(app: AsyncApp) -> None:
    @app.event("message")
    async def message(event: dict[str, Any], client: AsyncWebClient) -> None:
        if event.get("subtype") or event.get("bot_id"):
            return
        said, channel = event["text"], event["channel"]
        where: dict[str, Any] = {"channel": channel, "thread_ts": event.get("thread_ts", event["ts"])}
        if said == "card":
            await client.chat_postMessage(**where, text="Noted for Ana Ruiz", blocks=CARD)
        elif said == "data":
            await client.chat_postMessage(channel=event["channel"], text="data", blocks=DATA)
        elif said == "container":
            await client.chat_postMessage(**where, text="Box", blocks=[section("above"), CONTAINER])
        elif said == "link":
            link = await client.chat_getPermalink(channel=channel, message_ts=event["ts"])
            await client.chat_postMessage(**where, text=f"See <{link['permalink']}|your message>")
        elif said == "stream":
            person = {"recipient_user_id": event["user"], "recipient_team_id": event["team"]}
            words = "She **worries**\n\n- about carbon"
            await client.chat_startStream(**where, **person, markdown_text=words)
        elif said == "work":
            await client.agents_sessions_setStatus(
                channel_id=channel, thread_ts=event["ts"], status="processing"
            )
        elif said == "think":
            await client.assistant_threads_setStatus(
                channel_id=channel, thread_ts=event["ts"], status="is reading 14 notes"
            )
        else:
            await client.chat_postMessage(**where, text=f"You said: {said}")

    @app.event("agent_session_stopped")
    async def stopped(event: dict[str, Any], client: AsyncWebClient) -> None:
        where = {"channel_id": event["channel"], "thread_ts": event["thread_ts"]}
        await client.agents_sessions_setStatus(**where, status="active")
        await client.chat_postMessage(channel=event["channel"], thread_ts=event["thread_ts"], text="Stopped.")

    @app.event("app_mention")
    async def mention(event: dict[str, Any], client: AsyncWebClient) -> None:
        await client.chat_postEphemeral(channel=event["channel"], user=event["user"], text="I wrote to you.")

    @app.event("app_home_opened")
    async def home(event: dict[str, Any], client: AsyncWebClient) -> None:
        if event.get("tab") == "home":
            view = {"type": "home", "blocks": [{"type": "header", "text": text("Your people")}, *CARD[1:]]}
            await client.views_publish(user_id=event["user"], view=view)


def _listen_to_clicks(app: AsyncApp, heard: Heard) -> None:
    async def clicked(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()
        action = body["actions"][0]
        heard.actions.append(action)
        if action["action_id"] == "undo" and "message" in body:
            await respond(text="Undone.", replace_original=True)

    for name in ("undo", "later", "more"):
        app.action(name)(clicked)


def _listen_to_forms(app: AsyncApp, heard: Heard) -> None:
    @app.command("/echo")
    async def command(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        view = {"form": FORM, "all": EVERYTHING}.get(body["text"].strip())
        await (ack() if view else ack(text=f"Only for you: {body['text']}"))
        if view:
            await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def shortcut(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        heard.shortcuts.append(body)
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    app.shortcut("new")(shortcut)
    app.shortcut("keep")(shortcut)

    @app.options("found")
    async def options(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(options=[option(f"{body['value']} Ruiz", "c1"), option(f"{body['value']} Holm", "c2")])

    @app.view("everything")
    async def everything(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        heard.forms.append(body["view"]["state"]["values"])

    @app.view("form")
    async def submitted(ack: AsyncAck, body: dict[str, Any]) -> None:
        values = body["view"]["state"]["values"]
        if values["who"]["name"]["value"] == "Nobody":
            await ack(response_action="errors", errors={"who": "I know nobody of that name."})
            return
        await ack()
        heard.forms.append(values)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
async def sandbox(heard: Heard) -> AsyncIterator[Sandbox]:
    """The sandbox with the echo app connected."""
    async with running_sandbox(manifest=MANIFEST, port=0) as running:
        handler = AsyncSocketModeHandler(echo_app(running, heard), running.app_token)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        yield running
        await handler.close_async()  # type: ignore[no-untyped-call]
