"""Reads knowledge/investment-tests/contrasts: lines of actions under a heading with their labels.

    # P F:oneway P        how invests, learns and illustrates come out: P passes, F fails, O open; F:reason
    Teach %crew <Excel|pivot tables> with @a

`@a @b` are people, `$a` a company, `<x|y>` alternatives, `%word` a word of words.txt. Other lines that begin
with # explain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.coach.investment.labels import REASONS, TESTS, FailReason

_HEADING = re.compile(r"# ([PFO](?::\w+)?) ([PFO](?::\w+)?) ([PFO](?::\w+)?)")
_WORD = re.compile(r"%(\w+)")
_LETTERS = "FPO"
NO_REASON = -100


@dataclass(frozen=True, slots=True)
class Labels:
    """Of each test the place of its verdict, and of its reason or NO_REASON."""

    verdicts: tuple[int, int, int]
    reasons: tuple[int, int, int] = (NO_REASON,) * 3


@dataclass(frozen=True, slots=True)
class Template:
    """One line, with its labels."""

    text: str
    labels: Labels


def read_words(path: Path) -> dict[str, tuple[str, ...]]:
    """Return what stands for each %word; raises ValueError where a line is no list."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines(path):
        name, _, rest = line.partition(" = ")
        if not rest:
            raise ValueError(f"{path.name}: {line}")
        found[name] = tuple(rest.split("|"))
    return found


def read_context(path: Path) -> tuple[list[str], list[str]]:
    """Return what is told before an action (+) and behind it (-)."""
    lines = _lines(path)
    return [line[2:] for line in lines if line[0] == "+"], [line[2:] for line in lines if line[0] == "-"]


def read_templates(paths: Sequence[Path], words: Mapping[str, Sequence[str]]) -> list[Template]:
    """Return all lines of the files; raises ValueError where a label or a %word is unknown."""
    found: list[Template] = []
    for path in paths:
        labels: Labels | None = None
        for line in _lines(path, headings=True):
            heading = _HEADING.fullmatch(line)
            if heading:
                labels = read_labels(heading.groups())
            elif not line.startswith("#"):
                unknown = set(_WORD.findall(line)) - words.keys()
                if labels is None or unknown:
                    raise ValueError(f"{path.name}: {line}")
                found.append(Template(line, labels))
    return found


def read_labels(marks: Sequence[str]) -> Labels:
    """Return the labels of a heading; raises ValueError where a test cannot fail for that reason."""
    verdicts, reasons = [], []
    for test, mark in zip(TESTS, marks, strict=True):
        letter, _, reason = mark.partition(":")
        verdicts.append(_LETTERS.index(letter))
        reasons.append(REASONS[test].index(FailReason(reason)) if reason else NO_REASON)
    return Labels((verdicts[0], verdicts[1], verdicts[2]), (reasons[0], reasons[1], reasons[2]))


def _lines(path: Path, *, headings: bool = False) -> list[str]:
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line and (headings or not line.startswith("#"))]
