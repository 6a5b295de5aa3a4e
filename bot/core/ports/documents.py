"""Documents that members hand over."""

from __future__ import annotations

from typing import Protocol

from bot.core.documents import TextDocument


class Documents(Protocol):
    """Reads documents that members hand over, within limits of size, pages, decompression and time."""

    async def read(self, name: str, content: bytes) -> TextDocument:
        """The document's text with its places; raises UnreadableDocument."""
