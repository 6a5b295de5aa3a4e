"""The words by which sentences are held against their sources, read once from `knowledge/grounding.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.config import data_root


@dataclass(frozen=True, slots=True)
class GroundingWords:
    """Sets of folded words, where an expression of several words has "_" between them."""

    plain: frozenset[str]
    negators: frozenset[str]
    denials: frozenset[str]
    turning: frozenset[str]
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]
    hedges: frozenset[str]
    guesses: frozenset[str]
    universals: tuple[frozenset[str], ...]
    feelings: tuple[frozenset[str], ...]
    general: frozenset[str]
    changes: frozenset[str]
    formerly: frozenset[str]
    done: frozenset[str]
    owed: frozenset[str]
    promising: frozenset[str]
    abbreviations: Mapping[str, frozenset[str]]
    forms: Mapping[str, str]
    past: frozenset[str]
    """Irregular forms that tell of the past: sold, met, written."""
    same: Mapping[str, frozenset[int]]
    """Per word the numbers of the lines in which it stands: words that share one may mean the same."""
    expressions: frozenset[str]
    """Every expression of several words that stands in any of the lists."""


@cache
def grounding_words() -> GroundingWords:
    """Return the words of the project's own knowledge folder."""
    return read_grounding_words(data_root("knowledge") / "grounding.yaml")


def read_grounding_words(path: Path) -> GroundingWords:
    """Read the words; raises OSError, or KeyError where a list is missing."""
    values: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    lists = {name: _set(value) for name, value in values.items() if isinstance(value, str)}
    lines = [line.split() for line in values["same"].splitlines() if line.strip()]
    same: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for word in line:
            same.setdefault(word, set()).add(number)
    opposites = tuple((_set(one), _set(other)) for one, other in values["opposites"])
    feelings = tuple(_set(line) for line in values["feelings"])
    universals = tuple(_set(line) for line in values["universals"])
    everything = (*lists.values(), *feelings, *universals, *(side for pair in opposites for side in pair))
    return GroundingWords(
        **{name: lists[name] for name in _LISTS},
        opposites=opposites,
        feelings=feelings,
        universals=universals,
        abbreviations={word: _set(of) for word, of in values["abbreviations"].items()},
        forms=dict(pair.split(":") for pair in values["forms"].split()),
        same={word: frozenset(numbers) for word, numbers in same.items()},
        expressions=_expressions(everything),
    )


_LISTS = (
    *("plain", "negators", "denials", "turning", "hedges", "guesses", "general", "changes"),
    *("formerly", "done", "owed", "promising", "past"),
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _expressions(lists: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(word for words in lists for word in words if "_" in word)
