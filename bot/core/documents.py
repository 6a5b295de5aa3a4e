"""Documents as text with places, so that every quote says where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

_END = re.compile(
    r"(?<=[.!?])[\"'\u201d\u2019)]*\s+(?=[\"'\u201c\u2018(]?[A-Z0-9\u00c0-\u00de])|[\n\r\u2028]+"
)
_BULLET = re.compile(r"^\s*(?:[-*+\u2022\u2013\u25aa]|\d{1,3}[.)]|#{1,6}|>)\s+")
_LONGEST_SHORT_FORM = 12
"""Characters at the end of a piece that tell whether it ends with a short form, such as "approx."."""
_NOT_AN_END = re.compile(r"(?:\b(?:mr|mrs|ms|dr|prof|st|no|approx|e\.g|i\.e|vs|ca|inc|ltd)|\b[A-Z])\.$", re.I)


class DocumentFlaw(StrEnum):
    """Why a document that a member hands over cannot be read."""

    TOO_LARGE = "too large"
    """More bytes than are read."""
    TOO_LONG = "too long"
    """More characters than are read at once."""
    TOO_MANY_PAGES = "pages"
    TOO_MANY_SENTENCES = "sentences"
    TOO_SLOW = "too slow"
    TOO_HEAVY = "too heavy"
    """It needs more memory than one document may, or ends whatever reads it."""
    WRONG_KIND = "wrong kind"
    NO_WORDS = "no words"
    NOT_UTF8 = "not UTF-8"
    NO_TEXT = "no text"
    """Its name says that it is a text, and its content is something else."""
    NO_WORD_FILE = "not Word"
    UNPACKS_TO_TOO_MUCH = "unpacks"
    LOCKED = "locked"
    NO_PDF = "no PDF"
    NOT_ARRIVED = "not arrived"


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """Where something stands: a line, or a page where the document has pages; both count from 1."""

    line: int
    page: int = 0

    @property
    def words(self) -> str:
        """ "line 4", or "page 2"."""
        return f"page {self.page}" if self.page else f"line {self.line}"


class WrittenAs(StrEnum):
    """How a paragraph of a document that the bot makes stands in it."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class WrittenParagraph:
    """A paragraph of a document that the bot makes."""

    text: str
    written_as: WrittenAs = WrittenAs.TEXT


def as_markdown(paragraphs: Iterable[WrittenParagraph]) -> str:
    """Paragraphs as Markdown, one line each; signs that mark something in it mark nothing."""
    marks = {WrittenAs.TITLE: "# ", WrittenAs.HEADING: "\n## ", WrittenAs.POINT: "- ", WrittenAs.TEXT: ""}
    return "".join(f"{marks[each.written_as]}{_unmarked(each.text)}\n" for each in paragraphs)


def _unmarked(text: str) -> str:
    line = re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))
    return re.sub(r"^([-+]|\d+[.)])(?=\s)", r"\\\1", line)


@dataclass(frozen=True, slots=True)
class DocumentSentence:
    """One sentence or list item of a document, literally."""

    text: str
    place: DocumentPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDocument:
    """A document as text; `pages` has one text for each page, or one in all where there are none."""

    name: str
    pages: tuple[str, ...]
    paged: bool = False

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.pages)

    def statements(self) -> tuple[DocumentSentence, ...]:
        """Its sentences and list items in order."""
        return tuple(each for page, text in enumerate(self.pages, 1) for each in self._of_page(page, text))

    def place_of(self, quote: str) -> DocumentPlace | None:
        """Where words stand, whatever spaces and line ends are between them; None where they do not."""
        pattern = re.compile(r"\s+".join(map(re.escape, quote.split()))) if quote.split() else None
        for page, text in enumerate(self.pages, 1):
            if pattern is not None and (found := pattern.search(text)):
                return self._place(page, text.count("\n", 0, found.start()) + 1)
        return None

    def _of_page(self, page: int, text: str) -> Iterator[DocumentSentence]:
        flowing = _unwrapped(text) if self.paged else text
        begin = counted = 0
        line = 1
        for stop in [*(match.span() for match in _END.finditer(flowing)), (len(flowing), len(flowing))]:
            piece = flowing[begin : stop[0]]
            if (
                _NOT_AN_END.search(flowing[max(begin, stop[0] - _LONGEST_SHORT_FORM) : stop[0]])
                and "\n" not in flowing[stop[0] : stop[1]]
                and stop[1] < len(flowing)
            ):
                continue
            cleaned = _BULLET.sub("", piece).strip()
            if any(letter.isalpha() for letter in cleaned):
                lead = len(piece) - len(piece.lstrip())
                line += flowing.count("\n", counted, begin + lead)
                counted = begin + lead
                yield DocumentSentence(cleaned, self._place(page, line))
            begin = stop[1]

    def _place(self, page: int, line: int) -> DocumentPlace:
        return DocumentPlace(line, page if self.paged else 0)


def _unwrapped(text: str) -> str:
    """A page's text with its lines joined where a sentence goes on in the next."""
    return re.sub(r"(?<![.!?:;\n])[ \t]*\n(?=[a-z\u00df-\u00ff(])", " ", text)
