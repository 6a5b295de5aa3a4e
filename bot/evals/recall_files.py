"""The files that recall is measured on: labelled notes, and questions with the notes that answer them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any


class BadFile(ValueError):
    """The file is not in the format that docs/evals.md describes."""


@dataclass(frozen=True, slots=True)
class LabelledNote:
    """A note of the file; `contacts` are names."""

    id: str
    text: str
    occurred_on: date
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A question and the notes that answer it; none means that the notes do not say."""

    text: str
    relevant: frozenset[str]


def read_file(path: Path) -> tuple[list[LabelledNote], list[Query]]:
    """Return the notes and questions of a file; raises BadFile with the line."""
    notes: list[LabelledNote] = []
    queries: list[Query] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            _read_row(json.loads(line), notes, queries)
        except KeyError as error:
            raise BadFile(f"{path.name}, line {number} has no {error.args[0]}.") from None
        except (ValueError, TypeError):
            raise BadFile(
                f"{path.name}, line {number} is no note and no question; see docs/evals.md."
            ) from None
    known = {note.id for note in notes}
    for query in queries:
        if missing := query.relevant - known:
            raise BadFile(f"{path.name}: {query.text!r} names notes that are not there: {sorted(missing)}")
    return notes, queries


def _read_row(row: dict[str, Any], notes: list[LabelledNote], queries: list[Query]) -> None:
    if "query" in row:
        queries.append(Query(row["query"], frozenset(map(str, row["relevant"]))))
        return
    day = datetime.fromisoformat(row["occurred_at"]).date()
    notes.append(LabelledNote(str(row["note"]), row["text"], day, tuple(row.get("contacts") or ())))
