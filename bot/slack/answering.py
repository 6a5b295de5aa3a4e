"""What must be said within the request: forms that open, errors beside fields, and that something failed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import words
from bot.slack.clients import Clients
from bot.slack.envelope import Arrival, PayloadKind
from bot.slack.payloads import record
from bot.slack.refusals import TROUBLE, problem_code
from bot.slack.render.plain import Block
from bot.slack.render.views import sentence_view, waiting_view
from bot.slack.response_url import post_back

_log = structlog.get_logger(__name__)


def acknowledge(body: Mapping[str, Any] | None = None) -> BoltResponse:
    """Return the answer that tells Slack that a payload was taken."""
    return BoltResponse(status=200, body=dict(body) if body else "")


async def open_waiting(clients: Clients, arrival: Arrival, body: Mapping[str, Any]) -> None:
    """Open an empty form that the worker fills later; on top of the form whose button was pressed."""
    client = await clients.plain_client(arrival.workspace)
    view = waiting_view(arrival.view)
    if _in_modal(body):
        await client.views_push(trigger_id=body["trigger_id"], view=view)
    else:
        await client.views_open(trigger_id=body["trigger_id"], view=view)


def field_errors(body: Mapping[str, Any], errors: Mapping[str, str]) -> BoltResponse:
    """Return errors beside the fields of a form, which stays as it was filled in."""
    fields = list(_values(body))
    beside = {name: text for name, text in errors.items() if name in fields}
    rest = " ".join(text for name, text in errors.items() if name not in fields)
    if rest and fields:
        beside[fields[0]] = " ".join(part for part in (beside.get(fields[0], ""), rest) if part)
    if beside:
        return acknowledge({"response_action": "errors", "errors": beside})
    return _update_view(rest)


def refuse_at_once(
    arrival: Arrival, body: Mapping[str, Any], sentence: str, *, closes: bool = False
) -> BoltResponse | None:
    """Return the answer that says why nothing will be done; None for payloads whose answer holds no words.

    With `closes` the sentence takes the form's place, so that it is not sent a second time.
    """
    match arrival.kind:
        case PayloadKind.COMMAND:
            return acknowledge({"response_type": "ephemeral", "text": sentence})
        case PayloadKind.FORM:
            fields = {} if closes else _values(body)
            return field_errors(body, {next(iter(fields)): sentence}) if fields else _update_view(sentence)
        case _:
            return None


async def tell(
    clients: Clients, arrival: Arrival, body: Mapping[str, Any], sentence: str, *, opened: bool
) -> None:
    """Tell the member where they are that nothing will be done, and why."""
    try:
        await _tell(await clients.plain_client(arrival.workspace), arrival, body, sentence, opened)
    except TROUBLE as problem:
        _log.warning("slack.refusal_unsaid", key=arrival.key, problem=problem_code(problem))


async def _tell(
    client: AsyncWebClient, arrival: Arrival, body: Mapping[str, Any], sentence: str, opened: bool
) -> None:
    if opened:
        view = sentence_view(words.FAILED_TITLE, sentence)
        await client.views_update(external_id=arrival.view, view=view)
    elif channel := record(body.get("channel")).get("id"):
        thread = record(body.get("container")).get("thread_ts")
        await _beside(client, arrival, body, channel, thread, sentence)
    elif _in_modal(body):
        view = sentence_view(words.FAILED_TITLE, sentence)
        await client.views_push(trigger_id=body["trigger_id"], view=view)
    else:
        await client.chat_postMessage(channel=arrival.member, text=sentence)


async def _beside(
    client: AsyncWebClient,
    arrival: Arrival,
    body: Mapping[str, Any],
    channel: str,
    thread: str | None,
    sentence: str,
) -> None:
    """Show a sentence to the member alone where they are, or by Slack's `response_url`."""
    try:
        await client.chat_postEphemeral(channel=channel, user=arrival.member, text=sentence, thread_ts=thread)
    except SlackApiError:
        address = body.get("response_url")
        if not await post_back(client, address, text=sentence):
            await client.chat_postMessage(channel=arrival.member, text=sentence)


def _values(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields of a form as Slack sent them."""
    return record(record(record(body.get("view")).get("state")).get("values"))


def _update_view(sentence: str) -> BoltResponse:
    view: Block = sentence_view(words.FAILED_TITLE, sentence)
    return acknowledge({"response_action": "update", "view": view})


def _in_modal(body: Mapping[str, Any]) -> bool:
    view = body.get("view")
    return isinstance(view, Mapping) and view.get("type") == "modal"
