"""Notes that a coach was shown, as what its sentences are held against (B2)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.coach.model.grounding.flaws import GroundSource
from bot.core.coaching.understanding import Excerpt


def ground_sources(excerpts: Iterable[Excerpt]) -> list[GroundSource]:
    """Return notes as sources, each with the number by which it is cited."""
    return [GroundSource(str(each.number), each.text, each.occurred_on, each.people) for each in excerpts]
