"""Rows as CSV files that no spreadsheet takes for formulas (B6)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a cell may begin with that a spreadsheet takes for more than text, full-width forms included."""
_LEFT_OUT = frozenset({"workspace", "space", "shared_with"})
_FIRST = (
    "name",
    "title",
    "account",
    "contact",
    "contacts",
    "text",
    "what",
    "on",
    "occurred_on",
    "due_on",
    "state",
)
_HEADINGS = {
    "account": "company",
    "account_id": "company id",
    "email": "e-mail",
    "on": "date",
    "occurred_on": "date",
}


def neutral(text: str) -> str:
    """Text that a spreadsheet shows as it is: with an apostrophe where it would be a formula otherwise.

    Text that begins with an apostrophe gets one, too, so that `plain_cell` finds the text again.
    """
    return f"'{text}" if text.startswith("'") or text.lstrip(" ").startswith(_FORMULA) else text


def plain_cell(cell: str) -> str:
    """The text of a cell that `neutral` made."""
    return cell.removeprefix("'")


def columns_of(fields: Iterable[str]) -> list[str]:
    """The columns for rows with these fields: names and texts first, ids last."""
    shown = {each for each in fields if each not in _LEFT_OUT}
    if "contact_id" in shown:
        shown.add("contact")
    if "contact_ids" in shown:
        shown.add("contacts")
    if "account_id" in shown:
        shown.add("account")
    first = [each for each in _FIRST if each in shown]
    ids = sorted(each for each in shown if each == "id" or each.endswith(("_id", "_ids")))
    return [*first, *sorted(shown - {*first, *ids}), *ids]


def write_csv(
    out: TextIO, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], names: Mapping[str, str]
) -> None:
    """Write rows under a line of headings; `names` are those of contacts and accounts by id."""
    writer = csv.writer(out)
    writer.writerow([_HEADINGS.get(each, each.replace("_", " ")).capitalize() for each in columns])
    for row in rows:
        writer.writerow([_cell(_value(row, each, names)) for each in columns])


def _value(row: Mapping[str, Any], column: str, names: Mapping[str, str]) -> Any:
    if column in ("contact", "account") and column not in row:
        return names.get(row.get(f"{column}_id") or "", "")
    if column == "contacts" and column not in row:
        return [names.get(each, "") for each in row.get("contact_ids", ())]
    return row.get(column)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return neutral("; ".join(value))
    return neutral(json.dumps(value, ensure_ascii=False))
