"""The Bolt app: signature check, intake, and nothing that could acknowledge before the intake has stored."""

from __future__ import annotations

import logging

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.clients import OneWorkspace
from bot.slack.intake import Intake, IntakeMiddleware, new_reference

_log = structlog.get_logger(__name__)


def build_app(*, clients: OneWorkspace, signing_secret: str | None, intake: Intake) -> AsyncApp:
    """Return the app for one workspace. Without a signing secret it can only be used with Socket Mode.

    Errors of the intake leave the request unacknowledged, so that Slack sends an event again.
    """
    app = AsyncApp(
        name="tactegic",
        client=clients.client,
        signing_secret=signing_secret or "socket-mode-only",
        process_before_response=True,
        before_authorize=IntakeMiddleware(intake),
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
        logger=logging.getLogger("slack_bolt"),
    )
    app.error(_not_acknowledged)
    return app


async def _not_acknowledged(error: Exception, request: AsyncBoltRequest) -> BoltResponse:
    """Log what kept a request from being acknowledged, without its words."""
    _log.error(
        "slack.not_acknowledged",
        problem=type(error).__name__,
        kind=str(request.body.get("type", "command"))[:40],
        event_id=str(request.body.get("event_id", ""))[:40],
        reference=new_reference(),
    )
    return BoltResponse(status=503, body="")
