"""Posts and updates cards, and finds another way where Slack refuses one: words, or another place.

Whatever Slack refuses it has not shown, so each further way is tried at once, and nothing is shown twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.cards import Card
from bot.core.ports.queues import Outgoing, Posted
from bot.slack.codes import error_code
from bot.slack.pictures import Files, Pictures
from bot.slack.refusals import BAD_PICTURE, helps_in_words, problem_code
from bot.slack.render.message import is_drawn, message
from bot.slack.render.parts import NO_FILES
from bot.slack.render.wording import card_words
from bot.slack.values import CannotRender

EVENT_TYPE = "tactegic_delivery"
_THREAD_GONE = frozenset({"thread_not_found", "message_not_found", "cannot_reply_to_message"})
_PLACE_GONE = frozenset({"channel_not_found", "not_in_channel", "is_archived", "restricted_action"})
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PostingPlace:
    """Where a card goes: a conversation, and a thread of it."""

    conversation: str
    thread: str | None = None
    afresh: bool = False
    """Whether it is the member's own conversation, just asked for: then nothing is left to fall back to."""


FindPost = Callable[[Outgoing, PostingPlace], Awaitable[str | None]]
"""The message that an earlier try of a delivery posted there, if it did."""


class OpenDirect(Protocol):
    """Gives the member's own conversation with the bot."""

    async def __call__(self, client: AsyncWebClient, outgoing: Outgoing, *, afresh: bool = False) -> str:
        """Return its id; `afresh` asks Slack even where one is known."""


class Poster:
    """Shows cards; raises SlackApiError where no way is left, CannotRender for none that can be rendered."""

    def __init__(self, pictures: Pictures, find: FindPost, open_direct: OpenDirect) -> None:
        self._pictures = pictures
        self._find = find
        self._open_direct = open_direct

    async def post(
        self, client: AsyncWebClient, outgoing: Outgoing, card: Card, place: PostingPlace
    ) -> Posted:
        """Post a card once, with blocks or in words, there or where it can be posted instead."""
        if outgoing.attempted and (found := await self._find(outgoing, place)):
            return Posted(conversation=place.conversation, message=found)
        files = NO_FILES
        if place.thread:
            files = await self._pictures.files(client, outgoing.workspace, card.parts, place)
        try:
            answer = await _with_words(
                outgoing, card, files, lambda content: _post(client, outgoing, place, content)
            )
        except SlackApiError as refused:
            elsewhere = await self._elsewhere(client, outgoing, place, error_code(refused))
            if elsewhere is None:
                raise
            _log.warning("slack.posted_elsewhere", id=outgoing.id, code=error_code(refused))
            return await self.post(client, outgoing, card, elsewhere)
        posted = Posted(conversation=str(answer["channel"]), message=str(answer["ts"]))
        if not place.thread:
            await self._illustrate(client, outgoing, card, replace(place, thread=posted.message))
        return posted

    async def update(
        self,
        client: AsyncWebClient,
        outgoing: Outgoing,
        card: Card,
        conversation: str,
        ts: str,
        *,
        marks: bool = False,
    ) -> None:
        """Put a card in the place of what a message shows, with blocks or in words.

        With `marks` the message is known by the delivery from then on, as a post is.
        """
        files = NO_FILES
        mark = mark_of(outgoing) if marks else None
        if self._pictures.has(card.parts):
            place = PostingPlace(conversation, await _root(client, conversation, ts))
            files = await self._pictures.files(client, outgoing.workspace, card.parts, place)
        await _with_words(
            outgoing,
            card,
            files,
            lambda content: client.chat_update(channel=conversation, ts=ts, metadata=mark, **content),
        )

    async def _elsewhere(
        self, client: AsyncWebClient, outgoing: Outgoing, place: PostingPlace, code: str
    ) -> PostingPlace | None:
        """Return where a card goes that its place does not take; None where there is no such place."""
        if place.thread and code in _THREAD_GONE:
            return replace(place, thread=None)
        if not place.afresh and code in _PLACE_GONE:
            direct = await self._open_direct(client, outgoing, afresh=True)
            return PostingPlace(direct, afresh=True)
        return None

    async def _illustrate(
        self, client: AsyncWebClient, outgoing: Outgoing, card: Card, place: PostingPlace
    ) -> None:
        """Show a posted card's pictures, which are shared in its thread; without them its words stand."""
        files = await self._pictures.files(client, outgoing.workspace, card.parts, place)
        if not files or place.thread is None:
            return
        for draws in (True, False) if is_drawn(card) else (True,):
            try:
                content = _content(card, files, draws=draws)
                await client.chat_update(channel=place.conversation, ts=place.thread, **content)
                return
            except (SlackApiError, CannotRender) as problem:
                _log.warning("slack.picture_refused", id=outgoing.id, code=problem_code(problem))


