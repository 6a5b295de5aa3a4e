"""Messages that grow in a thread while work goes on there: best effort, never in the way of the answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.attending import stands_in_thread
from bot.core.commands import Command
from bot.core.identity import WorkspaceId
from bot.core.ports.errors import RetryLater, Unavailable, Undeliverable
from bot.core.ports.streams import ShownStep, StepState
from bot.core.ports.work import Work
from bot.slack.clients import Clients
from bot.slack.codes import error_code, http_status
from bot.slack.methods import SlackLeftAlone
from bot.slack.posting import EVENT_TYPE
from bot.slack.refusals import classify, problem_code
from bot.slack.render.plain import one_line

_TITLE = 256
_STATUS = {StepState.RUNNING: "in_progress", StepState.DONE: "complete"}
_NO_STREAMS = frozenset(
    {"unknown_method", "missing_scope", "not_allowed", "not_allowed_token_type", "feature_not_enabled"}
)
"""How Slack refuses streams altogether: such a workspace gets whole posts until the next start."""
_ASKS_FOR_WHOM = frozenset({"missing_recipient_user_id", "missing_recipient_team_id"})
_LOST = (aiohttp.ClientError, TimeoutError, OSError)
_PAGE = 100
_log = structlog.get_logger(__name__)


class SlackStreams:
    """A Streams over `chat.startStream` and `chat.appendStream`; `chat.stopStream` is the delivery's."""

    def __init__(
        self, clients: Clients, *, seconds: float = 3.0, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._clients = clients
        self._seconds = seconds
        self._monotonic = monotonic
        self._without: set[WorkspaceId] = set()
        self._not_before: dict[WorkspaceId, float] = {}

    async def start(self, work: Work[Command], title: str, steps: Sequence[ShownStep]) -> str:
        """Begin a message; empty where Slack takes none. Raises Unavailable where that is not known."""
        channel, thread = _place(work)
        if not channel or not self._may_start(work.scope.workspace):
            return ""
        start = {
            "channel": channel,
            "thread_ts": thread,
            "task_display_mode": "plan",
            "chunks": _chunks(title, steps),
        }
        try:
            async with asyncio.timeout(self._seconds):
                client = await self._clients.plain_client(work.scope.workspace)
                return await _start(client, start, work)
        except SlackApiError as refused:
            self._refused(work.scope.workspace, refused)
            return ""
        except (SlackLeftAlone, Undeliverable):
            return ""
        except _LOST as problem:
            raise Unavailable(problem_code(problem)) from None

    async def show(self, work: Work[Command], stream: str, title: str, steps: Sequence[ShownStep]) -> bool:
        """Show how far these steps are; whether Slack took it."""
        channel, _ = _place(work)
        try:
            async with asyncio.timeout(self._seconds):
                client = await self._clients.plain_client(work.scope.workspace)
                await client.chat_appendStream(channel=channel, ts=stream, chunks=_chunks(title, steps))
        except (SlackApiError, SlackLeftAlone, Undeliverable, *_LOST) as problem:
            _log.info("slack.no_step", key=work.key, problem=problem_code(problem))
            return False
        return True

    async def find(self, work: Work[Command]) -> str:
        """Return the bot's own message behind the work's that no delivery posted; empty for none."""
        channel, thread = _place(work)
        if not channel:
            return ""
        try:
            client = await self._clients.retrying_client(work.scope.workspace)
            page = await client.conversations_replies(
                channel=channel,
                ts=thread,
                oldest=work.origin.message,
                limit=_PAGE,
                include_all_metadata=True,
            )
        except (SlackApiError, SlackLeftAlone, Undeliverable, *_LOST) as problem:
            _log.warning("slack.stream_not_found", key=work.key, problem=problem_code(problem))
            return ""
        own = self._clients.own_user(work.scope.workspace)
        found = [str(each["ts"]) for each in page["messages"] if _is_open(each, own)]
        return found[-1] if found else ""

    def _may_start(self, workspace: WorkspaceId) -> bool:
        resting = self._monotonic() < self._not_before.get(workspace, 0.0)
        return workspace not in self._without and not resting

    def _refused(self, workspace: WorkspaceId, refused: SlackApiError) -> None:
        code = error_code(refused)
        _log.info("slack.no_stream", workspace=workspace, code=code)
        later = classify(refused)
        if code in _NO_STREAMS:
            self._without.add(workspace)
        elif isinstance(later, RetryLater) and http_status(refused) == 429:
            self._not_before[workspace] = self._monotonic() + later.after_seconds


async def _start(client: AsyncWebClient, start: dict[str, Any], work: Work[Command]) -> str:
    """Start, and say for whom only where Slack asks: a wrong recipient sees an empty message."""
    try:
        return str((await client.chat_startStream(**start))["ts"])
    except SlackApiError as refused:
        if error_code(refused) not in _ASKS_FOR_WHOM:
            raise
    start |= {"recipient_user_id": work.scope.member, "recipient_team_id": work.scope.workspace}
    return str((await client.chat_startStream(**start))["ts"])


def _place(work: Work[Command]) -> tuple[str, str]:
    """The conversation and thread of a work in a direct conversation; empty elsewhere: others read there."""
    origin = work.origin
    conversation, thread = origin.conversation or "", origin.thread or origin.message or ""
    is_direct = stands_in_thread(work) and conversation.startswith("D")
    return (conversation, thread) if is_direct else ("", "")


def _chunks(title: str, steps: Sequence[ShownStep]) -> list[dict[str, Any]]:
    tasks = [
        {"type": "task_update", "id": step.id, "title": _words(step.title), "status": _STATUS[step.state]}
        for step in steps
    ]
    return [{"type": "plan_update", "title": _words(title)}, *tasks]


def _words(title: str) -> str:
    """Plain words, in which nothing names a member or a channel."""
    return one_line(title).replace("<", "(").replace(">", ")")[:_TITLE]


def _is_open(message: dict[str, Any], own: str | None) -> bool:
    metadata = message.get("metadata") or {}
    is_delivery = metadata.get("event_type") == EVENT_TYPE
    is_own = message.get("user") == own and bool(message.get("bot_id"))
    return is_own and not is_delivery and not message.get("files")
