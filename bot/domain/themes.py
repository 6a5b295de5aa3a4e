"""Themes that a coach finds in answers: names and members; quotes and counts are computed (T5)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.roll_up import Grouped
from bot.domain.understanding import Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Themes:
    """What answers have in common, the largest theme first."""

    groups: tuple[Grouped, ...]
    provenance: Provenance
