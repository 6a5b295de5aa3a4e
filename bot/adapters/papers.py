"""Reads text, Markdown, Word and PDF files, in worker threads and within limits."""

from __future__ import annotations

import asyncio
import io
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import PurePath

from bot.domain.papers import DocumentFlaw, Paper
from bot.ports import UnreadablePaper

MOST_BYTES = 5_000_000
MOST_PAGES = 60
MOST_CHARACTERS = 200_000
_MOST_UNPACKED = 40_000_000
_MOST_PARTS = 2_000
_PLAIN = (".txt", ".text", ".md", ".markdown")


@dataclass(frozen=True)
class FilePapers:
    """Satisfies ports.Papers; `seconds` is the time for one file, counted by the real clock."""

    seconds: float = 15.0
    _threads: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(2, thread_name_prefix="papers")
    )

    async def read(self, name: str, content: bytes) -> Paper:
        """The document's text with its places; raises UnreadablePaper."""
        if len(content) > MOST_BYTES:
            raise UnreadablePaper(DocumentFlaw.TOO_LARGE, limit=MOST_BYTES)
        reader = _READERS.get(PurePath(name.lower()).suffix)
        if reader is None:
            raise UnreadablePaper(DocumentFlaw.WRONG_KIND)
        deadline = time.monotonic() + self.seconds
        job = asyncio.get_running_loop().run_in_executor(self._threads, reader, name, content, deadline)
        try:
            async with asyncio.timeout(self.seconds):
                paper = await job
        except TimeoutError:
            raise UnreadablePaper(DocumentFlaw.TOO_SLOW) from None
        return _sized(paper)


def _sized(paper: Paper) -> Paper:
    characters = len(paper.text)
    if not any(letter.isalpha() for letter in paper.text):
        raise UnreadablePaper(DocumentFlaw.NO_WORDS)
    if characters > MOST_CHARACTERS:
        raise UnreadablePaper(DocumentFlaw.TOO_LONG, characters, MOST_CHARACTERS)
    return paper


def _plain(name: str, content: bytes, _: float) -> Paper:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadablePaper(DocumentFlaw.NOT_UTF8) from None
    if "\x00" in text:
        raise UnreadablePaper(DocumentFlaw.NO_TEXT)
    return Paper(name=name, pages=(text.replace("\r\n", "\n").replace("\r", "\n"),))


def _word(name: str, content: bytes, deadline: float) -> Paper:
    _check_package(content)
    from docx import Document
    from docx.table import Table

    try:
        document = Document(io.BytesIO(content))
        lines = []
        for block in document.iter_inner_content():
            if time.monotonic() > deadline:
                raise TimeoutError
            if isinstance(block, Table):
                lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
            else:
                lines.append(block.text)
    except (TimeoutError, UnreadablePaper):
        raise
    except Exception:  # whatever a broken package makes of the parser, it means the same
        raise UnreadablePaper(DocumentFlaw.NO_WORD_FILE) from None
    return Paper(name=name, pages=("\n".join(lines),))


def _check_package(content: bytes) -> None:
    """Refuse what would unpack to more than memory is there for, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError):
        raise UnreadablePaper(DocumentFlaw.NO_WORD_FILE) from None
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise UnreadablePaper(DocumentFlaw.UNPACKS_TO_TOO_MUCH)


def _pdf(name: str, content: bytes, deadline: float) -> Paper:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise UnreadablePaper(DocumentFlaw.LOCKED)
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise UnreadablePaper(DocumentFlaw.TOO_MANY_PAGES, count, MOST_PAGES)
        pages = []
        for page in reader.pages:
            if time.monotonic() > deadline:
                raise TimeoutError
            pages.append(page.extract_text())
    except (TimeoutError, UnreadablePaper):
        raise
    except Exception:  # a broken file makes the parser raise all kinds of errors
        raise UnreadablePaper(DocumentFlaw.NO_PDF) from None
    return Paper(name=name, pages=tuple(pages), paged=True)


_READERS: dict[str, Callable[[str, bytes, float], Paper]] = {
    **dict.fromkeys(_PLAIN, _plain),
    ".docx": _word,
    ".pdf": _pdf,
}
