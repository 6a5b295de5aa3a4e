from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.core.ports.memory import Embedder
from bot.memory.embedding import local_embedder
from tests.handlers.office import _TEMPLATES, Office, open_office


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The local embedding that comes inside a package, loaded once."""
    return local_embedder()


@pytest.fixture
async def office(tmp_path: Path, embedder: Embedder) -> AsyncIterator[Office]:
    async with open_office(tmp_path, embedder) as opened:
        yield opened


@pytest.fixture(scope="session", autouse=True)
def _templates_are_removed() -> Iterator[None]:
    yield
    for folder in _TEMPLATES:
        folder.cleanup()
