"""S6: the living document of how two parties work together, its versions, and what each changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from rapidfuzz.distance import Indel

from bot.core.identity import MemberId, Space, WorkspaceId
from bot.core.rich import long_date
from bot.features.teams.contracts.values import TeamId
from bot.language.names import fold

VersionId = NewType("VersionId", str)


@dataclass(frozen=True, slots=True)
class Decision:
    """Something the parties decided; `on` is the local date of who wrote it down."""

    text: str
    on: date
    by: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamDocument:
    """One version of a team document; versions are only ever added."""

    id: VersionId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    team_id: TeamId
    number: int
    author: MemberId
    purpose: str = ""
    together: str = ""
    """How the parties work together."""
    decisions: tuple[Decision, ...] = ()


_NOTE_ABOUT = re.compile(r"\bnotes?\s+(?:about|on|of|from|with)\s+(.+)", re.IGNORECASE)
_NOTE_OF = re.compile(r"\b(?:the|my|that|this)\s+([^,.]+?)\s+notes?\b", re.IGNORECASE)
_WITH_TEAM = re.compile(
    r"\s+(?:with|to|for)\s+(?:(?:the|our|my)\s+)?(?:(?!with\b|to\b|for\b)\S+\s+){0,4}"
    r"(?:team|colleagues|group|everybody|everyone)\s*[.!?]*$",
    re.IGNORECASE,
)
_SAYS_LITTLE = frozenset(
    {"the", "a", "an", "my", "our", "that", "this", "with", "about", "on", "of", "from", "and", "in", "at"}
    | {"to", "for", "last", "latest", "note", "notes", "me", "her", "him", "them", "it"}
)


def note_meant(text: str) -> str:
    """Which note words mean to share: "the lunch with Ana" of "share my note about the lunch with Ana"."""
    asked = _WITH_TEAM.sub("", text)
    found = _NOTE_ABOUT.search(asked) or _NOTE_OF.search(asked)
    said = found[1].strip(" .!?") if found else ""
    return said if meant_words(said) else ""


def meant_words(about: str) -> frozenset[str]:
    """The words by which a note is found, without small ones."""
    return frozenset(re.findall(r"[\w&-]+", fold(about))) - _SAYS_LITTLE


def closest(texts: Sequence[str], about: str) -> list[int]:
    """The places of the texts in which most of these words stand, in their order; none where no word does."""
    wanted = meant_words(about)
    hits = [sum(_stands(word, set(re.findall(r"[\w&-]+", fold(text)))) for word in wanted) for text in texts]
    most = max(hits, default=0)
    return [place for place, count in enumerate(hits) if count and count == most]


def _stands(word: str, words: Collection[str]) -> bool:
    return word in words or f"{word}s" in words or word.removesuffix("s") in words


class LineChange(StrEnum):
    """What happened to a line between two versions."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class DocumentSection(StrEnum):
    """The sections of a team document, in their order."""

    PURPOSE = "purpose"
    TOGETHER = "together"
    DECISIONS = "decisions"


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of a comparison."""

    section: DocumentSection
    change: LineChange
    text: str


def latest(versions: Iterable[TeamDocument]) -> TeamDocument | None:
    """The version that holds."""
    return max(versions, key=lambda each: (each.number, each.created_at), default=None)


def merge(base: TeamDocument | None, now: TeamDocument | None, wanted: TeamDocument) -> TeamDocument:
    """What a member wants, on top of what others changed since the member began to write.

    A part that the member left alone keeps what others made of it; decisions are never lost.
    """
    if now is None:
        return wanted
    purpose = now.purpose if wanted.purpose == (base.purpose if base else "") else wanted.purpose
    together = now.together if wanted.together == (base.together if base else "") else wanted.together
    new = tuple(each for each in wanted.decisions if each not in now.decisions)
    return replace(wanted, purpose=purpose, together=together, decisions=(*now.decisions, *new))


def find_conflicts(
    base: TeamDocument | None, now: TeamDocument | None, wanted: TeamDocument
) -> tuple[DocumentSection, ...]:
    """The sections that another member and this one changed at once, each in other words."""
    if now is None or now == base:
        return ()

    def clash(section: DocumentSection) -> bool:
        before = getattr(base, section.value) if base is not None else ""
        theirs, mine = getattr(now, section.value), getattr(wanted, section.value)
        return before not in (theirs, mine) and theirs != mine

    return tuple(each for each in (DocumentSection.PURPOSE, DocumentSection.TOGETHER) if clash(each))


def same_words(one: TeamDocument, other: TeamDocument) -> bool:
    """Whether two versions say the same."""
    return sections(one) == sections(other)


def sections(document: TeamDocument | None) -> tuple[list[str], ...]:
    """The lines of each section, in the order of DocumentSection."""
    if document is None:
        return ([], [], [])
    decisions = [f"{' '.join(each.text.split())} ({long_date(each.on)})" for each in document.decisions]
    return (document.purpose.splitlines(), document.together.splitlines(), decisions)


def diff(old: TeamDocument | None, new: TeamDocument) -> list[DiffLine]:
    """The comparison of two versions, line by line; added and same lines together are the new text."""
    return [
        DiffLine(section, change, line)
        for section, before, after in zip(DocumentSection, sections(old), sections(new), strict=True)
        for change, line in _compared(before, after)
    ]


def _compared(before: list[str], after: list[str]) -> Iterator[tuple[LineChange, str]]:
    old = new = 0
    # The last block is empty and stands at the end of both.
    for same in Indel.opcodes(before, after).as_matching_blocks():
        yield from ((LineChange.REMOVED, line) for line in before[old : same.a])
        yield from ((LineChange.ADDED, line) for line in after[new : same.b])
        old, new = same.a + same.size, same.b + same.size
        yield from ((LineChange.SAME, line) for line in after[same.b : new])
