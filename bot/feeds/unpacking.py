"""Takes in an answer of unknown size piece by piece, unpacked, and stops where it is too much."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable

from bot.core.ports.feeds import FeedFlaw, FeedTrouble

_ANY_HEADER = 32 + zlib.MAX_WBITS
"""zlib's own header, or that of gzip."""
_PLAIN = frozenset(("", "identity"))
_PACKED = frozenset(("gzip", "x-gzip", "deflate"))


async def unpacked(pieces: AsyncIterable[bytes], encoding: str, most: int) -> bytes:
    """Return an answer's content, unpacked, of at most so many bytes; raises FeedTrouble.

    What is packed is never unpacked further than that, however small it was.
    """
    encoding = encoding.strip().casefold()
    if encoding not in _PLAIN | _PACKED:
        raise FeedTrouble(FeedFlaw.NO_CALENDAR)
    unpack = zlib.decompressobj(_ANY_HEADER) if encoding in _PACKED else None
    content, taken = bytearray(), 0
    async for piece in pieces:
        taken += len(piece)
        if taken > most:
            raise FeedTrouble(FeedFlaw.TOO_LARGE)
        if unpack is None:
            content += piece
            continue
        try:
            content += unpack.decompress(piece, most + 1 - len(content))
        except zlib.error:
            raise FeedTrouble(FeedFlaw.NO_CALENDAR) from None
        if len(content) > most or unpack.unconsumed_tail:
            raise FeedTrouble(FeedFlaw.TOO_LARGE)
    if unpack is not None and not unpack.eof:
        raise FeedTrouble(FeedFlaw.NO_ANSWER)  # it ended in the middle
    return bytes(content)
