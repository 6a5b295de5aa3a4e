"""A message that a member may copy and send themselves (B3)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.coaching.understanding import Provenance


@dataclass(frozen=True, slots=True)
class Drafted:
    """The words of a message; from a template they have gaps in square brackets."""

    text: str
    provenance: Provenance
