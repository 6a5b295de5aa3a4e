"""Delivers what the outbox holds: each kind of delivery by its call, a repeated one only after a look.

Posts carry the outbox id in their metadata. When an earlier try may have gone through, the conversation is
searched for that id first, so that a crash between post and record does not post twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.cards import Card, Form, Part
from bot.core.deliveries import Delivery, PublishHome, Replace, Retract, Revise, Say, Show, Whisper
from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.errors import RetryLater, Undeliverable
from bot.core.ports.queues import Outgoing, Posted
from bot.slack import words
from bot.slack.clients import Clients, error_code, http_status
from bot.slack.pictures import Draw, Pictures
from bot.slack.refusals import classify, refusals
from bot.slack.render.message import message
from bot.slack.render.parts import NO_FILES
from bot.slack.render.views import form_view, home_view, sentence_view
from bot.slack.values import CannotRender

EVENT_TYPE = "tactegic_delivery"
Files = Mapping[str, str]
Send = Callable[[Files], Awaitable[Any]]
"""A call to Slack with the file ids of pictures, by picture id."""
PostedAs = Callable[[WorkspaceId, MemberId, str], Awaitable[Posted | None]]
"""Where the latest delivery with a subject was posted (`Outbox.posted_as`)."""
_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"})
_BAD_PICTURE = frozenset({"invalid_blocks", "slack_file_not_found"})
_NO_VIEW = frozenset({"not_found", "view_not_found", "expired_trigger_id"})
_MOST_WAIT_SECONDS = 5.0
_PAGES = 3
_PAGE = 100
_log = structlog.get_logger(__name__)


class SlackSender:
    """Sends one delivery at a time; raises RetryLater or Undeliverable."""

    def __init__(self, clients: Clients, *, find_post: PostedAs, draw: Draw | None = None) -> None:
        """Without `draw` pictures are shown as their words."""
        self._clients = clients
        self._posted_as = find_post
        self._pictures = Pictures(draw)
        self._direct: dict[tuple[WorkspaceId, MemberId], str] = {}

    async def send(self, outgoing: Outgoing) -> Posted:
        """Deliver, and say where it ended up."""
        with refusals():
            try:
                client = await self._clients.plain_client(outgoing.workspace)
                return await self._send(client, outgoing, outgoing.delivery)
            except CannotRender as problem:
                _log.error("slack.cannot_render", id=outgoing.id, problem=str(problem))
                raise Undeliverable("cannot_render") from None

    async def _send(self, client: AsyncWebClient, outgoing: Outgoing, delivery: Delivery) -> Posted:
        match delivery:
            case Say():
                return await self._say(client, outgoing, delivery)
            case Replace():
                return await self._replace(client, outgoing, delivery)
            case Revise():
                return await self._revise(client, outgoing, delivery)
            case Whisper():
                return await self._whisper(client, outgoing, delivery)
            case Show():
                return await self._show(client, delivery)
            case Retract():
                return await self._retract(client, delivery)
            case PublishHome():
                return await self._publish(client, outgoing, delivery)

    async def _say(self, client: AsyncWebClient, outgoing: Outgoing, say: Say) -> Posted:
        direct = say.conversation or await self._conversation(client, outgoing)
        if outgoing.attempted:
            found = await self._already(outgoing, direct, say.thread)
            if found:
                return Posted(conversation=direct, message=found)

        async def post(files: Files) -> Any:
            return await client.chat_postMessage(
                channel=direct,
                thread_ts=say.thread,
                metadata={"event_type": EVENT_TYPE, "event_payload": {"id": outgoing.id}},
                unfurl_links=False,
                unfurl_media=False,
                **_content(say.card, files),
            )

        answer = await self._illustrated(client, outgoing, say.card.parts, post)
        return Posted(conversation=str(answer["channel"]), message=str(answer["ts"]))

    async def _illustrated(
        self, client: AsyncWebClient, outgoing: Outgoing, parts: Iterable[Part], send: Send
    ) -> Any:
        """Send with pictures; where Slack does not take one, send again with its words instead."""
        files = await self._pictures.files(client, outgoing.workspace, parts)
        try:
            return await send(files)
        except SlackApiError as refused:
            if not files or error_code(refused) not in _BAD_PICTURE:
                raise
            _log.warning("slack.picture_refused", id=outgoing.id, code=error_code(refused))
            self._pictures.forget(outgoing.workspace, files)
            return await send({})

    async def _publish(self, client: AsyncWebClient, outgoing: Outgoing, publish: PublishHome) -> Posted:
        async def show(files: Files) -> Any:
            return await client.views_publish(user_id=outgoing.member, view=home_view(publish.home, files))

        await self._illustrated(client, outgoing, publish.home.parts, show)
        return Posted()

    async def _replace(self, client: AsyncWebClient, outgoing: Outgoing, replace: Replace) -> Posted:
        if await self._updated(client, outgoing, replace.conversation, replace.message, replace.card):
            return Posted(conversation=replace.conversation, message=replace.message)
        return await self._say(client, outgoing, Say(card=replace.card, about=replace.about))

    async def _revise(self, client: AsyncWebClient, outgoing: Outgoing, revise: Revise) -> Posted:
        posted = await self._posted_as(outgoing.workspace, outgoing.member, revise.subject)
        if posted and posted.conversation and posted.message:
            await self._updated(client, outgoing, posted.conversation, posted.message, revise.card)
            return posted
        return Posted()

    async def _whisper(self, client: AsyncWebClient, outgoing: Outgoing, whisper: Whisper) -> Posted:
        """Post a pointer, never a second time: it cannot be looked up, and twice is worse than never."""
        if outgoing.attempted:
            return Posted(conversation=whisper.conversation)
        try:
            await _pointed(client, outgoing, whisper)
        except SlackApiError as refused:
            later = classify(refused)
            if http_status(refused) != 429 or not isinstance(later, RetryLater):
                raise
            await asyncio.sleep(min(later.after_seconds, _MOST_WAIT_SECONDS))
            await _pointed(client, outgoing, whisper)
        return Posted(conversation=whisper.conversation)

    async def _show(self, client: AsyncWebClient, show: Show) -> Posted:
        try:
            await client.views_update(external_id=show.view, view=_filled(show.form, show.view))
        except SlackApiError as refused:
            if error_code(refused) not in _NO_VIEW:
                raise
            _log.info("slack.form_closed", view=show.view)
        return Posted()

    async def _retract(self, client: AsyncWebClient, retract: Retract) -> Posted:
        try:
            await client.chat_delete(channel=retract.conversation, ts=retract.message)
        except SlackApiError as refused:
            if error_code(refused) != "message_not_found":
                raise
        return Posted()

    async def _updated(
        self, client: AsyncWebClient, outgoing: Outgoing, conversation: str, ts: str, card: Card
    ) -> bool:
        async def update(files: Files) -> Any:
            return await client.chat_update(channel=conversation, ts=ts, **_content(card, files))

        try:
            await self._illustrated(client, outgoing, card.parts, update)
        except SlackApiError as refused:
            if error_code(refused) not in _GONE:
                raise
            return False
        return True

    async def _conversation(self, client: AsyncWebClient, outgoing: Outgoing) -> str:
        key = (outgoing.workspace, outgoing.member)
        if key not in self._direct:
            answer = await client.conversations_open(users=outgoing.member)
            self._direct[key] = str(answer["channel"]["id"])
        return self._direct[key]

    async def _already(self, outgoing: Outgoing, conversation: str, thread: str | None) -> str | None:
        """Return the message that an earlier try of this delivery posted, if it did."""
        client = await self._clients.retrying_client(outgoing.workspace)
        cursor: str | None = None
        for _ in range(_PAGES):
            try:
                page = await _page(client, conversation, thread, cursor)
            except SlackApiError as refused:
                _check_readable(refused, outgoing.id)
                return None
            for posted in page["messages"]:
                if _delivery_id(posted) == outgoing.id:
                    return str(posted["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None
        return None


async def _pointed(client: AsyncWebClient, outgoing: Outgoing, whisper: Whisper) -> None:
    await client.chat_postEphemeral(
        channel=whisper.conversation,
        user=outgoing.member,
        thread_ts=whisper.thread,
        **_content(whisper.card),
    )


def _check_readable(refused: SlackApiError, id: str) -> None:
    """A conversation that the bot may not read holds nothing to find; other trouble is tried again."""
    if error_code(refused) not in ("missing_scope", "thread_not_found", "not_in_channel"):
        raise classify(refused) from None
    _log.warning("slack.cannot_look", id=id, code=error_code(refused))


async def _page(client: AsyncWebClient, conversation: str, thread: str | None, cursor: str | None) -> Any:
    about = {"channel": conversation, "include_all_metadata": True, "limit": _PAGE, "cursor": cursor}
    if thread:
        return await client.conversations_replies(ts=thread, **about)  # type: ignore[arg-type]
    return await client.conversations_history(**about)  # type: ignore[arg-type]


def _delivery_id(posted: dict[str, Any]) -> str | None:
    metadata = posted.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    found = (metadata.get("event_payload") or {}).get("id")
    return found if isinstance(found, str) else None


def _content(card: Card, files: Files = NO_FILES) -> dict[str, Any]:
    """Return a card as arguments of a post; nothing in it is parsed for names, channels or links."""
    made = message(card, files)
    return {"text": made.text, "blocks": made.blocks, "parse": "none", "link_names": False}


def _filled(form: Form, view: str) -> dict[str, Any]:
    """Return the form, or, where Slack cannot hold it, a sentence instead of a form that waits forever."""
    try:
        return form_view(form, view)
    except CannotRender as problem:
        _log.error("slack.form_too_large", view=view, problem=str(problem))
        return sentence_view(words.TOO_LONG_TITLE, words.TOO_LONG, view)
