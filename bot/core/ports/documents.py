"""Documents that members hand over, and those that are made for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.core.documents import TextDocument, WrittenParagraph


class Documents(Protocol):
    """Reads documents that members hand over, within limits of size, pages, decompression and time, and
    makes some for them."""

    async def read(self, name: str, content: bytes) -> TextDocument:
        """The document's text with its places; raises UnreadableDocument."""

    async def write_word(self, paragraphs: Sequence[WrittenParagraph]) -> bytes:
        """A Word file with these paragraphs; raises OutOfBounds, Unavailable."""
