"""The values that other features may use: glossary (F6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.identity import MemberId, Space, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One wording of a definition, by whom and when (UTC)."""

    definition: str
    by: MemberId
    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that the whole workspace shares; `versions` has the oldest first. Times are UTC."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    term: str
    key: str
    versions: tuple[Version, ...]

    @property
    def definition(self) -> str:
        """The wording that holds now."""
        return self.versions[-1].definition

    def reword(self, term: str, version: Version) -> Term:
        """The term with a new wording; the older ones are kept."""
        if version.definition == self.definition and term == self.term:
            return self
        return replace(self, term=term, versions=(*self.versions, version))
