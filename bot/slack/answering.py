"""What must be said within the request: forms that open, errors beside fields, and that something failed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
import structlog
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.ports.errors import Undeliverable
from bot.slack import words
from bot.slack.clients import Clients, error_code
from bot.slack.envelope import Arrival, PayloadKind
from bot.slack.render.plain import Block
from bot.slack.render.views import sentence_view, waiting_view

TROUBLE = (SlackApiError, aiohttp.ClientError, TimeoutError, OSError, Undeliverable)
_log = structlog.get_logger(__name__)


def acknowledge(body: Mapping[str, Any] | None = None) -> BoltResponse:
    """Return the answer that tells Slack that a payload was taken."""
    return BoltResponse(status=200, body=dict(body) if body else "")


async def open_waiting(clients: Clients, arrival: Arrival, body: Mapping[str, Any]) -> None:
    """Open the form that is filled later; on top of the one that a button was pressed in."""
    client = await clients.plain_client(arrival.workspace)
    view = waiting_view(arrival.view)
    if _in_modal(body):
        await client.views_push(trigger_id=body["trigger_id"], view=view)
    else:
        await client.views_open(trigger_id=body["trigger_id"], view=view)


def field_errors(body: Mapping[str, Any], errors: Mapping[str, str]) -> BoltResponse:
    """Return errors beside the fields of a form, which stays as it was filled in."""
    fields = list(body["view"]["state"]["values"])
    beside = {name: text for name, text in errors.items() if name in fields}
    rest = " ".join(text for name, text in errors.items() if name not in fields)
    if rest and fields:
        beside[fields[0]] = " ".join(part for part in (beside.get(fields[0], ""), rest) if part)
    if beside:
        return acknowledge({"response_action": "errors", "errors": beside})
    return _updated(rest)


async def refuse(
    clients: Clients, arrival: Arrival, body: Mapping[str, Any], sentence: str, *, opened: bool
) -> BoltResponse:
    """Tell the member, at once and where they are, that nothing will be done; and why."""
    match arrival.kind:
        case PayloadKind.COMMAND:
            return acknowledge({"response_type": "ephemeral", "text": sentence})
        case PayloadKind.FORM:
            fields = (body["view"].get("state") or {}).get("values") or {}
            return field_errors(body, {next(iter(fields)): sentence}) if fields else _updated(sentence)
        case _:
            try:
                await _tell(await clients.plain_client(arrival.workspace), arrival, body, sentence, opened)
            except TROUBLE as problem:
                _log.warning("slack.refusal_unsaid", key=arrival.key, problem=_code(problem))
            return acknowledge()


async def _tell(
    client: AsyncWebClient, arrival: Arrival, body: Mapping[str, Any], sentence: str, opened: bool
) -> None:
    if opened:
        view = sentence_view(words.FAILED_TITLE, sentence)
        await client.views_update(external_id=arrival.view, view=view)
    elif channel := (body.get("channel") or {}).get("id"):
        thread = (body.get("container") or {}).get("thread_ts")
        await _beside(client, arrival, channel, thread, sentence)
    elif _in_modal(body):
        view = sentence_view(words.FAILED_TITLE, sentence)
        await client.views_push(trigger_id=body["trigger_id"], view=view)
    else:
        await client.chat_postMessage(channel=arrival.member, text=sentence)


async def _beside(
    client: AsyncWebClient, arrival: Arrival, channel: str, thread: str | None, sentence: str
) -> None:
    """Seen by the member alone in the channel; directly where the bot is not in that channel."""
    try:
        await client.chat_postEphemeral(channel=channel, user=arrival.member, text=sentence, thread_ts=thread)
    except SlackApiError:
        await client.chat_postMessage(channel=arrival.member, text=sentence)


def _updated(sentence: str) -> BoltResponse:
    view: Block = sentence_view(words.FAILED_TITLE, sentence)
    return acknowledge({"response_action": "update", "view": view})


def _in_modal(body: Mapping[str, Any]) -> bool:
    view = body.get("view")
    return isinstance(view, Mapping) and view.get("type") == "modal"


def _code(problem: Exception) -> str:
    return error_code(problem) if isinstance(problem, SlackApiError) else type(problem).__name__
