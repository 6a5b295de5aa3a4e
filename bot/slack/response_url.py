"""Answers by the address that Slack gives along with what was typed or pressed: it works wherever that was.

It may be used five times within half an hour. What is posted there is seen by the member alone.
"""

from __future__ import annotations

from typing import Any

import aiohttp
import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.files import may_have_token

_log = structlog.get_logger(__name__)


async def post_back(client: AsyncWebClient, address: object, **content: Any) -> bool:
    """Post a line for the member alone; return whether Slack took it."""
    if not isinstance(address, str) or not may_have_token(address, client.base_url):
        return False
    back = AsyncWebhookClient(address, session=client.session)
    back.proxy = client.proxy
    try:
        answer = await back.send(response_type="ephemeral", replace_original=False, **content)
    except (aiohttp.ClientError, TimeoutError, OSError) as problem:
        _log.warning("slack.not_answered_back", problem=type(problem).__name__)
        return False
    if answer.status_code != 200:
        _log.info("slack.not_answered_back", status=answer.status_code)
    return bool(answer.status_code == 200)
