"""Words of a proposed action that speak for or against an investment test (R3), in named groups."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PAIRS: tuple[tuple[str, str], ...] = (
    ("our_people", "report_back"),
    ("starts_with_delegating", "report_back"),
    ("machine", "left_with_them"),
    ("asks", "work_for_them"),
    ("asks", "made_for_them"),
    ("observes", "made_for_them"),
    ("presence", "made_for_them"),
    ("sends", "work_for_them"),
    ("desk_research", "asks"),
    ("desk_research", "work_for_them"),
    ("time_given", "own_selling"),
    ("report_back", "left_with_them"),
    ("asks", "own_selling"),
    ("pleasure", "left_with_them"),
)
"""Groups that mean something else together than apart; each pair is one more feature."""

_TYPICAL_WORDS = 15


@dataclass(frozen=True, slots=True)
class Cue:
    """A named group of wordings, and for which tests it may be quoted: for it (1) or against it (-1)."""

    name: str
    pattern: re.Pattern[str]
    speaks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CueMatch:
    """One cue found in an action: `text` is `action[start:end]`, letter for letter."""

    cue: Cue
    start: int
    end: int
    text: str


def compile_cue(name: str, pattern: str, speaks: Mapping[str, int]) -> Cue:
    """Return a cue whose pattern matches whole words only, in any case of letters."""
    return Cue(name, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), dict(speaks))


def find_cues(cues: Sequence[Cue], action: str) -> list[CueMatch]:
    """Return all cues of an action, in the order of the groups and then of the text."""
    return [
        CueMatch(cue, found.start(), found.end(), found.group())
        for cue in cues
        for found in cue.pattern.finditer(action)
        if found.group().strip()
    ]


def cue_features(cues: Sequence[Cue], action: str) -> NDArray[np.float64]:
    """Return the features beside the vector: groups (0, 1 or 1.5 for several), pairs, the action's length."""
    counts = dict.fromkeys((cue.name for cue in cues), 0)
    for finding in find_cues(cues, action):
        counts[finding.cue.name] += 1
    groups = [min(float(count), 1.5) for count in counts.values()]
    pairs = [float(counts[first] > 0 and counts[second] > 0) for first, second in PAIRS]
    length = math.log((len(action.split()) + 1) / _TYPICAL_WORDS)
    return np.array([*groups, *pairs, length], dtype=np.float64)
