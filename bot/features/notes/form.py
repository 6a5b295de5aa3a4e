"""Reads the fields of a note's form: names and promises (B1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.core.commands import FormValues
from bot.core.form_values import text_of
from bot.core.notes import Promiser
from bot.features.notes.cards import forms

_PROMISE = re.compile(r"^\s*(me|i|them|they|he|she)\s*:\s*(.+?)\s*$", re.IGNORECASE)
_DUE = re.compile(r"[,;]?\s*\bby\s+(\d\S*)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenPromise:
    """A line of the promises field, understood."""

    by: Promiser
    what: str
    due_on: date | None


def names_of(values: FormValues, field: str) -> list[str]:
    """Names with commas, semicolons or line ends between them."""
    parts = re.split(r"[,;\n]+(?![^(]*\))", text_of(values, field))
    return list(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


def promises_of(values: FormValues, field: str) -> list[WrittenPromise]:
    """The promises of a form, one a line; lines that are not understood are left out."""
    return [
        read for line in lines_of(values, field) if isinstance(read := read_promise(line), WrittenPromise)
    ]


def read_promise(line: str) -> WrittenPromise | str:
    """A promise out of one line, or a sentence that says what is wrong with the line."""
    found = _PROMISE.match(line)
    if not found:
        return forms.not_a_promise(line)
    what, due_on = found[2], None
    if due := _DUE.search(what):
        try:
            due_on = date.fromisoformat(due[1].rstrip("."))
        except ValueError:
            return forms.not_a_due_date(line)
        what = what[: due.start()].strip()
    if not what:
        return forms.not_a_promise(line)
    by = Promiser.MEMBER if found[1].lower() in ("me", "i") else Promiser.CONTACT
    return WrittenPromise(by, what, due_on)


def lines_of(values: FormValues, field: str) -> list[str]:
    """The lines of a field that hold words."""
    return [line for line in text_of(values, field).splitlines() if line.strip()]
