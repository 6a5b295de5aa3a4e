"""How alike two written words or names are, as a share from 0 to 1."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

CLOSE = 0.6
"""From here on two names look alike enough to ask: "Did you mean ...?"."""


def likeness(a: str, b: str) -> float:
    """Return the share of letters that both have in the same order: 1 for equal texts, 0 for none."""
    return fuzz.ratio(a, b) / 100


def one_edit(a: str, b: str) -> bool:
    """Return whether one letter is added, lost or changed, or two neighbours are swapped."""
    return OSA.distance(a, b, score_cutoff=1) == 1
