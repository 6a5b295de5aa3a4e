"""Delivers what the outbox holds: each kind of delivery by its call, a repeated one only after a look.

Posts carry the outbox id in their metadata. When an earlier try may have gone through, the conversation is
searched for that id first, so that a crash between post and record does not post twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.cards import Card, Home, Passage
from bot.core.deliveries import Amend, Delivery, PublishHome, Replace, Retract, Revise, Say, Show, Whisper
from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.errors import RetryLater, Undeliverable
from bot.core.ports.queues import Outgoing, Posted
from bot.slack import words
from bot.slack.clients import Clients
from bot.slack.closing import Closer, delete, once_ended
from bot.slack.codes import error_code, http_status
from bot.slack.pictures import Draw, Pictures
from bot.slack.posting import EVENT_TYPE, Poster, PostingPlace, show_to_one
from bot.slack.refusals import classify, helps_in_words, problem_code, refusals
from bot.slack.render.message import message
from bot.slack.render.plain import Block
from bot.slack.render.views import form_view, home_view, sentence_view
from bot.slack.render.wording import form_card
from bot.slack.response_url import post_back
from bot.slack.values import CannotRender

PostedAs = Callable[[WorkspaceId, MemberId, str], Awaitable[Posted | None]]
"""Where the latest delivery with a subject was posted (`Outbox.posted_as`)."""
_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"})
_NOTHING_TO_DELETE = frozenset({"message_not_found", "channel_not_found", "is_archived", "user_disabled"})
_NOT_THERE = frozenset({"not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived"})
"""Codes for a place where no pointer can be shown; the answer itself has gone to the member directly."""
_NO_VIEW = frozenset({"not_found", "view_not_found", "expired_trigger_id"})
_MOST_WAIT_SECONDS = 5.0
_MAY_NOT_LOOK = frozenset({"missing_scope", "not_in_channel"})
_MOST_BLIND_TRIES = 2
"""How often something is posted whose earlier tries cannot be looked for."""
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
        self._poster = Poster(self._pictures, self._find_earlier, self._conversation)
        self._closer = Closer(self._poster, self._find_earlier)
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
            case Amend():
                return await self._amend(client, outgoing, delivery)
            case Whisper():
                return await self._whisper(client, outgoing, delivery)
            case Show():
                return await self._show(client, outgoing, delivery)
            case Retract():
                return await self._retract(client, outgoing, delivery)
            case PublishHome():
                return await self._publish(client, outgoing, delivery)

    async def _say(self, client: AsyncWebClient, outgoing: Outgoing, say: Say) -> Posted:
        if say.stream and say.conversation:
            return await self._closer.close(client, outgoing, say)
        if say.conversation:
            place = PostingPlace(say.conversation, say.thread)
        else:
            known = (outgoing.workspace, outgoing.member) in self._direct
            place = PostingPlace(await self._conversation(client, outgoing), say.thread, afresh=not known)
        return await self._poster.post(client, outgoing, say.card, place)

    async def _publish(self, client: AsyncWebClient, outgoing: Outgoing, publish: PublishHome) -> Posted:
        try:
            await _twice_on_conflict(
                lambda: client.views_publish(user_id=outgoing.member, view=home_view(publish.home))
            )
        except (SlackApiError, CannotRender) as problem:
            if isinstance(problem, SlackApiError) and not helps_in_words(problem):
                raise
            _log.error("slack.home_refused", id=outgoing.id, code=problem_code(problem))
            sentence = Home(header=words.HOME_TITLE, parts=(Passage(text=(words.HOME_NOT_SHOWN,)),))
            await client.views_publish(user_id=outgoing.member, view=home_view(sentence))
        return Posted()

    async def _replace(self, client: AsyncWebClient, outgoing: Outgoing, replace: Replace) -> Posted:
        if await self._update(client, outgoing, replace.conversation, replace.message, replace.card):
            return Posted(conversation=replace.conversation, message=replace.message)
        return await self._say(client, outgoing, Say(card=replace.card, about=replace.about))

    async def _amend(self, client: AsyncWebClient, outgoing: Outgoing, amend: Amend) -> Posted:
        """Update a card of which something was withdrawn; one that Slack lets nobody change is deleted."""
        where, ts = amend.conversation, amend.message
        try:
            changed = await self._update(client, outgoing, where, ts, amend.card)
        except (SlackApiError, CannotRender) as problem:
            if isinstance(problem, SlackApiError) and isinstance(classify(problem), RetryLater):
                raise
            changed = False
        if not changed:
            await self._retract(client, outgoing, Retract(conversation=where, message=ts))
        return Posted(conversation=where, message=ts)

    async def _revise(self, client: AsyncWebClient, outgoing: Outgoing, revise: Revise) -> Posted:
        posted = await self._posted_as(outgoing.workspace, outgoing.member, revise.subject)
        if posted and posted.conversation and posted.message:
            await self._update(client, outgoing, posted.conversation, posted.message, revise.card)
            return posted
        return Posted()

    async def _whisper(self, client: AsyncWebClient, outgoing: Outgoing, whisper: Whisper) -> Posted:
        """Post a pointer, never a second time: it cannot be looked up, and twice is worse than never."""
        if outgoing.attempted:
            return Posted(conversation=whisper.conversation)
        if await post_back(client, whisper.reply_url, **_content_for_url(whisper.card)):
            return Posted(conversation=whisper.conversation)
        try:
            await _point(client, outgoing, whisper)
        except SlackApiError as refused:
            if error_code(refused) in _NOT_THERE:
                _log.info("slack.no_pointer", id=outgoing.id, code=error_code(refused))
                return Posted()
            later = classify(refused)
            if http_status(refused) != 429 or not isinstance(later, RetryLater):
                raise
            await asyncio.sleep(min(later.after_seconds, _MOST_WAIT_SECONDS))
            await _point(client, outgoing, whisper)
        return Posted(conversation=whisper.conversation)

    async def _show(self, client: AsyncWebClient, outgoing: Outgoing, show: Show) -> Posted:
        """Fill a form; where Slack does not take it, say so in it, and say what it holds as a message."""
        view = show.view
        try:
            content = form_view(show.form, view)
            await _twice_on_conflict(lambda: client.views_update(external_id=view, view=content))
            return Posted()
        except CannotRender as problem:
            _log.error("slack.form_too_large", view=view, problem=str(problem))
            await _fill(client, view, sentence_view(words.TOO_LONG_TITLE, words.TOO_LONG, view))
            return Posted()
        except SlackApiError as refused:
            if error_code(refused) in _NO_VIEW:
                _log.info("slack.form_closed", view=view)
                return Posted()
            if not helps_in_words(refused) and error_code(refused) != "hash_conflict":
                raise
            _log.error("slack.form_refused", view=view, code=error_code(refused))
        if show.private:  # what it holds is shown in forms alone (S1)
            await _fill(client, view, sentence_view(words.FAILED_TITLE, words.NOTHING_CHANGED, view))
            return Posted()
        posted = await self._say(client, outgoing, Say(card=form_card(show.form), about=show.about))
        await _fill(client, view, sentence_view(words.FAILED_TITLE, words.FORM_IN_MESSAGES, view))
        return posted

    async def _retract(self, client: AsyncWebClient, outgoing: Outgoing, retract: Retract) -> Posted:
        place = (retract.conversation, retract.message)
        await self._pictures.take_back(client, outgoing.workspace, *place)
        try:
            await delete(client, *place)
        except SlackApiError as refused:
            if error_code(refused) not in _NOTHING_TO_DELETE:
                raise
        return Posted()

    async def _update(
        self, client: AsyncWebClient, outgoing: Outgoing, conversation: str, ts: str, card: Card
    ) -> bool:
        try:
            update = partial(self._poster.update, client, outgoing, card, conversation, ts)
            await once_ended(client, conversation, ts, update)
        except SlackApiError as refused:
            if error_code(refused) not in _GONE:
                raise
            return False
        return True

    async def _conversation(self, client: AsyncWebClient, outgoing: Outgoing, *, afresh: bool = False) -> str:
        """Return the member's own conversation; `afresh` asks Slack even where one is known."""
        key = (outgoing.workspace, outgoing.member)
        if afresh or key not in self._direct:
            answer = await client.conversations_open(users=outgoing.member)
            self._direct[key] = str(answer["channel"]["id"])
        return self._direct[key]

    async def _find_earlier(self, outgoing: Outgoing, place: PostingPlace) -> str | None:
        """Return the message that an earlier try of this delivery posted, if it did."""
        client = await self._clients.retrying_client(outgoing.workspace)
        cursor: str | None = None
        for _ in range(_PAGES):
            try:
                page = await _page(client, place.conversation, place.thread, cursor)
            except SlackApiError as refused:
                _check_readable(refused, outgoing)
                return None
            for posted in page["messages"]:
                if _delivery_id(posted) == outgoing.id:
                    return str(posted["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None
        return None


async def _point(client: AsyncWebClient, outgoing: Outgoing, whisper: Whisper) -> None:
    await show_to_one(client, outgoing, whisper.card, PostingPlace(whisper.conversation, whisper.thread))


def _check_readable(refused: SlackApiError, outgoing: Outgoing) -> None:
    """Go on where there is nothing to find; where the bot may not look, it posts a second time, and no third.

    Raises Undeliverable then, and for other trouble what is tried again.
    """
    code = error_code(refused)
    if code not in _MAY_NOT_LOOK and code != "thread_not_found":
        raise classify(refused) from None
    _log.warning("slack.cannot_look", id=outgoing.id, code=code)
    if code in _MAY_NOT_LOOK and max(outgoing.unsure + 1, outgoing.attempt) > _MOST_BLIND_TRIES:
        raise Undeliverable("may_be_posted")


async def _twice_on_conflict(send: Callable[[], Awaitable[Any]]) -> None:
    """Send a view, once more where Slack says that another one came first."""
    try:
        await send()
    except SlackApiError as refused:
        if error_code(refused) != "hash_conflict":
            raise
        await send()


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


def _content_for_url(card: Card) -> dict[str, Any]:
    """Return a card as what is posted to a response_url."""
    made = message(card)
    return {"text": made.text, "blocks": made.blocks}


async def _fill(client: AsyncWebClient, view: str, content: Block) -> None:
    """Show a sentence in a form that waits; it may have been closed meanwhile."""
    try:
        await client.views_update(external_id=view, view=content)
    except SlackApiError as refused:
        _log.warning("slack.form_not_filled", view=view, code=error_code(refused))
