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

from bot.core.documents import DocumentFlaw, TextDocument
from bot.core.ports.errors import UnreadableDocument

MOST_BYTES = 5_000_000
MOST_PAGES = 60
MOST_CHARACTERS = 200_000
_MOST_UNPACKED = 40_000_000
_MOST_PARTS = 2_000
_PLAIN = (".txt", ".text", ".md", ".markdown")


@dataclass(frozen=True)
class FileDocuments:
    """Satisfies ports.Documents; `seconds` is the time for one file, counted by the real clock."""

    seconds: float = 15.0
    _threads: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(2, thread_name_prefix="documents")
    )

    async def read(self, name: str, content: bytes) -> TextDocument:
        """Return the document's text with its places; raises UnreadableDocument."""
        if len(content) > MOST_BYTES:
            raise UnreadableDocument(DocumentFlaw.TOO_LARGE, limit=MOST_BYTES)
        reader = _READERS.get(PurePath(name.lower()).suffix)
        if reader is None:
            raise UnreadableDocument(DocumentFlaw.WRONG_KIND)
        deadline = time.monotonic() + self.seconds
        job = asyncio.get_running_loop().run_in_executor(self._threads, reader, name, content, deadline)
        try:
            async with asyncio.timeout(self.seconds):
                document = await job
        except TimeoutError:
            raise UnreadableDocument(DocumentFlaw.TOO_SLOW) from None
        return _sized(document)


def _sized(document: TextDocument) -> TextDocument:
    characters = len(document.text)
    if not any(letter.isalpha() for letter in document.text):
        raise UnreadableDocument(DocumentFlaw.NO_WORDS)
    if characters > MOST_CHARACTERS:
        raise UnreadableDocument(DocumentFlaw.TOO_LONG, characters, MOST_CHARACTERS)
    return document


def _plain(name: str, content: bytes, _: float) -> TextDocument:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableDocument(DocumentFlaw.NOT_UTF8) from None
    if "\x00" in text:
        raise UnreadableDocument(DocumentFlaw.NO_TEXT)
    return TextDocument(name=name, pages=(text.replace("\r\n", "\n").replace("\r", "\n"),))


def _word(name: str, content: bytes, deadline: float) -> TextDocument:
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
    except (TimeoutError, UnreadableDocument):
        raise
    except Exception:  # whatever a broken package makes of the parser, it means the same
        raise UnreadableDocument(DocumentFlaw.NO_WORD_FILE) from None
    return TextDocument(name=name, pages=("\n".join(lines),))


def _check_package(content: bytes) -> None:
    """Refuse what would unpack to more than memory is there for, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError):
        raise UnreadableDocument(DocumentFlaw.NO_WORD_FILE) from None
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise UnreadableDocument(DocumentFlaw.UNPACKS_TO_TOO_MUCH)


def _pdf(name: str, content: bytes, deadline: float) -> TextDocument:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise UnreadableDocument(DocumentFlaw.LOCKED)
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise UnreadableDocument(DocumentFlaw.TOO_MANY_PAGES, count, MOST_PAGES)
        pages = []
        for page in reader.pages:
            if time.monotonic() > deadline:
                raise TimeoutError
            pages.append(page.extract_text())
    except (TimeoutError, UnreadableDocument):
        raise
    except Exception:  # a broken file makes the parser raise all kinds of errors
        raise UnreadableDocument(DocumentFlaw.NO_PDF) from None
    return TextDocument(name=name, pages=tuple(pages), paged=True)


_READERS: dict[str, Callable[[str, bytes, float], TextDocument]] = {
    **dict.fromkeys(_PLAIN, _plain),
    ".docx": _word,
    ".pdf": _pdf,
}
