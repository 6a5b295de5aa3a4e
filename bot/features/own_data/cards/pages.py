"""Notes as pages in Markdown that people read: one a contact, one a company (B6)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")
_LONGEST_NAME = 80
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|])")


_PRIVATE = "Nobody but you has seen these. Keep this file where nobody else reads it."


class FileNames:
    """Names for files that every system takes, each once, whatever its case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, wanted: str, ending: str) -> str:
        """A name like the wanted one."""
        plain = _NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", wanted))
        plain = " ".join(plain.split()).strip(". ")[:_LONGEST_NAME].strip(". ") or "unnamed"
        found, number = plain, 1
        while found.casefold() in self._taken:
            number += 1
            found = f"{plain} {number}"
        self._taken.add(found.casefold())
        return f"{found}{ending}"


def heading(text: str) -> str:
    """Text within a line of Markdown, as it is."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def contact_page(
    contact: Mapping[str, Any],
    company: str,
    notes: Iterable[Mapping[str, Any]],
    promises: Iterable[Mapping[str, Any]],
) -> Iterator[str]:
    """The page of a contact in pieces: who it is, promises, notes."""
    yield f"# {heading(contact['name'])}\n\n"
    for label, value in (
        ("Title", contact.get("title")),
        ("Company", company),
        ("E-mail", contact.get("email")),
        ("Phone", contact.get("phone")),
    ):
        if value:
            yield f"- {label}: {heading(value)}\n"
    yield from _promises(promises)
    yield from notes_of(notes)


def company_page(name: str, notes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The page of a company, with the notes that name it and nobody there."""
    yield f"# {heading(name)}\n"
    yield from notes_of(notes)


def _promises(promises: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for number, each in enumerate(promises):
        if not number:
            yield "\n## Promises\n\n"
        who = "You promised" if each.get("by") == "member" else "Promised to you"
        due = f", by {each['due_on']}" if each.get("due_on") else ""
        yield f"- {who}: {heading(each['what'])}{due} ({heading(each.get('state') or 'open')})\n"


def notes_of(notes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Notes with their days, each quoted as it was told."""
    for each in notes:
        yield f"\n## {each['occurred_on']}\n\n"
        yield "".join(f"> {line}\n" for line in str(each["text"]).splitlines() or [""])
        if each.get("superseded_by"):
            yield "\n*Corrected later.*\n"


def notes_page(notes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The page of the notes that name nobody."""
    yield "# Notes about nobody\n"
    yield from notes_of(notes)


def answers_page(answers: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The private mindset answers."""
    yield f"# Private mindset answers\n\n{_PRIVATE}\n"
    for each in answers:
        yield f"\n## {str(each['created_at'])[:10]}, {heading(each.get('name') or '')}\n\n"
        yield f"*{heading(each.get('question') or '')}*\n\n"
        yield "".join(f"> {line}\n" for line in str(each["answer"]).splitlines() or [""])
