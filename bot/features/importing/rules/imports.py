"""B6: what is kept of imports: one that waits to be confirmed, and what an import or a change of many did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.contacts import Purpose, Standing
from bot.core.identity import Space, WorkspaceId
from bot.features.importing.rules.entries import FileKind


class DuplicateDecision(StrEnum):
    """What becomes of somebody in a file who may be known already."""

    MERGE = "merge"
    """They are the contact that is known, who gets what only the file says."""
    NEW = "new"
    """They are somebody else."""
    LEAVE = "leave"
    """They are not taken in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingImport:
    """A file that waits to be confirmed: nothing of it is a contact yet. It goes when it is settled."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    name: str
    """The name of the file; empty for what was pasted."""
    kind: FileKind
    text: str
    roles: tuple[str, ...] = ()
    """What the columns hold, where the member chose it."""
    decisions: tuple[tuple[int, DuplicateDecision], ...] = ()
    """What the member chose for those who may be known, by their line."""
    asked: tuple[int, ...] | None = None
    """The lines of those whom the preview showed as perhaps known; None where that was not written down."""

    @property
    def decided(self) -> dict[int, DuplicateDecision]:
        """What the member chose, by line."""
        return dict(self.decisions)


class BulkKind(StrEnum):
    """What changed many contacts at once."""

    IMPORT = "import"
    EDIT = "edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkChange:
    """An import or a change of many contacts; where it is removed, all that it did is taken back."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    kind: BulkKind
    name: str
    """The name of the file, or what was changed."""
    people: int = 0
    """New contacts; of an edit, those that were changed."""
    merged: int = 0
    touches: int = 0
    change: str = ""
    """The change in which this row was added: undoing that takes all back."""
    account_parts: tuple[str, ...] = ()
    """The changes in which new accounts were written."""
    parts: tuple[str, ...] = ()
    """The changes in which contacts and touches were written."""
    is_left: bool = False
    """It was taken back, and this is what stayed of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedOfMany:
    """What is to be changed of many contacts; what is empty stays as it is."""

    add_tags: tuple[str, ...] = ()
    drop_tags: tuple[str, ...] = ()
    ideal: int | None = None
    """Days between touches."""
    standing: Standing | None = None
    purpose: Purpose | None = None
