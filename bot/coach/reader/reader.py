"""The learned reader, ready to be asked: loads on first use, runs in a thread, reads long texts in parts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path

from bot.coach.reader import files
from bot.coach.reader.features import NOBODY_KNOWN, KnownWords
from bot.coach.reader.network import ReaderNetwork
from bot.coach.reader.reading import MessageReading
from bot.core.coaching.understanding import TouchReading
from bot.threads import one_thread

_WINDOW = 200
"""Word pieces that are read at once; a longer text is cut between its lines, else between its words."""
_LEAST, _LONGEST = 40, 1200
"""The fewest and the most characters of a part."""


class Reader:
    """Reads what messages say; raises WrongModelFile where a file is not the one that was checked in."""

    def __init__(self, path: Path = files.READER, sha256: str = files.READER_SHA256) -> None:
        self._path, self._sha256 = path, sha256
        self._worker = one_thread("reader")

    async def read(self, text: str, known: KnownWords = NOBODY_KNOWN) -> MessageReading:
        """Return what the network says of a text of any length; others' texts come in between its parts."""
        loop = asyncio.get_running_loop()
        parts = []
        for start, end in await loop.run_in_executor(self._worker, self._windows, text):
            read = await loop.run_in_executor(self._worker, self._read, text[start:end], known)
            parts.append((start, read))
        return parts[0][1] if len(parts) == 1 else _joined(parts)

    def close(self) -> None:
        """End the worker thread."""
        self._worker.shutdown(cancel_futures=True)

    def _windows(self, text: str) -> list[tuple[int, int]]:
        return _windows(text, self._network)

    def _read(self, text: str, known: KnownWords) -> MessageReading:
        return self._network.read(text, known)

    @cached_property
    def _network(self) -> ReaderNetwork:
        """Return the network; called in the worker thread alone, so that it is loaded once."""
        return ReaderNetwork(self._path, self._sha256)


@cache
def packaged_reader() -> Reader:
    """Return the reader that comes with the bot: one a process."""
    return Reader()


def _windows(text: str, network: ReaderNetwork) -> list[tuple[int, int]]:
    """Return the parts of a text, each short enough to be read at once."""
    if len(text) <= _WINDOW or network.count(text) <= _WINDOW:
        return [(0, len(text))]
    parts: list[tuple[int, int]] = []
    held = 0
    for start, end in _pieces(text, network):
        more = network.count(text[start:end]) if text[start:end].strip() else 0
        if parts and held + more <= _WINDOW:
            parts[-1], held = (parts[-1][0], end), held + more
        else:
            parts.append((start, end))
            held = more
    return parts


def _pieces(text: str, network: ReaderNetwork) -> Iterator[tuple[int, int]]:
    """Yield lines; of a line that is too long, parts of it."""
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        while start < end:
            stop = min(end, start + _LONGEST)
            while network.count(text[start:stop]) > _WINDOW and stop - start > _LEAST:
                middle = start + (stop - start) // 2
                space = max(text.rfind(". ", start, middle) + 1, text.rfind(" ", start, middle))
                stop = space + 1 if space > start else middle
            yield start, stop
            start = stop


def _joined(parts: Sequence[tuple[int, MessageReading]]) -> MessageReading:
    """Return one reading: what is wanted is said at the beginning, a touch may be told anywhere."""
    first = parts[0][1]
    touches = [
        max(
            (reading.touches for _, reading in parts),
            key=lambda shares: max(
                (share for kind, share in shares if kind is not TouchReading.NONE), default=0
            ),
        )
    ]
    return MessageReading(
        names=tuple(
            replace(one, start=one.start + at, end=one.end + at)
            for at, reading in parts
            for one in reading.names
        ),
        clauses=tuple(
            replace(one, start=one.start + at, end=one.end + at)
            for at, reading in parts
            for one in reading.clauses
        ),
        intents=first.intents,
        commands=first.commands,
        touches=touches[0],
    )
