"""Watches whether Slack takes the bot token: while it is refused, the queues wait and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import structlog

from bot.core.ports.errors import Unavailable
from bot.slack.clients import BadToken, OneWorkspace
from bot.slack.manifest import SCOPES

_FIRST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 60.0
_log = structlog.get_logger(__name__)


class TokenWatch:
    """Pauses the queues while Slack refuses the bot token, and tries for a token that it takes."""

    def __init__(
        self,
        clients: OneWorkspace,
        newest_token: Callable[[], str | None],
        *,
        longest_pause: float = _LONGEST_PAUSE_SECONDS,
        read_from: str = "SLACK_BOT_TOKEN",
    ) -> None:
        """`newest_token` returns the bot token that is set now: an operator may have replaced it.

        `read_from` is the file or the variable that it is read from, for the log.
        """
        self._clients = clients
        self._newest_token = newest_token
        self._longest = longest_pause
        self._read_from = read_from
        self._reason = ""
        self._problem = ""
        self._changed = asyncio.Event()
        self._stopping = False
        self.on_pause: Callable[[str], None] = lambda _: None
        """Called with Slack's code when a pause begins."""
        clients.on_refused = self.pause
        warn_of_missing_scopes(clients)

    @property
    def pause_reason(self) -> str:
        """Why the workspace is paused, as Slack's code; empty while it is not."""
        return self._reason

    @property
    def problem(self) -> str:
        """Why the latest look found no token that is taken, where that is another reason than the pause's.

        For instance "no_usable_token", "another_workspace", or "http_503" where Slack itself has trouble.
        """
        return self._problem if self._reason else ""

    def is_paused(self) -> bool:
        """Whether the workspace is paused."""
        return bool(self._reason)

    def pause(self, reason: str) -> None:
        """Have the queues wait until a token is taken again."""
        begins, self._reason = not self._reason, reason
        if begins:
            _log.error("slack.paused", reason=reason)
            self.on_pause(reason)
        self._changed.set()

    async def on_tokens_revoked(self, body: Mapping[str, Any]) -> None:
        """Pause when Slack's event `tokens_revoked` names the bot's own token."""
        tokens = (body.get("event") or {}).get("tokens")
        bots = tokens.get("bot") if isinstance(tokens, Mapping) else None
        if isinstance(bots, list) and self._clients.identity.bot_user in bots and self._is_ours(body):
            self.pause("tokens_revoked")

    async def on_app_uninstalled(self, body: Mapping[str, Any]) -> None:
        """Pause when Slack's event `app_uninstalled` says that the app was taken out of the workspace."""
        if self._is_ours(body):
            self.pause("app_uninstalled")

    async def run(self) -> None:
        """While paused, try again and again whether Slack takes the token that is set; until `stop`."""
        while not self._stopping:
            await self._changed.wait()
            self._changed.clear()
            pause = min(_FIRST_PAUSE_SECONDS, self._longest)
            while self._reason and not self._stopping and not await self._is_let_in():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), pause)
                self._changed.clear()
                pause = min(2 * pause, self._longest)

    def stop(self) -> None:
        """Stop trying, and have `run` return."""
        self._stopping = True
        self._changed.set()

    async def _is_let_in(self) -> bool:
        """Try the token that is set now, and go on where Slack takes it."""
        token = self._newest_token()
        if not token:
            return self._not_yet("no_usable_token")
        try:
            identity = await self._clients.identify(token)
        except BadToken as refused:
            self._reason = refused.reason
            return self._not_yet("")
        except Unavailable as trouble:
            return self._not_yet(str(trouble))
        except Exception as odd:  # a token that no request can be made of must not end the bot
            return self._not_yet(type(odd).__name__)
        if identity.workspace != self._clients.identity.workspace:
            _log.error("slack.token_of_another_workspace", workspace=identity.workspace)
            return self._not_yet("another_workspace")
        self._clients.use(token, identity)
        self._reason = self._problem = ""
        _log.info("slack.resumed")
        warn_of_missing_scopes(self._clients)
        return True

    def _not_yet(self, problem: str) -> bool:
        """Remember why no token is taken yet; what is new about it is logged."""
        if problem and problem != self._problem:
            _log.warning(
                "slack.still_paused", reason=self._reason, problem=problem, token_from=self._read_from
            )
        self._problem = problem
        return False

    def _is_ours(self, body: Mapping[str, Any]) -> bool:
        return body.get("team_id") == self._clients.identity.workspace


def warn_of_missing_scopes(clients: OneWorkspace) -> None:
    """Log which scopes of the manifest the token lacks: what needs them will fail."""
    if missing := clients.identity.missing_scopes(SCOPES):
        _log.warning("slack.scopes_missing", scopes=",".join(missing))
