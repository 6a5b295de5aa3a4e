"""Reads threads of questions over notes, each question with the key facts of its answer (docs/evals.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any


class BadThread(ValueError):
    """A file that cannot be measured on; the text says which line and why."""


@dataclass(frozen=True, slots=True)
class NoteOfThread:
    """A note as the member told it."""

    id: str
    text: str
    told_on: date
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyFact:
    """Something that an answer says, in any of these wordings, and the notes that tell it."""

    say: tuple[str, ...]
    notes: frozenset[str]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with what its answer holds; without facts the notes do not say."""

    text: str
    facts: tuple[KeyFact, ...]
    outdated: tuple[KeyFact, ...] = ()
    """What earlier notes say otherwise: it may be told only as what was before."""
    dated: frozenset[str] = frozenset()
    """Notes that are so old that the answer has to tell their day."""


@dataclass(frozen=True, slots=True)
class QuestionThread:
    """Notes, and questions about them that a member asks one after the other in one thread."""

    id: str
    kind: str
    today: date
    notes: tuple[NoteOfThread, ...]
    questions: tuple[AskedQuestion, ...]


def read_threads(file: Path) -> list[QuestionThread]:
    """Return the threads of a file; raises BadThread with the line."""
    threads: list[QuestionThread] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            threads.append(_thread(json.loads(line)))
        except KeyError as error:
            raise BadThread(f"{file.name}, line {number} has no {error.args[0]}.") from None
        except (ValueError, TypeError, AttributeError) as error:
            raise BadThread(f"{file.name}, line {number} is no thread of questions: {error}") from None
    if not threads:
        raise BadThread(f"{file.name} is empty.")
    return threads


def _thread(row: Mapping[str, Any]) -> QuestionThread:
    notes = tuple(
        NoteOfThread(
            str(each["note"]),
            each["text"],
            date.fromisoformat(each["occurred_at"]),
            tuple(each.get("contacts") or ()),
        )
        for each in row["notes"]
    )
    known = {note.id for note in notes}
    questions = tuple(_question(each, known) for each in row["turns"])
    return QuestionThread(
        str(row["id"]), str(row.get("kind", "")), date.fromisoformat(row["today"]), notes, questions
    )


def _question(row: Mapping[str, Any], known: set[str]) -> AskedQuestion:
    facts = tuple(_fact(each, known) for each in row["facts"])
    outdated = tuple(_fact(each, known) for each in row.get("outdated") or ())
    dated = frozenset(map(str, row.get("dated") or ()))
    if not dated <= known:
        raise ValueError(f"{row['ask']!r} names notes that are not there: {sorted(dated - known)}")
    return AskedQuestion(row["ask"], facts, outdated, dated)


def _fact(row: Mapping[str, Any], known: set[str]) -> KeyFact:
    notes = frozenset(map(str, row["notes"]))
    if not notes <= known:
        raise ValueError(f"{row['say']} names notes that are not there: {sorted(notes - known)}")
    return KeyFact(tuple(row["say"]), notes)