async def _with_words(
    outgoing: Outgoing, card: Card, files: Files, send: Callable[[dict[str, Any]], Awaitable[Any]]
) -> Any:
    """Send a card as it is; without diagrams and tables, without pictures, and then in words alone, where
    Slack takes no more."""
    shown = [
        (files, True),
        *([(files, False)] if is_drawn(card) else ()),
        *([(NO_FILES, False)] if files else ()),
    ]
    ways: list[Callable[[], dict[str, Any]]] = [
        *(partial(_content, card, each, draws=draws) for each, draws in shown),
        partial(_words, card),
    ]
    for way in ways[:-1]:
        try:
            return await send(way())
        except CannotRender as problem:
            _log.error("slack.cannot_render", id=outgoing.id, problem=str(problem))
        except SlackApiError as refused:
            code = error_code(refused)
            if not helps_in_words(refused) and not (files and code in BAD_PICTURE):
                raise
            _log.warning("slack.shown_more_plainly", id=outgoing.id, code=code)
    return await send(ways[-1]())


def mark_of(outgoing: Outgoing) -> dict[str, Any]:
    """Return the metadata by which the message of a delivery is found again."""
    return {"event_type": EVENT_TYPE, "event_payload": {"id": outgoing.id}}


async def _post(
    client: AsyncWebClient, outgoing: Outgoing, place: PostingPlace, content: dict[str, Any]
) -> Any:
    return await client.chat_postMessage(
        channel=place.conversation,
        thread_ts=place.thread,
        metadata=mark_of(outgoing),
        unfurl_links=False,
        unfurl_media=False,
        **content,
    )


async def show_to_one(client: AsyncWebClient, outgoing: Outgoing, card: Card, place: PostingPlace) -> None:
    """Post a card that the member alone sees, with blocks or in words."""
    await _with_words(
        outgoing,
        card,
        NO_FILES,
        lambda content: client.chat_postEphemeral(
            channel=place.conversation, user=outgoing.member, thread_ts=place.thread, **content
        ),
    )


async def _root(client: AsyncWebClient, conversation: str, ts: str) -> str:
    """Return the root of a message's thread; the message itself where it is none, or cannot be looked up."""
    try:
        found = (await client.conversations_replies(channel=conversation, ts=ts, limit=1))["messages"]
    except SlackApiError:
        return ts
    return str(found[0].get("thread_ts") or ts) if found else ts


def _content(card: Card, files: Files = NO_FILES, *, draws: bool = True) -> dict[str, Any]:
    """Return a card as arguments of a post; nothing in it is parsed for names, channels or links."""
    made = message(card, files, draws=draws)
    return {"text": made.text, "blocks": made.blocks, "parse": "none", "link_names": False}


def _words(card: Card) -> dict[str, Any]:
    """Return a card's words as arguments of a post; an empty list takes away the blocks that stood there."""
    return {"text": card_words(card), "blocks": [], "parse": "none", "link_names": False}
