from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Sandbox, running_sandbox
from tests.sandbox.apps import manifest, web_client


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running_sandbox(manifest()) as running:
        yield running


@pytest.fixture
def slack(sandbox: Sandbox) -> AsyncWebClient:
    return web_client(sandbox)
