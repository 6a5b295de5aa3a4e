from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from slack_sandbox import Sandbox, running_sandbox
from slack_sandbox.testing.bolt import web_client
from tests.sandbox.apps import manifest


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running_sandbox(manifest()) as running:
        yield running


@pytest.fixture
def slack(sandbox: Sandbox) -> AsyncWebClient:
    return web_client(sandbox)
