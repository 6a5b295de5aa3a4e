"""One attacked office for a module."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.injection.obeying import ObeyingModel
from tests.injection.scene import Scene, attacked_office
from tests.support.openai_server import served


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    async with (
        served(ObeyingModel()) as model,
        attacked_office(model, tmp_path_factory.mktemp("bot")) as made,
    ):
        yield made
