"""Notes with the questions that they answer or nearly answer, as knowledge/answering/*.txt has them.

A line that begins with neither `+` nor `-` is a note. `{…}` are details that can be left out, numbered
from 1. `+k q | q` are questions that detail k answers (0: the rest of the note), `- q | q` those that it
does not answer though they are near. `@a @b @c` are people, `$a $b` companies, `<x|y>` alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

DETAIL = re.compile(r"\{([^}]*)\}")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")
_BEFORE_MARK = re.compile(r"\s+([,.;:!?)])")
_MARKS_TOGETHER = re.compile(r"([,;:])(?:\s*[,;:])+")
_MARK_AT_END = re.compile(r"[,;:]\s*([.!?])")


@dataclass(slots=True)
class NoteTemplate:
    """A note; `answered` are pairs of a detail and a question, `near` questions it does not answer."""

    text: str
    answered: list[tuple[int, str]] = field(default_factory=list)
    near: list[str] = field(default_factory=list)

    @property
    def details(self) -> int:
        """How many details can be left out."""
        return len(DETAIL.findall(self.text))


def read_templates(files: Iterable[Path]) -> list[NoteTemplate]:
    """Return the notes of the files; raises ValueError for a line that is not in the format."""
    found: list[NoteTemplate] = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                try:
                    _read_line(line.strip(), found)
                except (ValueError, IndexError):
                    raise ValueError(f"{file.name}, line {number}: {line}") from None
    return [each for each in found if each.answered]


def without_details(text: str, left_out: Iterable[int] = ()) -> str:
    """Return the text of a note without these details, and the others without their braces."""
    gone = set(left_out)
    parts = DETAIL.split(text)
    kept = ["" if place % 2 and (place + 1) // 2 in gone else part for place, part in enumerate(parts)]
    whole = _EMPTY_BRACKETS.sub("", "".join(kept))
    whole = _MARK_AT_END.sub(r"\1", _MARKS_TOGETHER.sub(r"\1", _BEFORE_MARK.sub(r"\1", whole)))
    return re.sub(r"\s{2,}", " ", whole).strip(" ,;")


def _read_line(line: str, found: list[NoteTemplate]) -> None:
    if line[0] == "+":
        detail, questions = line[1:].split(" ", 1)
        found[-1].answered += [(int(detail), each.strip()) for each in questions.split(" | ")]
    elif line.startswith("- "):
        found[-1].near += [each.strip() for each in line[2:].split(" | ")]
    elif not line.startswith("#"):
        found.append(NoteTemplate(line))
