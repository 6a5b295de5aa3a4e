"""Reads text and Markdown files, and Word and PDF files in a process apart; makes Word files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.core.documents import DocumentFlaw, TextDocument, WrittenAs, WrittenParagraph
from bot.core.ports.apart import Apart, Bound, Bounds, OutOfBounds
from bot.core.ports.errors import UnreadableDocument

if TYPE_CHECKING:
    from docx.table import Table

MOST_BYTES = 5_000_000
MOST_PAGES = 60
MOST_CHARACTERS = 200_000
_MOST_UNPACKED = 40_000_000
_MOST_PARTS = 2_000
_PLAIN = (".txt", ".text", ".md", ".markdown")


FOR_A_DOCUMENT = Bounds(processor_seconds=15.0, seconds=60.0)


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """A document, or what is wrong with it: how many it has and how many are read."""

    document: TextDocument | None = None
    flaw: DocumentFlaw | None = None
    has: int = 0
    limit: int = 0


@dataclass(frozen=True, slots=True)
class FileDocuments:
    """Satisfies ports.Documents."""

    apart: Apart
    bounds: Bounds = FOR_A_DOCUMENT

    async def read(self, name: str, content: bytes) -> TextDocument:
        """Return the document's text with its places; raises UnreadableDocument."""
        if len(content) > MOST_BYTES:
            raise UnreadableDocument(DocumentFlaw.TOO_LARGE, limit=MOST_BYTES)
        kind = PurePath(name.lower()).suffix
        if kind in _PLAIN:
            return _sized(_plain(name, content))
        if kind not in _READERS:
            raise UnreadableDocument(DocumentFlaw.WRONG_KIND)
        try:
            found = await self.apart.run(self.bounds, read_document, name, content)
        except OutOfBounds as out:
            slow = out.bound is Bound.TIME
            raise UnreadableDocument(DocumentFlaw.TOO_SLOW if slow else DocumentFlaw.TOO_HEAVY) from None
        if found.flaw is not None or found.document is None:
            raise UnreadableDocument(found.flaw or DocumentFlaw.NO_WORDS, found.has, found.limit)
        return found.document

    async def write_word(self, paragraphs: Sequence[WrittenParagraph]) -> bytes:
        """Return a Word file with these paragraphs; raises OutOfBounds, Unavailable."""
        return await self.apart.run(self.bounds, write_document, tuple(paragraphs))


_STYLES = {
    WrittenAs.TITLE: "Title",
    WrittenAs.HEADING: "Heading 1",
    WrittenAs.TEXT: "Normal",
    WrittenAs.POINT: "List Bullet",
}


def write_document(paragraphs: Sequence[WrittenParagraph]) -> bytes:
    """Make a Word file of paragraphs; called in a process apart."""
    from docx import Document

    document = Document()
    for each in paragraphs:
        document.add_paragraph(each.text, style=_STYLES[each.written_as])
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def read_document(name: str, content: bytes) -> DocumentRead:
    """Read a document of a kind that a library reads; called in a process apart."""
    try:
        return DocumentRead(_sized(_READERS[PurePath(name.lower()).suffix](name, content)))
    except UnreadableDocument as problem:
        return DocumentRead(None, problem.flaw, problem.has, problem.limit)


def _sized(document: TextDocument) -> TextDocument:
    characters = len(document.text)
    if not any(letter.isalpha() for letter in document.text):
        raise UnreadableDocument(DocumentFlaw.NO_WORDS)
    if characters > MOST_CHARACTERS:
        raise UnreadableDocument(DocumentFlaw.TOO_LONG, characters, MOST_CHARACTERS)
    return document


def _plain(name: str, content: bytes) -> TextDocument:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableDocument(DocumentFlaw.NOT_UTF8) from None
    if "\x00" in text:
        raise UnreadableDocument(DocumentFlaw.NO_TEXT)
    return TextDocument(name=name, pages=(text.replace("\r\n", "\n").replace("\r", "\n"),))


def _word(name: str, content: bytes) -> TextDocument:
    _check_package(content)
    from docx import Document
    from docx.table import Table

    try:
        document = Document(io.BytesIO(content))
        lines: list[str] = []
        for block in document.iter_inner_content():
            lines += _rows(block) if isinstance(block, Table) else [block.text]
    except MemoryError:
        raise
    except Exception:  # whatever a broken package makes of the parser, it means the same
        raise UnreadableDocument(DocumentFlaw.NO_WORD_FILE) from None
    return TextDocument(name=name, pages=("\n".join(lines),))


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield " | ".join(cell.text for cell in row.cells)


def _check_package(content: bytes) -> None:
    """Refuse what would unpack to more than memory is there for, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError):
        raise UnreadableDocument(DocumentFlaw.NO_WORD_FILE) from None
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise UnreadableDocument(DocumentFlaw.UNPACKS_TO_TOO_MUCH)


def _pdf(name: str, content: bytes) -> TextDocument:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise UnreadableDocument(DocumentFlaw.LOCKED)
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise UnreadableDocument(DocumentFlaw.TOO_MANY_PAGES, count, MOST_PAGES)
        pages = tuple(page.extract_text() for page in reader.pages)
    except (MemoryError, UnreadableDocument):
        raise
    except Exception:  # a broken file makes the parser raise all kinds of errors
        raise UnreadableDocument(DocumentFlaw.NO_PDF) from None
    return TextDocument(name=name, pages=pages, paged=True)


_READERS: dict[str, Callable[[str, bytes], TextDocument]] = {".docx": _word, ".pdf": _pdf}
