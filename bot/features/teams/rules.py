"""S6: the living document of how two parties work together, its versions, and what each changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from rapidfuzz.distance import Indel

from bot.core.identity import MemberId, Space, WorkspaceId
from bot.features.teams.contracts.values import TeamId

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
    purpose = now.purpose if base is not None and wanted.purpose == base.purpose else wanted.purpose
    together = now.together if base is not None and wanted.together == base.together else wanted.together
    new = tuple(each for each in wanted.decisions if each not in now.decisions)
    return replace(wanted, purpose=purpose, together=together, decisions=(*now.decisions, *new))


def same_words(one: TeamDocument, other: TeamDocument) -> bool:
    """Whether two versions say the same."""
    return sections(one) == sections(other)


def sections(document: TeamDocument | None) -> tuple[list[str], ...]:
    """The lines of each section, in the order of DocumentSection."""
    if document is None:
        return ([], [], [])
    decisions = [
        f"{' '.join(each.text.split())} ({each.on.day} {each.on:%B %Y})" for each in document.decisions
    ]
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
