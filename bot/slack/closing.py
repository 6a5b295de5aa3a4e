"""Closes a message that grew while work went on: with its card's words in pieces, then the rest of the card.

Where that cannot be done any more, the card takes the place of all that the message shows; and where there is
no such message, it is posted.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.cards import Card, Picture
from bot.core.deliveries import Say
from bot.core.ports.errors import RetryLater
from bot.core.ports.queues import Outgoing, Posted
from bot.slack.codes import error_code, http_status
from bot.slack.posting import FindPost, Poster, PostingPlace, mark_of
from bot.slack.refusals import classify, problem_code
from bot.slack.render.message import is_drawn, message, rest_of_message
from bot.slack.render.parts import TEXT_LIMIT
from bot.slack.render.plain import clean
from bot.slack.values import CannotRender

_ENDED = frozenset({"message_not_in_streaming_state"})
"""Slack ended it: after some minutes, or when the member pressed Stop."""
_GROWS = "streaming_state_conflict"
_MOST_WAIT_SECONDS = 5.0
_CITED = re.compile(r"\[\d+\]")
_MARKUP = re.compile(r"[*_~`<>\[\]#|\\&@^\n]|://|www\.|:\w+:|^\s*(?:[-+=]|\d+[.)])(?:\s|$)")
"""What Markdown, which a growing message is read as, might not show as it is."""
_log = structlog.get_logger(__name__)


class Closer:
    """Ends messages that grew; raises what a Poster raises, and RetryLater while Slack limits it."""

    def __init__(self, poster: Poster, find: FindPost) -> None:
        self._poster = poster
        self._find = find

    async def close(self, client: AsyncWebClient, outgoing: Outgoing, say: Say) -> Posted:
        """Show a card as the end of its message, once."""
        place = PostingPlace(say.conversation or "", say.thread)
        if outgoing.attempted and (found := await self._find(outgoing, place)):
            return Posted(conversation=place.conversation, message=found)
        posted = Posted(conversation=place.conversation, message=say.stream)
        if say.grows and not outgoing.attempted and await _grown(client, outgoing, say):
            return posted
        await _end(client, say)
        try:
            await self._poster.update(client, outgoing, say.card, place.conversation, say.stream, marks=True)
        except (SlackApiError, CannotRender) as problem:
            if isinstance(problem, SlackApiError) and isinstance(classify(problem), RetryLater):
                raise
            _log.warning("slack.stream_lost", id=outgoing.id, code=problem_code(problem))
            await _remove(client, say)
            return await self._poster.post(client, outgoing, say.card, place)
        return posted


async def _grown(client: AsyncWebClient, outgoing: Outgoing, say: Say) -> bool:
    """Add the card's words piece by piece, then the rest of it; False where it must take the whole place."""
    card = say.card
    if is_drawn(card) or any(isinstance(part, Picture) for part in card.parts):
        return False  # what Slack may refuse, or what needs files first
    where: dict[str, Any] = {"channel": say.conversation or "", "ts": say.stream}
    pieces = pieces_of(card)
    try:
        rest = rest_of_message(card) if pieces else message(card).blocks
        for piece in pieces:
            await client.chat_appendStream(**where, chunks=[{"type": "markdown_text", "text": piece}])
        await _once_more(lambda: client.chat_stopStream(**where, blocks=rest, metadata=mark_of(outgoing)))
    except (SlackApiError, CannotRender) as problem:
        _log.info("slack.stream_not_grown", id=outgoing.id, code=problem_code(problem))
        return False
    return True


async def _end(client: AsyncWebClient, say: Say) -> None:
    """End the growing, so that the message can be changed; raises RetryLater while Slack limits that."""
    try:
        await _once_more(lambda: client.chat_stopStream(channel=say.conversation or "", ts=say.stream))
    except SlackApiError as refused:
        later = classify(refused)
        if isinstance(later, RetryLater):  # tried again, it counts as one that may be posted
            raise RetryLater(later.after_seconds) from None
        if error_code(refused) not in _ENDED:
            _log.warning("slack.stream_not_ended", code=error_code(refused))


async def _remove(client: AsyncWebClient, say: Say) -> None:
    """Delete what cannot be changed, where that can be done: the card comes as a post."""
    try:
        await delete(client, say.conversation or "", say.stream)
    except SlackApiError as refused:
        _log.info("slack.stream_not_deleted", code=error_code(refused))


async def delete(client: AsyncWebClient, conversation: str, ts: str) -> None:
    """Delete a message, also one that grows."""
    await once_ended(client, conversation, ts, lambda: client.chat_delete(channel=conversation, ts=ts))


async def once_ended(
    client: AsyncWebClient, conversation: str, ts: str, change: Callable[[], Awaitable[Any]]
) -> None:
    """Change a message; one that still grows is ended first, since Slack changes none that does."""
    try:
        await change()
    except SlackApiError as refused:
        if error_code(refused) != _GROWS:
            raise
        await _once_more(lambda: client.chat_stopStream(channel=conversation, ts=ts))
        await change()


async def _once_more(send: Callable[[], Awaitable[Any]]) -> None:
    """Send, and once more after a short pause that Slack asks for."""
    try:
        await send()
    except SlackApiError as refused:
        later = classify(refused)
        if http_status(refused) != 429 or not isinstance(later, RetryLater):
            raise
        if later.after_seconds > _MOST_WAIT_SECONDS:
            raise
        await asyncio.sleep(later.after_seconds)
        await send()


def pieces_of(card: Card) -> list[str]:
    """Return a card's words as pieces that can follow one another; none where they are to be shown whole."""
    pieces = [clean(span) for span in card.text if isinstance(span, str)]
    whole = "".join(pieces)
    if card.header.strip() or len(pieces) < len(card.text) or len(whole) > TEXT_LIMIT:
        return []
    return [] if _MARKUP.search(_CITED.sub("", whole)) else [piece for piece in pieces if piece.strip()]
